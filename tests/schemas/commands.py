"""Commands run in this process as a user runs them, and what they write read as programs read it."""

from __future__ import annotations

import csv
import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

Values = list[Any]


def told(*arguments: str | Path, stdin: bytes = b"") -> bytes:
    """Run `agorascope ARGUMENTS` to its end, whatever its exit code; give what it wrote on stdout."""
    from agorascope.cli import app

    read, out, err = (io.TextIOWrapper(io.BytesIO(given), "utf-8", newline="") for given in (stdin, b"", b""))
    with redirect_stdout(out), redirect_stderr(err), patch.object(sys, "stdin", read):
        app([str(one) for one in arguments], standalone_mode=False)
        out.flush()
    kept = out.detach()
    assert isinstance(kept, io.BytesIO)
    return kept.getvalue()


def lines(data: bytes) -> Values:
    """Read JSON lines."""
    return [json.loads(line) for line in data.splitlines()]


def cells(data: bytes) -> Values:
    """Read a CSV."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def jsonl(*rows: object) -> bytes:
    """Write JSON lines."""
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)

"""Writes the schemas that changed in ways that keep their promises; names the changes that need a new major version."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

import agorascope.schemas
from agorascope.schemas import OUTPUTS, Output
from scripts.schemas.compatible import Change, changes
from scripts.schemas.making import made, written

FROZEN = Path(agorascope.schemas.__file__).parent / "frozen"
ADVICE = "raise its major version in src/agorascope/schemas/outputs.py and in the struct, and tell it in docs/schema.md"


def main() -> int:
    """Look at every output; write what may be written."""
    broken = [output.name for output in OUTPUTS if not _brought_in_step(output)]
    for name in broken:
        print(f"{name}: not written; {ADVICE}")
    return int(bool(broken))


def _brought_in_step(output: Output) -> bool:
    """Write the schema of an output unless that breaks a promise; tell what changed."""
    path, found = FROZEN / output.file, made(output)
    text = written(found)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return True
    new = [Change("", "new", breaks=False)]
    told = changes(msgspec.json.decode(path.read_bytes()), found) if path.is_file() else new
    for change in told or [Change("", "other words", breaks=False)]:
        print(f"{output.id}: {change}{' (needs a new major version)' if change.breaks else ''}")
    if any(change.breaks for change in told):
        return False
    path.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())

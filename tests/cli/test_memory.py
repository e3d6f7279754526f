"""Memory that is no longer needed goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

from agorascope.cli import memory

# Blocks of the size that the C library keeps when they are freed; the last one, which stays, holds the heap's end.
SCRIPT = """
from pathlib import Path
from agorascope.cli import memory

def resident():
    return next(int(l.split()[1]) for l in Path("/proc/self/status").read_text().splitlines() if l.startswith("VmRSS"))

held = [b"x" * 100_000 for _ in range(1_000)]
last = held.pop()
held.clear()
before = resident()
memory.give_back()
print(before, resident())
"""


@pytest.mark.skipif(memory._trim() is None, reason="the C library of this system has no malloc_trim")
def test_what_was_freed_is_given_back() -> None:
    """A hundred megabytes of freed blocks are no longer resident."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=True, text=True)  # noqa: S603
    before, after = map(int, done.stdout.split())
    assert before - after > 80_000

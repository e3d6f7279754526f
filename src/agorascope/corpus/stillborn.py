"""Workers that die before they have said a word: Daft would wait for each for ever.

Daft begins a worker and then accepts one connection from it, without a limit of time. Whoever connects in the place of
a worker that is gone, and hangs up, ends that wait with an error, as the end of a worker that was at work does.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_WATCHED: Final = 0.5  # seconds
_PROGRAM: Final = b"daft.execution.udf_worker"
_GONE: Final = (b"Z", b"X")
"""The states of a process that has ended, as Linux tells them."""


@contextmanager
def watched() -> Iterator[None]:
    """End Daft's wait for workers that have died; processes are known on Linux alone, elsewhere nothing is done."""
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(over,), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _watch(over: threading.Event) -> None:
    """Remember where each worker of this process connects to, for what has ended tells that no more."""
    known: dict[int, bytes] = {}
    while not over.wait(_WATCHED):
        known |= {pid: place for pid in _children() if pid not in known and (place := _place(pid))}
        for pid in [pid for pid in known if _has_ended(pid)]:
            _hang_up(known.pop(pid))


def _children() -> list[int]:
    """List the processes that this one has begun."""
    found: list[int] = []
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_bytes().split())
    return found


def _place(pid: int) -> bytes | None:
    """Tell the socket that a worker of Daft connects to; None for another process."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        if _PROGRAM in words[:-2]:
            return words[words.index(_PROGRAM) + 1]
    return None


def _has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b") ")[2][:1] in _GONE
    except OSError:
        return True


def _hang_up(place: bytes) -> None:
    """Connect and hang up; where nobody waits any more, nothing comes of it."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_WATCHED)
        line.connect(os.fsdecode(place))

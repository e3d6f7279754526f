"""Workers that die before they have said a word: Daft would wait for each for ever.

Daft listens at a socket of its own for each worker, begins the worker with the socket's path among its words, and
accepts one connection, without a limit of time. Whoever connects in the place of a worker that is gone, and hangs up,
ends that wait with an error, as the end of a worker that was at work does.
"""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_WATCHED: Final = 0.5  # seconds
_PROGRAM: Final = b"daft.execution.udf_worker"
_LISTENS: Final = 1 << 16
"""The flag of a socket that accepts connections, in Linux's table."""


@contextmanager
def watched() -> Iterator[None]:
    """End Daft's wait for workers that have died; processes are known on Linux alone, elsewhere nothing is done."""
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(over, _listening()), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _watch(over: threading.Event, others: set[bytes]) -> None:
    """Hang up at each socket that no living worker knows of, looked at twice: its worker may not have been begun yet.

    `others` were there before any worker.
    """
    alone, told = set[bytes](), others
    while not over.wait(_WATCHED):
        before, alone = alone, _listening() - told - _known(_children())
        left = alone & before
        for place in left and left - _known(_processes()):
            _hang_up(place)
            told = told | {place}


def _listening() -> set[bytes]:
    """List the paths of the sockets that this process accepts connections at, of those that are named as Daft's are."""
    ours, found = _descriptors(), set[bytes]()
    named = os.fsencode(Path(tempfile.gettempdir(), tempfile.gettempprefix()))
    with suppress(OSError):
        for line in Path("/proc/self/net/unix").read_bytes().splitlines()[1:]:
            flags, _, _, inode, *path = line.split(maxsplit=7)[3:]
            if int(flags, 16) & _LISTENS and b"socket:[%b]" % inode in ours:
                found |= {place for place in path if place.startswith(named)}
    return found


def _descriptors() -> set[bytes]:
    """Tell what the open files of this process are."""
    found = set[bytes]()
    with suppress(OSError):
        for path in Path("/proc/self/fd").iterdir():
            with suppress(OSError):  # closed meanwhile
                found.add(bytes(path.readlink()))
    return found


def _known(pids: Iterable[int]) -> set[bytes]:
    """List the words of the workers that are alive: one who has ended has none."""
    return {word for pid in pids for word in _words(pid)}


def _children() -> list[int]:
    """List the processes that this one has begun, quickly; where one of them just ends, others may be left out."""
    found: list[int] = []
    for path in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_bytes().split())
    return found


def _processes() -> list[int]:
    """List all processes, none left out."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _words(pid: int) -> set[bytes]:
    """Give the words that a worker was begun with; none where it is no worker, or has ended."""
    with suppress(OSError):
        words = set(Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0"))
        return words if _PROGRAM in words else set()
    return set()


def _hang_up(place: bytes) -> None:
    """Connect and hang up; where nobody waits any more, nothing comes of it."""
    with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_WATCHED)
        line.connect(os.fsdecode(place))

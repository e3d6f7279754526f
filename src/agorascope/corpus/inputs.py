"""The files that were read, by name, size and hash: from what the tables of a corpus were made."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from agorascope.records import RunInput

NAMED: Final = 10_000
"""Files that are named; how many there are beyond them is told."""
_PIECE: Final = 1 << 20
_NO_FILE, _CHANGED, _UNREADABLE = "not a file that stays", "changed while it was read", "cannot be read"


class Inputs:
    """Files in the order in which they are read; of an archive itself, not its members, each once."""

    def __init__(self) -> None:
        """Know none yet."""
        self._found: dict[str, tuple[RunInput, tuple[int, int] | None]] = {}
        self._beyond: set[str] = set()

    def take(self, source: str) -> None:
        """Look at a source before (or just after) it is read, while its bytes are in the system's memory anyway.

        Only regular files are opened: a pipe can be read once, and an address is not asked again.
        """
        name = _file(source)
        if (name or source) in self._found:
            return
        if len(self._found) >= NAMED:
            self._beyond.add(name or source)
            return
        self._found[name or source] = _hashed(name) if name else (_unknown(source, _NO_FILE), None)

    @property
    def more(self) -> int:
        """Tell how many files there are beyond those that are named."""
        return len(self._beyond)

    def told(self) -> tuple[RunInput, ...]:
        """Give all files; one that is not now what it was when it was hashed has no hash."""
        return tuple(
            found if seen is None or _seen(found.name) == seen else _unknown(found.name, _CHANGED)
            for found, seen in self._found.values()
        )


def _file(source: str) -> str | None:
    """Give the regular file that a source is, or the archive that it is a member of."""
    for name in (source, *map(str, Path(source).parents)):
        if os.path.isfile(name):  # noqa: PTH113 -- Path.is_file raises where os.path answers
            return name
    return None


def _hashed(name: str) -> tuple[RunInput, tuple[int, int] | None]:
    seen, told, size = _seen(name), sha256(), 0
    try:
        with Path(name).open("rb") as stream:
            while piece := stream.read(_PIECE):
                told.update(piece)
                size += len(piece)
    except OSError:
        return _unknown(name, _UNREADABLE), None
    return RunInput(name=name, size=size, sha256=told.hexdigest(), reason=None), seen


def _seen(name: str) -> tuple[int, int]:
    try:
        stat = Path(name).stat()
    except OSError:
        return (-1, -1)
    return stat.st_size, stat.st_mtime_ns


def _unknown(name: str, reason: str) -> RunInput:
    return RunInput(name=name, size=None, sha256=None, reason=reason)

"""What is followed: files by name, whether they are there yet or not, what comes into folders, a pipe."""

from __future__ import annotations

import glob
import os
import sys
from typing import TYPE_CHECKING, Final

from agorascope.sources.growing import Pipe, Place, Tail, fits
from agorascope.sources.source import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SUFFIXES: Final = (".jsonl", ".ndjson", ".csv", ".tsv")
"""Endings of the files of a folder that are followed."""
_Seen = tuple[int, int, int]


class Followed:
    """Files and pipes by the names that the user knows them by; what is new among them is found at every look."""

    def __init__(self, names: Sequence[str], known: Mapping[str, Place]) -> None:
        """Go on where files are `known` to have been read to, by their absolute paths."""
        self._known = dict(known)
        self._found: dict[str, Tail | Pipe] = {}
        self._seen: dict[str, _Seen] = {}
        self._wide = [name for name in names if name != STDIN and (_is_folder(name) or glob.has_magic(name))]
        for name in names:
            if name == STDIN:
                self._found[name] = Pipe(sys.stdin.fileno())
            elif name not in self._wide:
                self._found[name] = Tail(name, self._known.get(os.path.abspath(name)))  # noqa: PTH100 - not resolved

    @property
    def ended(self) -> bool:
        """Tell whether nothing can come any more."""
        return not self._wide and all(isinstance(one, Pipe) and one.ended for one in self._found.values())

    @property
    def missing(self) -> list[str]:
        """Name the files that are not there yet."""
        return [name for name, one in self._found.items() if isinstance(one, Tail) and not os.path.exists(name)]  # noqa: PTH110

    def look(self) -> Iterator[tuple[str, Tail | Pipe]]:
        """Give what may have something new."""
        for name in sorted({path for wide in self._wide for path in _inside(wide)}.difference(self._found)):
            self._found[name] = Tail(name, self._place(name))
            self._seen[name] = (-1, -1, -1)
        for name, one in list(self._found.items()):
            if name not in self._seen:
                yield name, one
            elif (now := _seen(name)) is None:
                self._known[os.path.abspath(name)] = one.place  # noqa: PTH100
                del self._found[name], self._seen[name]
            elif now != self._seen[name]:
                yield name, one

    def looked(self, name: str, *, all_taken: bool) -> None:
        """Let other files be looked at before this one, and let go of one of a folder where nothing was left in it."""
        one = self._found[name] = self._found.pop(name)
        if name in self._seen:
            one.close()
            self._seen[name] = (all_taken and _seen(name)) or (-1, -1, -1)

    def drop(self, name: str) -> None:
        """Follow a file no longer."""
        self._found[name].close()
        del self._found[name]
        self._seen.pop(name, None)

    def close(self) -> None:
        """Let go of all files."""
        for one in self._found.values():
            one.close()

    def _place(self, name: str) -> Place | None:
        """Give how far a file that turns up in a folder was read, under this name or one that it had before."""
        path = os.path.abspath(name)  # noqa: PTH100
        gone = [place for known, place in self._known.items() if known != path and not fits(known, place)]
        places = [self._known[path], *gone] if path in self._known else gone
        return next((place for place in places if place.offset and fits(name, place)), None)


def _is_folder(name: str) -> bool:
    return os.path.isdir(name)  # noqa: PTH112 - Path raises where it answers


def _inside(wide: str) -> Iterator[str]:
    """Give the files of a folder, not of those in it, or those that a pattern names."""
    if not _is_folder(wide):
        yield from (path for path in glob.glob(wide, recursive=True) if not _is_folder(path))  # noqa: PTH207
        return
    with os.scandir(wide) as entries:
        for entry in entries:
            if entry.name.lower().endswith(SUFFIXES) and not entry.name.startswith(".") and entry.is_file():
                yield entry.path


def _seen(name: str) -> _Seen | None:
    try:
        now = os.stat(name)  # noqa: PTH116
    except FileNotFoundError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns

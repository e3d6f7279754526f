"""Files that grow, as `tail -F` reads them, and pipes: whole lines as they come.

A file may be renamed and begun anew, or copied, cut and written again: what was added before is read to its end, then
what is new from its beginning. A line that is half written waits for its rest.
"""

from __future__ import annotations

import os
import re
import select
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD: Final = 1 << 16
AT_ONCE: Final = 1 << 22
"""Bytes that are read at once."""
LONGEST: Final = 1 << 26
"""A line that is longer is passed over: no comment is."""
_MARK = 256
_PACKED: Final = (".gz", ".bz2", ".xz", ".zst", ".zip", ".tmp")


class Place(Struct, frozen=True):
    """How far a file was read: bytes of it, lines of it and of those before it; the last bytes, by which it is known.

    Nothing depends on the number that the system gives a file: it gives that of one that is gone to another.
    """

    offset: int = 0
    lines: int = 0
    mark: bytes = b""


class Tail:
    """A file that grows, by its name; it need not be there yet."""

    closed = False

    def __init__(self, path: str, place: Place | None = None) -> None:
        """Begin where it was read to, if it is that file still; else with the file that it was renamed to, if any."""
        self.path, self.place = path, place or Place()
        self.cut = self.lost = 0
        self._file, self._quiet = -1, False
        if place is not None and place.offset and not fits(path, place):
            self.lost += not self._elsewhere()

    def head(self) -> bytes:
        """Give the first whole lines of the file that is read now, 64 KiB at most."""
        return _lines(os.pread(self._file, HEAD, 0)) if self._file >= 0 else b""

    def more(self, most: int = AT_ONCE) -> bytes:
        """Give the whole lines that were not taken yet, some `most` bytes of them; empty where none came."""
        if not self._opened():
            return b""
        if os.fstat(self._file).st_size < self.place.offset or not _marked(self._file, self.place):
            self.close()
            self.cut += not self._elsewhere()
            return self.more(most)
        found = self._whole(most)
        if found:
            self._quiet = False
            return found
        return self._gone_on(most) if self._replaced() else b""

    def took(self, size: int, lines: int) -> None:
        """Go on behind so many bytes of what was given last, so many lines."""
        end = self.place.offset + size
        mark = os.pread(self._file, min(end, _MARK), max(0, end - _MARK))
        self.place = Place(end, self.place.lines + lines, mark)

    def happened(self) -> dict[str, int]:
        """Tell how often the file was cut since this was asked last, and whether a file was lost before it."""
        found = {"cut-file": self.cut, "lost-file": self.lost}
        self.cut = self.lost = 0
        return found

    def close(self) -> None:
        """Let go of the file; the next look opens it again."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _opened(self) -> bool:
        if self._file < 0:
            with suppress(FileNotFoundError):
                self._file = os.open(self.path, os.O_RDONLY)
        return self._file >= 0

    def _whole(self, most: int) -> bytes:
        found = os.pread(self._file, most, self.place.offset)
        while len(found) == most < LONGEST and b"\n" not in found:
            most *= 4
            found = os.pread(self._file, most, self.place.offset)
        return found if len(found) >= LONGEST and b"\n" not in found else found[: found.rfind(b"\n") + 1]

    def _replaced(self) -> bool:
        """Tell whether the name stands for another file by now."""
        try:
            there, here = os.stat(self.path), os.fstat(self._file)  # noqa: PTH116 -- beside fstat
        except FileNotFoundError:
            return False
        return (there.st_dev, there.st_ino) != (here.st_dev, here.st_ino)

    def _elsewhere(self) -> bool:
        """Go on with what was read so far where it lies now, under another name or as a copy; else begin anew."""
        moved = renamed(self.path, self.place)
        if moved is None:
            self.place = Place(lines=self.place.lines)
            return False
        self._file = os.open(moved, os.O_RDONLY)
        return True

    def _gone_on(self, most: int) -> bytes:
        """Wait one look longer for whoever still writes into a file that was renamed, then go on with the next one.

        That is the new one of its name, or one that was renamed in its turn before anybody could read it.
        """
        if not self._quiet:
            self._quiet = True
            return b""
        if os.fstat(self._file).st_size > self.place.offset:  # its last line has no end, and nobody will write it
            return os.pread(self._file, most, self.place.offset)
        later = rotated(self.path, os.fstat(self._file).st_mtime_ns)
        self.close()
        self._file = os.open(later, os.O_RDONLY) if later else -1
        self.place, self._quiet = Place(lines=self.place.lines), False
        return self.more(most)


class Pipe:
    """What comes through a pipe; `ended` when nobody writes to it any more and all was taken."""

    def __init__(self, file: int) -> None:
        """Read an open file."""
        self._file, self._held, self._head = file, b"", b""
        self.place, self.closed = Place(), False

    @property
    def ended(self) -> bool:
        """Tell whether nothing can come."""
        return self.closed and not self._held

    def head(self) -> bytes:
        """Give the first lines, 64 KiB at most."""
        return self._head

    def more(self, most: int = AT_ONCE) -> bytes:
        """Give the whole lines that came and were not taken yet, at the end the last one without its end too."""
        while self._wants(most) and select.select([self._file], [], [], 0)[0]:
            found = os.read(self._file, most)
            self.closed = not found
            self._held += found
        whole = self._held if self.closed or len(self._held) >= LONGEST else self._held[: self._held.rfind(b"\n") + 1]
        if not self.place.offset:
            self._head = _lines(whole[:HEAD])
        return whole

    def _wants(self, most: int) -> bool:
        """Tell whether there is room: for so many bytes, or for the one line that has not ended yet."""
        return not self.closed and len(self._held) < (LONGEST if b"\n" not in self._held else most)

    def took(self, size: int, lines: int) -> None:
        """Go on behind so many bytes of what was given last, so many lines."""
        self._held = self._held[size:]
        self.place = Place(self.place.offset + size, self.place.lines + lines)

    def happened(self) -> dict[str, int]:
        """Give nothing: what came through a pipe is not changed."""
        return {}

    def close(self) -> None:
        """Do nothing: the pipe is somebody else's."""


def fits(path: str, place: Place) -> bool:
    """Tell whether a file is the one that was read up to a place."""
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        return os.fstat(file).st_size >= place.offset and _marked(file, place)
    except OSError:  # a folder
        return False
    finally:
        os.close(file)


def renamed(path: str, place: Place) -> str | None:
    """Give the file beside a path that was read up to a place under that path's name; None where there is none."""
    folder = os.path.dirname(path) or "."  # noqa: PTH120 -- as os.scandir gives them
    with suppress(OSError), os.scandir(folder) as entries:
        return first_fitting((entry.path for entry in entries if entry.is_file()), place)
    return None


def rotated(path: str, after: int) -> str | None:
    """Give the first file that was renamed from a path, as logrotate names them, and written `after` a time in ns.

    `a.jsonl.1`, `a.jsonl-20261130` or `a-20261130.jsonl`; not what was compressed since.
    """
    folder, name = os.path.split(path)
    stem, ending = map(re.escape, os.path.splitext(name))  # noqa: PTH122
    named = re.compile(rf"{stem}{ending}[.-].+|{stem}[.-]\d[\d.-]*{ending}")
    with suppress(OSError), os.scandir(folder or ".") as entries:
        fitting = [one for one in entries if named.fullmatch(one.name) and not one.name.endswith(_PACKED)]
        written = [(one.stat().st_mtime_ns, one.path) for one in fitting if one.is_file()]
        return min((one for one in written if one[0] > after), default=(0, None))[1]
    return None


def first_fitting(paths: Iterable[str], place: Place) -> str | None:
    """Give the first of some files, by name, that was read up to a place."""
    return next((path for path in sorted(paths) if fits(path, place)), None)


def _lines(found: bytes) -> bytes:
    return found[: found.rfind(b"\n") + 1] or found


def _marked(file: int, place: Place) -> bool:
    return not place.mark or os.pread(file, len(place.mark), place.offset - len(place.mark)) == place.mark

"""Discussions on disk, of which one is held at a time: those of a run that are to be looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, TypeVar

from msgspec import DecodeError, Struct, json, structs

from agorascope.cli.stored.standing import unreadable
from agorascope.errors import CorpusError
from agorascope.records import Discussion

if TYPE_CHECKING:
    from pathlib import Path


Found = TypeVar("Found")


class _Line(Struct):
    id: str


class Shelf:
    """Discussions by their place, read anew each time; their names are their own unless `name` gave others."""

    def __init__(self, file: IO[bytes], where: str) -> None:
        """Take a file with one discussion a line, open for reading; `where` names it in errors."""
        self._file, self._where = file, where
        self._names: list[str] = []
        self._starts: list[int] = []
        self._decoder = json.Decoder(Discussion)
        at = file.seek(0)
        for line in file:
            self._starts.append(at)
            self._names.append(self._decoded(line, json.Decoder(_Line)).id)
            at += len(line)

    @property
    def names(self) -> Sequence[str]:
        """The names of the discussions."""
        return self._names

    def __len__(self) -> int:
        """Count the discussions."""
        return len(self._starts)

    def __getitem__(self, place: int) -> Discussion:
        """Read one; raises `CorpusError` where the file is no longer what it was."""
        self._file.seek(self._starts[place])
        found = self._decoded(self._file.readline(), self._decoder)
        return found if found.id == self._names[place] else structs.replace(found, id=self._names[place])

    def __iter__(self) -> Iterator[Discussion]:
        """Read one after the other."""
        return (self[place] for place in range(len(self)))

    def add(self, discussion: Discussion) -> None:
        """Put one more at the end; the file has to be open for writing."""
        from agorascope.api.discussion import encoded

        line = encoded(discussion)
        self._starts.append(self._file.seek(0, 2))
        self._names.append(self._decoded(line, json.Decoder(_Line)).id)  # as it is written: half a character is none
        self._file.write(line + b"\n")

    def name(self, names: Sequence[str]) -> None:
        """Name the discussions, in their order."""
        self._names = list(names)

    def _decoded(self, line: bytes, decoder: json.Decoder[Found]) -> Found:
        try:
            return decoder.decode(line)
        except DecodeError as error:
            raise CorpusError(f"{self._where}: cannot be read ({error}); run analyze again") from error


@contextmanager
def kept() -> Iterator[Shelf]:
    """Give an empty shelf that is gone afterwards."""
    with TemporaryFile() as file:
        yield Shelf(file, "what was kept of this run")


@contextmanager
def opened(path: Path) -> Iterator[Shelf]:
    """Give the discussions of an analysed folder; raises `CorpusError` where there are none."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error
    with file:
        yield Shelf(file, str(path))

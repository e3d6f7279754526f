"""Files that an export writes: whole or not at all, a second one where the first is full, told with counts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import msgspec

from agorascope.corpus.folder import whole
from agorascope.errors import UsageError


class Written(msgspec.Struct, frozen=True):
    """A finished file: of what it holds how many, and what else there is to say about it."""

    path: Path
    count: int
    what: str = "row"
    notes: tuple[str, ...] = ()


def counted(notes: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Say of which things there were how many; what there was none of is not said."""
    return tuple(f"{what}: {count:,}" for what, count in notes if count)


class Cells(Protocol):
    """Makes the text of a cell of a value, and remembers what it had to do to any."""

    def __call__(self, value: object) -> str:
        """Give the text."""

    def told(self) -> tuple[str, ...]:
        """Say what was done to cells since this was last asked."""


class Plain:
    """Values as they are: for programs."""

    def __call__(self, value: object) -> str:
        """Give nothing for None, a text as it is, JSON for anything else."""
        if value is None:
            return ""
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()

    def told(self) -> tuple[str, ...]:
        """Say nothing: nothing is changed."""
        return ()


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Give a path to write to, which becomes `path` when all went well; raises `UsageError` where it cannot."""
    try:
        with whole(path) as part:
            yield part
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"{path}: cannot be written ({reason}); give -o a folder that can") from error


def numbered(path: Path, number: int) -> Path:
    """Name the files of a series: comments.csv, comments-2.csv, comments-3.csv."""
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")


def forget(path: Path, number: int) -> None:
    """Delete what an earlier, longer export left of a series from this number on."""
    while (left := numbered(path, number)).is_file():
        left.unlink()
        number += 1


def tables(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    cells: Cells | None = None,
    *,
    most: int | None = None,
    encoding: str = "utf-8",
) -> Iterator[Written]:
    """Write rows as CSV under a header, in as many files as `most` rows for each ask for; tell of each."""
    cells = cells or Plain()
    left = iter(rows)
    row, number = next(left, None), 1
    while True:
        count = 0
        with (
            opened(numbered(path, number)) as part,
            part.open("w", encoding=encoding, newline="") as file,
        ):
            out = csv.writer(file, lineterminator="\r\n")  # so that a lone \r in a text is quoted too
            out.writerow(header)
            while row is not None and count != most:
                out.writerow(map(cells, row))
                row, count = next(left, None), count + 1
        yield Written(numbered(path, number), count, notes=cells.told())
        number += 1
        if row is None:
            forget(path, number)
            return

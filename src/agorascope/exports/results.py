"""An analysed folder as exports read it: which layers it has, and the rows of a part side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from agorascope.corpus import layers
from agorascope.corpus.folder import Folder
from agorascope.errors import CorpusError

Row = dict[str, Any]
STAGES: Final = {"theses": "arguments"}
"""The stage that writes a layer, where it has another name."""


class Results:
    """The layers that `analyze` wrote."""

    def __init__(self, path: Path) -> None:
        """Look which folder this is; raises `CorpusError` where it holds no comments of a corpus."""
        self.path, self.folder = path, Folder(path)
        self._counts: dict[str, int] = {}
        self.parts = self.folder.count("comments")
        if not self.parts:
            reason = "holds no layers of an analysed corpus" if path.is_dir() else "is no folder"
            raise CorpusError(f"{path}: {reason}; give the DIR of `agorascope analyze CORPUS -o DIR`")

    @cached_property
    def discussions(self) -> int:
        """How many discussions there are."""
        return sum(self.folder.table("articles", part, ["discussion_id"]).num_rows for part in range(self.parts))

    def has(self, name: str) -> bool:
        """Tell whether a layer is there; raises `CorpusError` where a run was interrupted while it was written."""
        if name not in self._counts:  # each part is a file to look for
            self._counts[name] = self.folder.count(name)
        count = self._counts[name]
        if 0 < count < self.parts:
            raise CorpusError(
                f"{self.path}: layer {name} has {count} of {self.parts} parts, for analyze was interrupted;"
                f" {self._again(name)}, and it goes on where it stopped"
            )
        return bool(count)

    def need(self, *names: str) -> None:
        """Raise `CorpusError` for the first layer that is not there, with the stage that writes it."""
        for name in names:
            if not self.has(name):
                raise CorpusError(f"{self.path}: there is no layer {name}; {self._again(name)}")

    def absent(self, *names: str) -> tuple[str, ...]:
        """Name the layers that are not there, as notes to the user."""
        return tuple(f"no layer {name}: its values are left empty" for name in names if not self.has(name))

    def _again(self, name: str) -> str:
        stage = STAGES.get(name, name)
        return f"run `agorascope analyze CORPUS -o {self.path}` again, without --stages or with {stage} among them"

    def rows(self, name: str, part: int) -> list[Row]:
        """Read a part of a layer; none where the layer is not there."""
        if not self.has(name):
            return []
        table = self.folder.table(name, part)
        lacking = set(layers.schema(name).names).difference(table.column_names)
        if lacking:
            raise CorpusError(
                f"{self.folder.file(name, part)}: lacks {', '.join(sorted(lacking))}, for another version wrote it;"
                f" {self._again(name)}"
            )
        found: list[Row] = table.to_pylist()
        return found

    def cells(self, name: str) -> Iterator[list[object]]:
        """Give all rows of a layer as its columns have them, in the order of the corpus."""
        columns = layers.schema(name).names
        for part in range(self.parts):
            yield from ([row[column] for column in columns] for row in self.rows(name, part))

    def beside(self, name: str, part: int, comments: Sequence[Row]) -> list[Row]:
        """Give the row of a layer for each comment of a part; rows without values where the layer is not there."""
        if not self.has(name):
            return [{}] * len(comments)
        found = [row for row in self.rows(name, part) if row["comment_id"] is not None]
        if [row["comment_id"] for row in found] != [row["comment_id"] for row in comments]:
            raise self.other(name, part)
        return found

    def about(self, name: str, part: int) -> dict[str, Row]:
        """Give the rows of a layer that are about a discussion or its article, by discussion."""
        return {row["discussion_id"]: row for row in self.rows(name, part) if row.get("comment_id") is None}

    def other(self, name: str, part: int) -> CorpusError:
        """Give the error for a layer that was made from other texts than those that lie there now."""
        return CorpusError(
            f"{self.folder.file(name, part)}: is about other comments than the layer comments; {self._again(name)}"
        )


def grouped(rows: Sequence[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Put rows that have the same values under these names together, in order."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), []).append(row)
    return found

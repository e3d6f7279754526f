"""`Discussion`: one analysed discussion, with tables, reports and a face in a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct, json, structs, to_builtins

from agorascope import records
from agorascope.amounts import many

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from agorascope.records import CommentReport, KeyPoint


class Discussion(records.Discussion, frozen=True, kw_only=True):
    """One analysed discussion: the object that `agorascope analyze --json` prints, with what Python adds to it.

    Its fields are those of the JSON (docs/output.md): `article`, `comments`, `duplicates`, `people`, `summary`,
    `quality`, `models`, `settings`. It never changes, equals what was read from the same JSON, and can be pickled.

    >>> import agorascope as ag
    >>> d = ag.analyze("page.txt")
    >>> d.summary.counts.comments
    24
    """

    @classmethod
    def of(cls, found: records.Discussion) -> Self:
        """Give a discussion of the pipeline as this class; the same values."""
        return cls(**{name: getattr(found, name) for name in records.Discussion.__struct_fields__})

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read what `to_json` or `agorascope analyze --json` wrote; raises `msgspec.DecodeError`."""
        return json.decode(line, type=cls)

    @property
    def key_points(self) -> tuple[KeyPoint, ...]:
        """The key points of the summary."""
        return self.summary.key_points

    def comment(self, identity: str | int) -> CommentReport:
        """Give a comment by its id; raises `KeyError` where there is none."""
        for one in self.comments:
            if one.id == str(identity):
                return one
        raise KeyError(identity)

    def to_dict(self) -> dict[str, Any]:
        """Give everything as dicts, lists, texts and numbers: what reading the JSON gives."""
        found: dict[str, Any] = json.decode(self._bytes())
        return found

    def to_json(self) -> str:
        """Give the line that `agorascope analyze --json` prints, without its end."""
        return self._bytes().decode()

    def to_arrow(self, table: str = "comments") -> pa.Table:
        """Give a table as Arrow: `comments`, `arguments`, `key_points` … (`ag.TABLES`).

        Raises `UsageError` for a name there is none of.
        """
        from agorascope.api import tables

        return tables.table(table, [self])

    def to_pandas(self, table: str = "comments") -> pd.DataFrame:
        """Give a table for pandas; raises `UsageError` where there is none of the name, or no pandas."""
        from agorascope.api import frames

        return frames.pandas(self.to_arrow(table))

    def to_polars(self, table: str = "comments") -> pl.DataFrame:
        """Give a table for Polars; raises `UsageError` where there is none of the name, or no Polars."""
        from agorascope.api import frames

        return frames.polars(self.to_arrow(table))

    def report(self, path: str | Path) -> Path:
        """Write the report that `analyze --report` writes, to a path that ends in `.html` or `.md`.

        In the language that the discussion is told in (`ui`, else the page's own). Raises `UsageError` for another
        ending, or where nothing can be written.
        """
        from agorascope.api import reporting

        return reporting.write(Path(path), self)

    def _bytes(self) -> bytes:
        return encoded(self)

    def _repr_html_(self) -> str:
        """Show the discussion in a notebook."""
        from agorascope.api import notebook

        return notebook.discussion(self)

    def __eq__(self, other: object) -> bool:
        """Tell whether another discussion, of whichever class, holds the same."""
        if not isinstance(other, records.Discussion):
            return NotImplemented
        return structs.astuple(self) == structs.astuple(other)

    __hash__ = None  # type: ignore[assignment]  # its settings are a dict

    def __repr__(self) -> str:
        stance = self.summary.stance
        counts = f"{many(len(self.comments), 'comment')}, {stance.favor} for, {stance.against} against"
        return f"<Discussion {self.id!r}: {counts}>"

    def __str__(self) -> str:
        return "\n".join(part for part in (self.article.title, self.summary.headline) if part)


def encoded(told: Struct) -> bytes:
    """Give what is told as JSON, as the commands print it; U+FFFD stands for what is not UTF-8 in a file's name."""
    try:
        return json.encode(told)
    except UnicodeEncodeError:
        from agorascope.corpus.folder import storable

        return json.encode(storable(to_builtins(told, builtin_types=())))

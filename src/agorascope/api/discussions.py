"""`Discussions`: several analysed discussions, what could not be read, their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from agorascope.amounts import many
from agorascope.api.discussion import Discussion
from agorascope.api.fixed import Tabled

if TYPE_CHECKING:
    import pyarrow as pa

    from agorascope.errors import ReadError
    from agorascope.records import Notice


class Discussions(Tabled, Sequence[Discussion]):
    """Discussions in the order in which they were read; never changes.

    `errors` are the sources that could not be read, `notices` what was passed over. A slice is `Discussions` again.

    >>> import agorascope as ag
    >>> found = ag.analyze_all("pages/")
    >>> [d.language.code for d in found], found.errors
    (['el', 'en', 'zh'], ())
    """

    __slots__ = ("_found", "errors", "notices")

    _found: tuple[Discussion, ...]
    errors: tuple[ReadError, ...]
    notices: tuple[Notice, ...]

    def __init__(
        self, found: Iterable[Discussion], errors: Iterable[ReadError] = (), notices: Iterable[Notice] = ()
    ) -> None:
        """Keep discussions, errors and notices."""
        self._fix(_found=tuple(found), errors=tuple(errors), notices=tuple(notices))

    def __reduce__(self) -> tuple[Any, ...]:
        return Discussions, (self._found, self.errors, self.notices)

    @overload
    def __getitem__(self, index: int) -> Discussion: ...
    @overload
    def __getitem__(self, index: slice) -> Discussions: ...
    def __getitem__(self, index: int | slice) -> Discussion | Discussions:
        if isinstance(index, slice):
            return Discussions(self._found[index], self.errors, self.notices)
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Discussions):
            return NotImplemented
        return self._found == other._found

    __hash__ = None  # type: ignore[assignment]  # as that of a discussion

    def to_json(self) -> str:
        """Give one discussion a line, as `agorascope analyze --json` prints them."""
        return "".join(f"{one.to_json()}\n" for one in self)

    def to_arrow(self, table: str = "comments") -> pa.Table:
        """Give a table of all discussions as Arrow; raises `UsageError` for a name there is none of."""
        from agorascope.api import tables

        return tables.table(table, self)

    def report(self, path: str | Path) -> Path:
        """Write all of them into one Markdown file; raises `UsageError` for an ending that is not `.md`."""
        from agorascope.api import reporting

        return reporting.write(Path(path), *self)

    def _repr_html_(self) -> str:
        """Show a table of the discussions in a notebook."""
        from agorascope.api import notebook

        return notebook.discussions(self)

    def __repr__(self) -> str:
        failed = f", {len(self.errors)} could not be read" if self.errors else ""
        comments = sum(len(one.comments) for one in self)
        return f"<Discussions: {len(self)}, {many(comments, 'comment')}{failed}>"

"""`duplicates`: which of some texts repeat others, as `agorascope duplicates` tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, overload

from msgspec import structs

from agorascope.amounts import many
from agorascope.api.asking import models_for, settings_of
from agorascope.api.fixed import Tabled
from agorascope.api.given import Given, Rows, columns_of, given
from agorascope.api.reading import Map, mapped
from agorascope.errors import UsageError
from agorascope.settings import Settings

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from agorascope.deduplication import Clusters
    from agorascope.records import Change, ClosePair, Repost, RepostCluster, RepostPair
    from agorascope.reposts import Gathered
    from agorascope.rows import Line

Kind: TypeAlias = Literal["exact", "near", "translation"]
DUPLICATE: Final = "duplicate"
_TABLES: Final = ("rows", "pairs", "clusters")
_CHANGE: Final = ("start", "end", "of_start", "of_end")


class Duplicates(Tabled, Sequence["Repost | None"]):
    """What each row repeats, in the order of the rows; None for one that repeats nothing or is no comment.

    A repost is what `agorascope duplicates` writes: `of` and `cluster` (the id of what it repeats), `kind` (`exact`,
    `near`, `translation`) and `similarity` (0..1). Where no row has an id, the place in the list is its id, so that
    `texts[told["of"]]` is the text repeated.

    >>> import agorascope as ag
    >>> found = ag.duplicates(["The fee is a fraud, plain and simple!", "So be it.",
    ...                        "the fee is a fraud, plain and simple"])
    >>> found[2]["of"], found[2]["kind"], found[1]
    (0, 'exact', None)
    """

    __slots__ = ("_found", "_gathered", "_given", "_names", "_settings", "_told", "errors")

    _given: Given
    _names: Mapping[str, str]
    _gathered: Gathered
    _found: Clusters
    _settings: Settings
    _told: tuple[Repost | None, ...]
    errors: Mapping[int, str]

    def __init__(
        self, given: Given, names: Mapping[str, str], gathered: Gathered, found: Clusters, settings: Settings
    ) -> None:
        """Keep what was given and found; `gathered` are the comments among the rows, `names` their columns."""
        from agorascope.reposts import duplicate

        rejected = dict(gathered.rejected)
        places = iter(range(len(gathered.posts)))
        told = [
            None if line.number in rejected else duplicate(next(places), gathered.posts, found, gathered.name)
            for line in given.lines
        ]
        errors = {n: rejected[line.number] for n, line in enumerate(given.lines) if line.number in rejected}
        self._fix(_given=given, _names=names, _gathered=gathered, _found=found, _settings=settings)
        self._fix(_told=tuple(told), errors=errors)

    def __reduce__(self) -> tuple[type[Duplicates], tuple[Any, ...]]:
        return Duplicates, (self._given, self._names, self._gathered, self._found, self._settings)

    @overload
    def __getitem__(self, index: int) -> Repost | None: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Repost | None]: ...
    def __getitem__(self, index: int | slice) -> Repost | Sequence[Repost | None] | None:
        return self._told[index]

    def __len__(self) -> int:
        return len(self._told)

    @property
    def clusters(self) -> list[RepostCluster]:
        """The clusters, the largest first: `members`, `authors`, `threads`, `first_seen`, `campaign`, `text`."""
        from agorascope.reposts import clusters

        return list(clusters(self._gathered.posts, self._found, self._settings, self._gathered.name))

    @property
    def pairs(self) -> list[RepostPair]:
        """Each repeat with what it repeats, and its `changes`: where in it (`at`) stands other than there (`was`)."""
        from agorascope.reposts import pairs

        return list(pairs(self._gathered.posts, self._found, self._gathered.name))

    def border(self, most: int = 50) -> list[ClosePair]:
        """Give the pairs that are closest to the threshold, on both sides, to be read before one is chosen."""
        from agorascope.deduplication import border
        from agorascope.reposts import closest

        close = border(self._gathered.posts, self._found, self._settings, most)
        return list(closest(self._gathered.posts, close, self._gathered.name))

    def kept(self, keep: Literal["first", "longest", "none"] = "first") -> list[int]:
        """Give the places of the rows that are left when one of each cluster is kept, or none of it."""
        from agorascope.reposts import without

        left_out = without(self._gathered.posts, self._found, keep)
        rows = [place for place in range(len(self)) if place not in self.errors]
        return sorted({*self.errors, *(row for place, row in enumerate(rows) if place not in left_out)})

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows with `duplicate`, and with `error` where one is no comment, as the command prints them."""
        from agorascope.reposts import answered, teller

        return list(answered(self._given.lines, self._names, teller(self._gathered, self._found)))

    def to_arrow(self, table: str = "rows") -> pa.Table:
        """Give the rows with `duplicate_of`, `duplicate_cluster`, `duplicate_kind`, `duplicate_similarity`.

        Or the table of `pairs`, or that of `clusters`. Raises `UsageError` for another name, and where a column of the
        rows holds values of different types.
        """
        from agorascope.api import frames

        if table == "rows":
            rows = [(line.row or {}) | one for line, one in zip(self._given.lines, self._flat(), strict=True)]
            return frames.inferred(rows, (*self._given.columns, *columns_of(self._given.lines)), self._columns())
        return frames.arrow(*self._other(table))

    def to_pandas(self, table: str = "rows") -> pd.DataFrame:
        """Give that as a pandas frame; a frame that was given keeps its index, its types and all of its columns."""
        from agorascope.api import frames

        if table != "rows" or not frames.is_pandas(self._given.frame):
            return frames.pandas(self.to_arrow(table))
        added = frames.inferred(self._flat(), (), self._columns())
        return frames.widened(self._given.frame, frames.pandas(added))

    def _flat(self) -> list[dict[str, Any]]:
        ours = dict.fromkeys(self._columns())  # where there is nothing, nothing of an earlier run either
        told = [ours | {f"{DUPLICATE}_{name}": value for name, value in (one or {}).items()} for one in self]
        return [one | {f"{DUPLICATE}_error": self.errors.get(place)} for place, one in enumerate(told)]

    def _columns(self) -> dict[str, pa.DataType]:
        import pyarrow as pa

        text, own = pa.string(), self._identity()
        kinds = {"of": own, "cluster": own, "kind": text, "similarity": pa.float64(), "error": text}
        return {f"{DUPLICATE}_{name}": kind for name, kind in kinds.items()}

    def _identity(self) -> pa.DataType:
        import pyarrow as pa

        return pa.int64() if self._gathered.numbered else pa.string()

    def _other(self, table: str) -> tuple[Sequence[Mapping[str, Any]], pa.Schema]:
        import pyarrow as pa

        text, number, own = pa.string(), pa.int64(), self._identity()
        names = pa.list_(text)
        if table == "pairs":
            change = pa.struct([(name, number) for name in _CHANGE])
            rows = [row | {"changes": _changes(row["changes"])} for row in self.pairs]
            kinds = {"id": own, "of": own, "kind": text, "similarity": pa.float64(), "changes": pa.list_(change)}
            return rows, pa.schema(list(kinds.items()))
        if table == "clusters":
            wave = pa.struct([("authors", number), ("hours", pa.float64())])
            kinds = {"cluster": own, "kind": text, "size": number, "members": pa.list_(own), "authors": names}
            kinds |= {"threads": names, "first_seen": text, "last_seen": text, "campaign": wave, "text": text}
            return self.clusters, pa.schema(list(kinds.items()))
        raise UsageError(f"no table {table!r}; there are: {', '.join(_TABLES)}")

    def _repr_html_(self) -> str:
        """Show the largest clusters in a notebook."""
        from agorascope.api import showing

        return showing.duplicates(self)

    def __repr__(self) -> str:
        from collections import Counter

        kinds = Counter(one["kind"] for one in self if one)
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "no re-posts"
        return f"<Duplicates: {many(len(self), 'row')}, {told}>"


def _changes(found: Sequence[Change] | None) -> list[dict[str, int]] | None:
    """Give the changed places as columns: from `start` to `end` of the re-post stands other than there in the first."""
    return None if found is None else [dict(zip(_CHANGE, (*one.at, *one.was), strict=True)) for one in found]


def duplicates(
    rows: Rows,
    *,
    threshold: float | None = None,
    kinds: str | Sequence[Kind] = ("exact", "near", "translation"),
    scope: Literal["all", "thread", "author"] = "all",
    map: Map = None,  # noqa: A002 - the command's name
    threads: int | None = None,
    settings: Settings | None = None,
) -> Duplicates:
    """Find texts that repeat others: equal, edited or translated.

    `rows` are texts, dicts, a data frame or the path of a table. A row needs `text`; `id`, `author`, `thread` and
    `published` help where there are such columns (`map` names others). `threshold` is the least similarity of `near`
    (0..1), `scope` what is compared. Every repeat was compared with what it is said to repeat, which is the text with
    the most copies, of equals the oldest. Without `translation` among the kinds no model is loaded.

    Raises `UsageError` for words there are none of and where there is no column of text, `ReadError` for a path that
    is no table.

    >>> import agorascope as ag
    >>> ag.duplicates("comments.csv", kinds="exact,near")
    <Duplicates: 25 rows, 5 exact, 1 near>
    """
    from agorascope import deduplication, reposts

    wanted = tuple(part.strip() for part in kinds.split(",")) if isinstance(kinds, str) else tuple(kinds)
    if not wanted or any(kind not in reposts.KINDS for kind in wanted):
        raise UsageError(f"kinds={kinds!r}: choose from {', '.join(reposts.KINDS)}")
    if scope not in reposts.SCOPES:
        raise UsageError(f"scope={scope!r}: choose one of {', '.join(reposts.SCOPES)}")
    asked, names = settings_of(settings, near_threshold=threshold, threads=threads), mapped(map)
    found = given(rows)
    gathered = reposts.gather(_named(found.lines, names), names, scope)
    _check(gathered, found, names)
    models = models_for(asked) if "translation" in wanted else None
    clusters = deduplication.find(gathered.posts, asked, models, near="near" in wanted)
    return Duplicates(found, names, gathered, reposts.only(clusters, wanted), asked)


def _named(lines: Sequence[Line], names: Mapping[str, str]) -> Sequence[Line]:
    """Call every row by its place where none has an id."""
    if any(line.row is not None and line.row.get(names.get("id", "id")) is not None for line in lines):
        return lines
    return [
        line if line.row is None else structs.replace(line, row={**line.row, "id": place})
        for place, line in enumerate(lines)
    ]


def _check(gathered: Gathered, found: Given, names: Mapping[str, str]) -> None:
    """Raise `UsageError` where no row holds a comment: the columns have other names."""
    columns = columns_of(found.lines) or list(found.columns)
    theirs = names.get("text", "text")
    if not gathered.posts and columns and theirs not in columns:
        raise UsageError(
            f'no column {theirs!r}; there are {", ".join(columns)}: name yours, map={{"text": {columns[-1]!r}}}'
        )

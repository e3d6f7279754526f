"""`flag`: which comments a moderator should look at, as `agorascope flag` tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from msgspec import json, structs

from agorascope.amounts import many
from agorascope.api import reading
from agorascope.api.analysing import flat
from agorascope.api.asking import Mapped, Named, locale, models_for, settings_of
from agorascope.api.fixed import Tabled
from agorascope.api.reading import Input, Map, Wanted
from agorascope.errors import ReadError, UsageError
from agorascope.records import FlagReport
from agorascope.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa


class Flags(Tabled, Sequence[FlagReport]):
    """Flagged comments, the surest first, as `agorascope flag --json` prints them.

    Each has `thread`, `id`, `author`, `kind` (`spam`, `duplicate`), `score` (0..1), `reasons`, `repeats`, `text` …
    `comments` is how many were read, `errors` what could not be read.

    >>> import agorascope as ag
    >>> found = ag.flag("page.txt")
    >>> sorted({one.kind for one in found}), len(found), found.comments
    (['duplicate', 'spam'], 6, 24)
    """

    __slots__ = ("_flagged", "comments", "errors", "locale")

    _flagged: tuple[FlagReport, ...]
    comments: int
    errors: tuple[ReadError, ...]
    locale: str

    def __init__(self, flagged: Iterable[FlagReport], comments: int, errors: Iterable[ReadError], locale: str) -> None:
        """Keep the flags and what there is to say of the run; `locale` is that of the reasons in words."""
        self._fix(_flagged=tuple(flagged), comments=comments, errors=tuple(errors), locale=locale)

    def __reduce__(self) -> tuple[Any, ...]:
        return Flags, (self._flagged, self.comments, self.errors, self.locale)

    @overload
    def __getitem__(self, index: int) -> FlagReport: ...
    @overload
    def __getitem__(self, index: slice) -> Flags: ...
    def __getitem__(self, index: int | slice) -> FlagReport | Flags:
        if isinstance(index, slice):
            return Flags(self._flagged[index], self.comments, self.errors, self.locale)
        return self._flagged[index]

    def __len__(self) -> int:
        return len(self._flagged)

    def to_json(self) -> str:
        """Give one flagged comment a line, as `agorascope flag --json` prints them."""
        return "".join(json.encode(one).decode() + "\n" for one in self)

    def to_arrow(self, table: str = "flags") -> pa.Table:
        """Give the table of `flags`: a row each, with the codes of the reasons, and the reasons in words."""
        import pyarrow as pa

        from agorascope.api import frames
        from agorascope.moderation.words import DeskWords

        if table != "flags":
            raise UsageError(f"no table {table!r}; there is: flags")
        text, number = pa.string(), pa.float64()
        kinds: Mapping[str, pa.DataType] = {
            **dict.fromkeys(_AS_TOLD, text),
            "score": number,
            "general": number,
            "codes": pa.list_(text),
            "reasons": text,
            **dict.fromkeys(("repeats_thread", "repeats_id", "repeats_kind"), text),
            "repeats_similarity": number,
        }
        words = DeskWords(self.locale)
        return frames.arrow((_row(one, words) for one in self), pa.schema(list(kinds.items())))

    def _repr_html_(self) -> str:
        """Show the surest flags in a notebook."""
        from agorascope.api import showing

        return showing.flags(self)

    def __repr__(self) -> str:
        from collections import Counter

        kinds = Counter(one.kind for one in self)
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "nothing"
        return f"<Flags: {told}, of {many(self.comments, 'comment')}>"


_AS_TOLD = ("thread", "id", "author", "published", "language", "kind", "layer", "title", "source", "text")


def _row(one: FlagReport, words: Any) -> dict[str, Any]:  # noqa: ANN401 - `DeskWords`, loaded at first use
    from agorascope.moderation.lines import reasons

    repeats = structs.asdict(one.repeats) if one.repeats else {}
    return {
        **{name: getattr(one, name) for name in (*_AS_TOLD, "score", "general")},
        "codes": list(dict.fromkeys(reason.code for reason in one.reasons)),
        "reasons": "; ".join(reasons(one, words)),
        **{f"repeats_{name}": repeats.get(name) for name in ("thread", "id", "kind", "similarity")},
    }


def flag(  # noqa: PLR0913 - the options of the command
    *sources: Input | Iterable[Input],
    index: str | Path | None = None,
    since: datetime | timedelta | None = None,
    format: str | None = None,  # noqa: A002 - the command's name
    map: Map = None,  # noqa: A002 - the command's name
    ui: str = "en",
    near_threshold: float | None = None,
    spam_threshold: float | None = None,
    model: Named = None,
    labels: Mapped = None,
    settings: Settings | None = None,
) -> Flags:
    """Tell which comments are spam or re-posts, with the reasons, the surest first.

    With `index` everything read is remembered in that file: a re-post of last month's comment is found, what a
    moderator decided (`agorascope review`) is not told again, and the site's own layer decides where it has learned
    enough. `since` leaves older comments out: a time, or how long ago. Nothing is deleted or changed anywhere.

    What cannot be read stands in `.errors`. Raises `UsageError`, `IndexMismatchError`, `ModelError`.

    >>> import agorascope as ag
    >>> [one.id for one in ag.flag("page.txt") if one.kind == "spam"]
    ['8', '22', '18']
    """
    from agorascope.moderation.flagging import flag as flagged
    from agorascope.moderation.flagging.telling import reports, tell
    from agorascope.moderation.opening import opened
    from agorascope.moderation.store.file import near_threshold as begun_with

    path = Path(index) if index is not None else None
    near = begun_with(path) if path is not None and near_threshold is None else near_threshold
    asked = settings_of(
        settings, near_threshold=near, spam_threshold=spam_threshold, model=model, labels=labels, only=("spam",)
    )
    tongue, wanted = locale(ui), Wanted(flat(sources), format, map)
    with opened(path, asked) as desk:
        run = flagged(reading.threads(wanted), desk, models_for(asked))
        with desk.reading() as connection:
            told = tell(connection, run.numbers, _seconds(since), asked.spam_threshold)
            found = tuple(reports(connection, told.numbers))
    return Flags(found, told.comments, run.failed, tongue)


def _seconds(since: datetime | timedelta | None) -> float | None:
    """Give seconds since 1970; a time without a zone is UTC."""
    if since is None:
        return None
    at = datetime.now(UTC) - since if isinstance(since, timedelta) else since
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()

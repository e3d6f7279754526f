"""Rows and figures as a notebook shows them: labels, re-posts, flags, evaluations, models."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from agorascope.amounts import many
from agorascope.api.notebook import ROOM, Shown, cells, ends, rendered
from agorascope.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.api.corpora import Corpus
    from agorascope.api.evaluating import Evaluation
    from agorascope.api.flagging import Flags
    from agorascope.api.labelling import Labels
    from agorascope.api.repeating import Duplicates
    from agorascope.rows import Line

_BESIDE: Final = ("target", "parent", "key_point")


def _more(count: int, locale: str = "en") -> str:
    return phrases(ROOM, locale).ngettext("… %(n)s more …", "… %(n)s more …", count)


def labels(told: Labels, lines: Sequence[Line]) -> str:
    """Show the first and last rows with their labels, and how many have which."""
    beside = [name for name in _BESIDE if any(name in (line.row or {}) for line in lines)]
    argument = told.task == "argument"
    heads = ("", "text", *beside, *(("spans",) if argument else (told.task, "score")))
    rows = [
        cells(str(n), _text(line), *((line.row or {}).get(name) for name in beside), *_found(told, n))
        for n, line in enumerate(lines)
    ]
    counts = Counter(one["label"] if one["label"] is not None else "unsure" for one in told if one and not argument)
    line = ", ".join(f"{count:,} {name}" for name, count in counts.most_common()) if counts else ""
    lost = [f"{many(len(told.errors), 'row')} without a label: .errors tells why"] if told.errors else []
    heading = f"{told.task}: {many(len(told), 'row')}"
    shown = ends(heads, rows, _more, frozenset({len(heads) - 1} if not argument else ()))
    return rendered("en", heading=heading, lines=[line] if line else (), tables=[shown] if rows else (), lost=lost)


def _text(line: Line) -> object:
    return (line.row or {}).get("text")


def _found(told: Labels, place: int) -> tuple[object, ...]:
    one = told[place]
    if one is None:
        return (told.errors.get(place, ""),) if told.task == "argument" else (told.errors.get(place, ""), None)
    if "spans" in one:
        return ("; ".join(f"{role} {start}–{end} ({score:.2f})" for start, end, role, score in one["spans"]),)
    return one["label"] if one["label"] is not None else "?", one["score"]


def duplicates(told: Duplicates) -> str:
    """Show the largest clusters: how many say it, in whose name, when."""
    clusters = told.clusters
    rows = [
        cells(c["size"], c["kind"], c["text"], _authors(c["authors"]), _span(c["first_seen"], c["last_seen"]))
        for c in clusters
    ]
    heads = ("rows", "kind", "text", "authors", "seen")
    kinds = Counter(one["kind"] for one in told if one)
    counted = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common()) or "no re-posts"
    lost = [f"{many(len(told.errors), 'row')} without a comment: .errors tells why"] if told.errors else []
    first = Shown(heads, tuple(rows[:10]), frozenset({0}))
    lines = [f"{len(clusters) - 10:,} more clusters in .clusters"] if len(clusters) > 10 else []  # noqa: PLR2004
    heading = f"{many(len(told), 'row')}: {counted}"
    return rendered("en", heading=heading, tables=[first] if rows else (), lines=lines, lost=lost)


def _authors(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")  # noqa: PLR2004


def _span(first: str | None, last: str | None) -> str:
    return " – ".join(dict.fromkeys(time for time in (first, last) if time))


def flags(told: Flags) -> str:
    """Show the surest flags with their reasons in words."""
    from agorascope.moderation.lines import line
    from agorascope.moderation.words import DeskWords

    say, words = phrases(ROOM, told.locale), DeskWords(told.locale)
    heads = (
        say.gettext("Comment"),
        say.gettext("Author"),
        say.gettext("Flagged as"),
        say.gettext("Score"),
        say.gettext("Reasons"),
        say.gettext("Text"),
    )
    rows = [line(one, words) for one in told]
    shown = ends(heads, rows, lambda count: _more(count, told.locale), frozenset({3}))
    read = say.ngettext("%(n)s comment", "%(n)s comments", told.comments)
    heading = say.gettext("%(comments)s, flagged: %(flagged)s", comments=read, flagged=say.number(len(told)))
    lost = [f"{error.source}: {error.reason}" for error in told.errors]
    return rendered(told.locale, heading=heading, tables=[shown] if rows else (), lost=lost)


def evaluation(told: Evaluation) -> str:
    """Show the figures of all rows, of each label and of each language, beside those of the baselines."""
    tables = [_shown(title, rows) for title, rows in told.tables() if rows]
    heading = many(told.rows, "discussion") if told.task == "discussion" else f"{told.task}: {many(told.rows, 'row')}"
    return rendered("en", heading=heading, tables=tables, notices=told.notices)


def _shown(title: str, rows: Sequence[dict[str, Any]]) -> Shown:
    heads = tuple(rows[0])
    numbers = frozenset(n for n, head in enumerate(heads) if isinstance(rows[0][head], int | float))
    return Shown(heads, tuple(cells(*row.values()) for row in rows), numbers, title=title)


def corpus(told: Corpus) -> str:
    """Show which tables a folder has, and how many rows each."""
    rows = tuple(cells(name, told.rows(name)) for name in told.tables)
    heading = f"{told.path}: {many(told.rows('articles'), 'discussion')}, {many(told.rows('comments'), 'comment')}"
    return rendered("en", heading=heading, tables=[Shown(("table", "rows"), rows, frozenset({1}))])


def listed(heading: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Show a list: models, formats."""
    return rendered("en", heading=heading, tables=[Shown(tuple(heads), tuple(cells(*row) for row in rows))])

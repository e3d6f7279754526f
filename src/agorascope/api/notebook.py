"""Results as a notebook shows them: small pieces of HTML, escaped, in the reader's language, readable in any theme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from agorascope.records import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment

    from agorascope.api.discussions import Discussions
    from agorascope.records import Debate, Discussion, KeyPoint, Summary
    from agorascope.reports.plain import Named

ROOM: Final = "api"
ENDS: Final = 5
"""Rows shown from the beginning and from the end."""
POINTS: Final = 3
"""Key points shown of each side."""
REFS: Final = 8
CELL: Final = 160


class Shown(Struct, frozen=True):
    """A table as it is shown: None among the rows stands for those left out, which `between` counts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...] | None, ...]
    numbers: frozenset[int] = frozenset()
    between: str = ""
    title: str = ""


class Point(Struct, frozen=True):
    """A key point as it is shown."""

    stance: str
    text: str
    refs: str
    voices: int


def rendered(locale: str, **told: object) -> str:
    """Fill the template; what is strangers' text is escaped, and rid of what could steer a page."""
    from importlib.resources import files

    from markupsafe import Markup

    from agorascope.pages.environment import STEERING
    from agorascope.reports.words import Words

    style = Markup((files("agorascope.api") / "templates" / "notebook.css").read_text("utf-8"))  # noqa: S704 - ours
    empty: dict[str, Any] = {"heading": "", "headline": "", "stance": None, "summed": None, "languages": ""}
    empty |= {"points_shown": (), "points_more": 0, "tables": (), "lines": (), "lost": (), "notices": ()}
    template = _environment(locale).get_template("told.html")
    return STEERING.sub("\ufffd", template.render(style=style, words=Words(locale), **(empty | told)).strip())


@cache
def _environment(locale: str) -> Environment:
    from agorascope.pages.environment import templates
    from agorascope.phrases import phrases
    from agorascope.reports.plain import shares

    say = phrases(ROOM, locale)
    made = templates("api/templates", say)
    made.filters |= {"number": say.number}
    made.globals |= {"shares": shares}
    return made


def discussion(d: Discussion) -> str:
    """Show a discussion: headline, sides, key points with their comments, warnings."""
    from agorascope.pages.environment import language_tag
    from agorascope.reports.plain import Names
    from agorascope.reports.words import Words, told_in

    locale = told_in(d)
    words = Words(locale)
    codes = sorted({c.language.code for c in d.comments} - {"und"})
    return rendered(
        locale,
        heading=d.article.title or d.id,
        heading_tag=language_tag(d.language.code, d.language.script) if d.article.title else "",
        **_summed(d.summary, Names(d.comments)),
        languages=words.say.listed([words.language(code) for code in codes]),
        notices=[words.notice(notice, d) for notice in d.quality.warnings],
    )


def debate(d: Debate) -> str:
    """Show a debate: headline, sides, key points, and its discussions with their own theses."""
    from agorascope.phrases import phrases
    from agorascope.reports.plain import Elsewhere
    from agorascope.reports.words import Words

    words, say = Words(d.locale), phrases(ROOM, d.locale)
    heads = (say.gettext("Discussion"), say.gettext("Its thesis"), say.gettext("Comments"), "")
    rows = tuple(
        cells(one.id, one.thesis or one.title, one.counts.comments, words.relation(one.relation.label))
        for one in d.strands
    )
    return rendered(
        d.locale,
        heading=d.title or d.id,
        **_summed(d.summary, Elsewhere({})),
        tables=[Shown(heads, rows, frozenset({2}), title=say.gettext("Discussions"))],
        notices=[words.doubt(notice) for notice in d.warnings],
    )


def _summed(summary: Summary, names: Named) -> dict[str, Any]:
    by_side = ([p for p in summary.key_points if p.stance == side] for side in LABELS["stance"])
    shown = [_point(point, names) for points in by_side for point in points[:POINTS]]
    return {
        "headline": summary.headline,
        "stance": summary.stance,
        "summed": summary.counts,
        "points_shown": shown,
        "points_more": len(summary.key_points) - len(shown),
    }


def _point(point: KeyPoint, names: Named) -> Point:
    from agorascope.reports.plain import one_line

    refs = " ".join(names.of(comment) for comment in point.comments[:REFS])
    more = " …" if len(point.comments) > REFS else ""
    return Point(point.stance, one_line(point.text, 2 * CELL), refs + more, names.voices(point))


def discussions(found: Discussions) -> str:
    """Show a table of discussions, and what could not be read."""
    from agorascope.phrases import phrases
    from agorascope.reports.words import Words, told_in

    locale = _common(told_in(d) for d in found)
    say, words = phrases(ROOM, locale), Words(locale)
    sides = (words.begun(words.stance(side)) for side in LABELS["stance"])
    heads = (say.gettext("Discussion"), say.gettext("Language"), say.gettext("Comments"), *sides)
    rows = [cells(d.article.title or d.id, words.language(d.language.code), len(d.comments), *_sides(d)) for d in found]
    lines = [f"{error.source}: {error.reason}" for error in found.errors]
    more = [f"{n.where}: {n.message}" if n.where else n.message for n in found.notices]
    told = say.ngettext("%(n)s discussion", "%(n)s discussions", len(found))
    shown = ends(heads, rows, lambda n: say.ngettext("… %(n)s more …", "… %(n)s more …", n), frozenset({2, 3, 4, 5}))
    return rendered(
        locale,
        heading=told,
        tables=[shown] if rows else (),
        lost=list(map(_line, lines)),
        notices=list(map(_line, more)),
    )


def _sides(d: Discussion) -> tuple[int, int, int]:
    stance = d.summary.stance
    return stance.favor, stance.against, stance.none


def _common(locales: Iterable[str]) -> str:
    """Give the locale that most are told in, of as many English, else the first by name; English for none."""
    found = list(locales)
    return max(sorted(set(found)), key=lambda one: (found.count(one), one == "en"), default="en")


def _line(text: str) -> str:
    from agorascope.reports.plain import one_line

    return one_line(text, 2 * CELL)


def cells(*values: object) -> tuple[str, ...]:
    """Give the texts of a row's cells, each on a line and not too long; nothing for None."""
    return tuple(_cell(value) for value in values)


def _cell(value: object) -> str:
    from agorascope.reports.plain import one_line

    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else one_line(str(value), CELL)


def ends(
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    between: Any,  # noqa: ANN401
    numbers: frozenset[int] = frozenset(),
    title: str = "",
) -> Shown:
    """Show the first and the last rows, and say how many stand between them."""
    left = len(rows) - 2 * ENDS
    shown: tuple[tuple[str, ...] | None, ...] = (*rows[:ENDS], None, *rows[-ENDS:]) if left > 1 else tuple(rows)
    return Shown(tuple(heads), shown, numbers, between(left) if left > 1 else "", title)

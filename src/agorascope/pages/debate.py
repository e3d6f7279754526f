"""The report of a debate: several discussions told as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agorascope.pages.environment import asset, language_tag, page
from agorascope.pages.links import Elsewhere
from agorascope.pages.telling import present, told, untold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.records import Debate


def render_debate(debate: Debate, locale: str, hrefs: Mapping[str, str]) -> str:
    """Write the report of a debate as one HTML file, with the words of `locale` (one of `phrases.LOCALES`).

    `hrefs` are the addresses of discussions by id and of comments by `DISCUSSION#ID`, relative to where the page will
    stand (`links.hrefs` gives those of one discussion); what has none is named without a link. Raises `KeyError` for
    another locale.
    """
    from agorascope.reports.words import Words

    words = Words(locale)
    found: dict[str, Any] = {
        "debate": True,
        "strands": debate.strands,
        "hrefs": hrefs,
        "heading": debate.title or debate.id,
        "article_tag": _tag(debate),
        "thesis": untold(debate.thesis, debate.summary),
        "notices": [words.doubt(notice) for notice in debate.warnings],
        "again": debate.duplicates,
        "set_aside": (),
        "models": debate.models,
        "settings": debate.settings,
        **told(
            debate.summary, Elsewhere(hrefs, {s.id: language_tag(s.language) for s in debate.strands}), None, locale
        ),
    }
    there = present(debate.summary, found)
    sections = [
        name for name, is_there in (*_before(there), ("again", bool(debate.duplicates)), ("about", True)) if is_there
    ]
    styles, scripts = (asset("page.css"),), (asset("page.js"),)
    return page("debate.html", locale, styles=styles, scripts=scripts, sections=sections, **found)


def _before(there: dict[str, bool]) -> list[tuple[str, bool]]:
    """Put the discussions behind the abstract."""
    names = list(there.items())
    return [*names[:1], ("strands", True), *names[1:]]


def _tag(debate: Debate) -> str | None:
    """Give the language of the discussion whose title or thesis the debate has, or of all; null where it is open."""
    own = [s for s in debate.strands if s.title == debate.title or s.thesis == debate.thesis] or debate.strands
    codes = {s.language for s in own}
    return language_tag(codes.pop()) if len(codes) == 1 else None

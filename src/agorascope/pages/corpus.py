"""The first page of a corpus: its discussions as a table to sort, and its debates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from agorascope.pages.environment import asset, language_tag, page
from agorascope.phrases import phrases
from agorascope.records import Counts, StanceCounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Debate, Discussion


class Entry(Struct, frozen=True, kw_only=True):
    """A row of the index: what stands at `href`, in figures; `strands` are the discussions of a debate, else 0."""

    href: str
    title: str
    language: str
    tag: str
    counts: Counts
    stance: StanceCounts
    controversy: float
    headline: str = ""
    strands: int = 0


def entry(discussion: Discussion, href: str) -> Entry:
    """Keep of a discussion what the index tells."""
    language, s = discussion.language, discussion.summary
    return Entry(
        href=href,
        title=discussion.article.title or discussion.id,
        language=language.code,
        tag=language_tag(language.code, language.script),
        counts=s.counts,
        stance=s.stance,
        controversy=s.controversy,
        headline=s.headline,
    )


def debate_entry(debate: Debate, href: str) -> Entry:
    """Keep of a debate what the index tells."""
    s, first = debate.summary, debate.strands[0] if debate.strands else None
    language = first.language if first else "und"
    return Entry(
        href=href,
        title=debate.title or debate.id,
        language=language,
        tag=language_tag(language),
        counts=s.counts,
        stance=s.stance,
        controversy=s.controversy,
        headline=s.headline,
        strands=len(debate.strands),
    )


def index(entries: Sequence[Entry], locale: str, debates: Sequence[Entry] = ()) -> str:
    """Write the first page of a corpus as one HTML file; `href`s are relative to where it will stand.

    Rows stand in the order given; with JavaScript the reader sorts and filters them. Raises `KeyError` for a locale
    that is none of ours.
    """
    styles = (asset("page.css"), asset("index.css"), _labels(locale))
    told: dict[str, Any] = {"entries": entries, "debates": debates, "total": _total(entries)}
    return page("index.html", locale, styles=styles, scripts=(asset("index.js"),), **told)


def _total(entries: Sequence[Entry]) -> Counts:
    names = ("comments", "spam", "duplicates", "voices")
    return Counts(*(sum(getattr(e.counts, name) for e in entries) for name in names))


def _labels(locale: str) -> str:
    """Name the cells of a row where a narrow screen sets them one below the other."""
    say = phrases("pages", locale)
    columns = {
        2: say.gettext("Language"),
        3: say.gettext("Comments"),
        4: say.gettext("Voices"),
        6: say.gettext("Controversy"),
        7: say.gettext("Spam"),
        8: say.gettext("Re-posts"),
    }
    rules = (f'.index td:nth-child({at})::before{{content:"{name} "}}' for at, name in columns.items())
    return "@media (max-width:54rem){" + "".join(rules) + "}"

"""The Markdown report: the same facts as the page report, every quote linked to its comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.about import models, narrative, notes
from agorascope.reports.markdown.article import own_arguments, panel
from agorascope.reports.markdown.brief import brief, heading
from agorascope.reports.markdown.debate import debate_lines
from agorascope.reports.markdown.exchange import between, objections
from agorascope.reports.markdown.marks import Page, escape
from agorascope.reports.markdown.people import people
from agorascope.reports.markdown.points import points
from agorascope.reports.markdown.reposts import reposts, spam
from agorascope.reports.markdown.stance import languages, sides, times
from agorascope.reports.markdown.thread import thread
from agorascope.reports.words import Words, told_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agorascope.records import Debate, Discussion

__all__ = ["escape", "render", "render_debate"]


def render(discussions: Sequence[Discussion], locale: str | None = None, debates: Sequence[Debate] = ()) -> str:
    """Write one report of discussions and, before them, of the debates that were told from them.

    `locale` (one of `phrases.LOCALES`) is the reader's; None stands for the one that each was told in. Headlines and
    abstracts are told as they stand there (`summary.retold` tells them anew). Text of commenters is escaped and cannot
    become markup or a link. The discussions have names of their own. Raises `KeyError` for another locale.
    """
    spots = {d.id: f"discussion-{place}-" if len(discussions) > 1 else "" for place, d in enumerate(discussions, 1)}
    pages = [Page(d, Words(locale or told_in(d)), spots[d.id]) for d in discussions]
    hrefs = {name: href for page in pages for name, href in page.addresses()} if debates else {}
    told = [line for debate in debates for line in (*_debate(debate, locale, hrefs), "")]
    return "\n".join((*told, *(line for page in pages for line in (*_discussion(page), ""))))


def render_debate(debate: Debate, locale: str, hrefs: Mapping[str, str]) -> str:
    """Write the report of a debate whose discussions stand elsewhere.

    `hrefs` are the addresses of discussions by id and of comments by their names in the debate (`pages.hrefs` gives
    those of one discussion); what has none is named without a link. Raises `KeyError` for another locale.
    """
    return "\n".join((*_debate(debate, locale, hrefs), ""))


def _debate(debate: Debate, locale: str | None, hrefs: Mapping[str, str]) -> Iterator[str]:
    return debate_lines(debate, Words(locale or debate.locale), hrefs)


def _discussion(page: Page) -> Iterator[str]:
    yield from heading(page)
    yield from sides(page)
    yield from brief(page)
    yield from languages(page)
    yield from times(page)
    yield from points(page)
    yield from between(page)
    yield from objections(page)
    yield from narrative(page)
    yield from panel(page)
    yield from own_arguments(page)
    yield from people(page)
    yield from reposts(page)
    yield from spam(page)
    yield from notes(page)
    yield from thread(page)
    yield from models(page, page.d.models)

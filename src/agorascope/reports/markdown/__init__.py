"""The Markdown report: the same facts as the page report, every quote linked to its comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.phrases import locale_for
from agorascope.reports.markdown.about import models, narrative, notes
from agorascope.reports.markdown.article import own_arguments, panel
from agorascope.reports.markdown.brief import brief, heading
from agorascope.reports.markdown.exchange import between, objections
from agorascope.reports.markdown.marks import Sheet, escape
from agorascope.reports.markdown.people import people
from agorascope.reports.markdown.points import points
from agorascope.reports.markdown.reposts import reposts, spam
from agorascope.reports.markdown.stance import languages, sides, times
from agorascope.reports.markdown.thread import thread
from agorascope.reports.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Discussion

__all__ = ["escape", "render"]


def render(discussions: Sequence[Discussion], locale: str | None = None) -> str:
    """Write the report of one or more discussions; text of commenters is escaped and cannot become markup or a link.

    `locale` (one of `phrases.LOCALES`) is the reader's; None stands for each page's own. Headline and abstract are
    told as they stand in the discussion (`summary.retold` tells them anew). Raises `KeyError` for another locale.
    """
    return "\n".join(line for d in discussions for line in (*_discussion(d, locale), ""))


def _discussion(d: Discussion, locale: str | None) -> Iterator[str]:
    sheet = Sheet(d, Words(locale or locale_for(d.language)))
    yield from heading(sheet)
    yield from sides(sheet)
    yield from brief(sheet)
    yield from languages(sheet)
    yield from times(sheet)
    yield from points(sheet)
    yield from between(sheet)
    yield from objections(sheet)
    yield from narrative(sheet)
    yield from panel(sheet)
    yield from own_arguments(sheet)
    yield from people(sheet)
    yield from reposts(sheet)
    yield from spam(sheet)
    yield from notes(sheet)
    yield from thread(sheet)
    yield from models(sheet)

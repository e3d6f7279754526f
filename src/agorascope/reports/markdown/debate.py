"""A debate in Markdown: what is told of several discussions as one, every quote linked to where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import LABELS
from agorascope.reports.markdown.about import models
from agorascope.reports.markdown.brief import LONGEST_SENTENCE, brief
from agorascope.reports.markdown.exchange import between, objections
from agorascope.reports.markdown.marks import MOST, Sheet, headed, line, table
from agorascope.reports.markdown.points import points
from agorascope.reports.markdown.stance import languages, sides, times
from agorascope.reports.plain import Elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agorascope.records import Debate, Strand
    from agorascope.reports.words import Words

TITLE = 120


def debate_lines(debate: Debate, words: Words, hrefs: Mapping[str, str]) -> Iterator[str]:
    """Give the lines of a debate's report; `hrefs` are addresses of its discussions and comments, by their names."""
    sheet = Sheet(debate.summary, debate.thesis, Elsewhere(hrefs), words, len(debate.strands))
    yield from _heading(sheet, debate)
    yield from sides(sheet)
    yield from brief(sheet)
    yield from _strands(sheet, debate, hrefs)
    yield from languages(sheet)
    yield from times(sheet)
    yield from points(sheet)
    yield from between(sheet)
    yield from objections(sheet)
    yield from _again(sheet, debate)
    yield from sheet.section(sheet.say.gettext("Please note"), [line(words.doubt(one)) for one in debate.warnings])
    yield from models(sheet, debate.models)


def _heading(sheet: Sheet, debate: Debate) -> Iterator[str]:
    say = sheet.say
    count = say.ngettext("%(n)s discussion told as one", "%(n)s discussions told as one", len(debate.strands))
    yield from (f"# {line(debate.title or debate.id)}", "", line(count))
    yield from ("", f"**{line(debate.summary.headline, LONGEST_SENTENCE)}**")


def _strands(sheet: Sheet, debate: Debate, hrefs: Mapping[str, str]) -> Iterator[str]:
    """Give the table of discussions: how the thesis of each stands to that of the debate, and its own sides."""
    say, words = sheet.say, sheet.words
    heads = (
        say.gettext("discussion"),
        say.gettext("language"),
        say.gettext("its thesis"),
        *(words.stance(side) for side in LABELS["stance"]),
    )
    yield from headed(say.gettext("The discussions"))
    yield from table(heads, (_strand(sheet, strand, hrefs) for strand in debate.strands[:MOST]), 3)
    yield from sheet.beyond(len(debate.strands))
    yield from ("", say.gettext("Sides in this table are towards the thesis of each discussion itself."))


def _strand(sheet: Sheet, strand: Strand, hrefs: Mapping[str, str]) -> tuple[str, ...]:
    href, title = hrefs.get(strand.id), line(strand.title or strand.id, TITLE)
    thesis = f": {sheet.said(strand.thesis, TITLE)}" if strand.thesis else ""
    return (
        f"[{title}]({href})" if href else title,
        line(sheet.words.language(strand.language)),
        f"{line(sheet.words.relation(strand.relation.label))}{thesis}",
        *(sheet.say.number(getattr(strand.stance, side)) for side in LABELS["stance"]),
    )


def _again(sheet: Sheet, debate: Debate) -> Iterator[str]:
    """List what is posted again under another article."""
    found = [f"{sheet.links(one.members)} ({line(sheet.words.kind(one.kind))})" for one in debate.duplicates]
    yield from sheet.section(sheet.say.gettext("Re-posts across discussions"), found)

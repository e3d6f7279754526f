"""Who answers whom: agreement and disagreement between people, objections and the author's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.marks import MOST, headed, line, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import Objection
    from agorascope.reports.markdown.marks import Sheet

NAME = 60
LINKS = 8


def between(sheet: Sheet) -> Iterator[str]:
    """Give the table of who agrees with whom."""
    say, found = sheet.say, sheet.summary.whole.between
    if not found:
        return
    yield from headed(say.gettext("Who agrees with whom"))
    heads = (
        say.gettext("who answers"),
        say.gettext("whom"),
        say.gettext("comments"),
        sheet.words.reply("agree"),
        sheet.words.reply("disagree"),
        say.gettext("neither"),
    )
    rows = [
        (
            line(pair.speaker, NAME),
            line(pair.answered, NAME),
            sheet.links(pair.comments, LINKS),
            *(say.number(n) for n in (pair.agree, pair.disagree, pair.neutral)),
        )
        for pair in found[:MOST]
    ]
    yield from table(heads, rows, 3)
    yield from sheet.beyond(len(found))


def objections(sheet: Sheet) -> Iterator[str]:
    """Give what the author answered, and what is left unanswered."""
    say, found = sheet.say, sheet.summary.whole.objections
    if found:
        answered = sum(bool(one.answers) for one in found)
        yield from (*headed(say.gettext("What the author answered")), "")
        yield say.ngettext(
            "%(answered)s of one objection is answered.",
            "%(answered)s of %(n)s objections are answered.",
            len(found),
            answered=say.number(answered),
        )
        yield ""
        yield from (f"- {_objection(sheet, one)}" for one in found[:MOST])
        yield from sheet.beyond(len(found))


def _objection(sheet: Sheet, objection: Objection) -> str:
    words = sheet.quote(objection.quote) if objection.quote else sheet.link(objection.comment)
    if not objection.answers:
        return sheet.say.gettext("%(objection)s: unanswered", objection=words)
    answers = sheet.links(objection.answers)
    return sheet.say.gettext("%(objection)s: answered in %(answers)s", objection=words, answers=answers)

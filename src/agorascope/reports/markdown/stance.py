"""Where people stand: voices beside comments, by language, by time, and where it turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import LABELS
from agorascope.reports.markdown.marks import MOST, headed, line, table
from agorascope.reports.plain import shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import StanceCounts
    from agorascope.reports.markdown.marks import Sheet

LINKS = 8  # comments linked in a row
SMALL = 0.001  # chances under which only that is told


def sides(sheet: Sheet) -> Iterator[str]:
    """Give the table of sides in voices and in comments, and the counts below it."""
    summary, say, words = sheet.summary, sheet.say, sheet.words
    if not summary.counts.comments:
        return
    raw = {label: count for label, count, _ in shares(summary.stance_raw)}
    rows = [
        (words.begun(words.stance(label)), say.number(count), say.percent(share), say.number(raw[label]))
        for label, count, share in shares(summary.stance)
    ]
    yield from table(("", say.gettext("voices"), say.gettext("share"), say.gettext("comments")), rows, 3)
    yield from ("", _counts(sheet))


def _counts(sheet: Sheet) -> str:
    say, counts = sheet.say, sheet.summary.counts
    return say.gettext(
        "%(comments)s, %(voices)s; not counted: %(spam)s spam, %(reposts)s. Controversy %(controversy)s (0 one-sided,"
        " 1 evenly split).",
        comments=say.ngettext("%(n)s comment", "%(n)s comments", counts.comments),
        voices=say.ngettext("%(n)s voice", "%(n)s voices", counts.voices),
        spam=say.number(counts.spam),
        reposts=say.ngettext("%(n)s re-post", "%(n)s re-posts", counts.duplicates),
        controversy=say.figure(sheet.summary.controversy),
    )


def _cells(sheet: Sheet, stance: StanceCounts) -> list[str]:
    return [sheet.say.number(getattr(stance, side)) for side in LABELS["stance"]]


def _heads(sheet: Sheet) -> list[str]:
    return [sheet.words.stance(side) for side in LABELS["stance"]]


def languages(sheet: Sheet) -> Iterator[str]:
    """Give the table of voices by language, where there are several."""
    told = sheet.summary.by_language
    if len(told) > 1:
        yield from headed(sheet.say.gettext("By language"))
        rows = [(line(sheet.words.language(code)), *_cells(sheet, stance)) for code, stance in told.items()]
        yield from table((sheet.say.gettext("language"), *_heads(sheet)), rows, 3)


def times(sheet: Sheet) -> Iterator[str]:
    """Give the table of voices by time, and where the thread turned; of several threads nobody looks for a turn."""
    whole, say = sheet.summary.whole, sheet.say
    if not whole.by_time and not whole.turn:
        return
    yield from headed(say.gettext("By time"))
    if whole.by_time:
        rows = [
            (line(sheet.words.time(period.start)), sheet.links(period.comments, LINKS), *_cells(sheet, period.stance))
            for period in whole.by_time[:MOST]
        ]
        yield from table((say.gettext("from"), say.gettext("comments"), *_heads(sheet)), rows, 3)
        yield from sheet.beyond(len(whole.by_time))
    if whole.turn or sheet.threads == 1:
        yield from ("", _turn(sheet))


def _turn(sheet: Sheet) -> str:
    turn, say = sheet.summary.whole.turn, sheet.say
    if not turn:
        return say.gettext("No turn is found that chance does not explain.")
    p = f"p = {say.number(turn.p)}" if turn.p >= SMALL else f"p &lt; {say.number(SMALL)}"
    return say.gettext(
        "The turn is at %(comment)s: %(favor)s for and %(against)s against before it, %(favor_then)s for and"
        " %(against_then)s against from it on (%(p)s).",
        comment=sheet.link(turn.comment),
        favor=say.number(turn.before.favor),
        against=say.number(turn.before.against),
        favor_then=say.number(turn.after.favor),
        against_then=say.number(turn.after.against),
        p=p,
    )

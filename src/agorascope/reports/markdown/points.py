"""What is argued: key points with their voices and quotes, what answers them, what stands under none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.marks import headed, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import KeyPoint
    from agorascope.reports.markdown.marks import Sheet


def points(sheet: Sheet) -> Iterator[str]:
    """Give the points of each side, then the comments and the arguments that stand under none."""
    say, summary = sheet.say, sheet.summary
    headings = {
        "favor": say.gettext("Arguments for"),
        "against": say.gettext("Arguments against"),
        "none": say.gettext("Arguments without a side"),
    }
    for side, heading in headings.items():
        held = [point for point in summary.key_points if point.stance == side]
        if held:
            yield from (*headed(heading), "")
            yield from (one for point in held for one in _point(sheet, point))
    if summary.unmatched:
        links = sheet.links(summary.unmatched)
        yield from ("", say.gettext("Taking a side without a listed argument: %(comments)s", comments=links))
    loose = [sheet.quote(quote) for quote in summary.loose]
    yield from sheet.section(say.gettext("Arguments under no point"), loose)


def _point(sheet: Sheet, point: KeyPoint) -> Iterator[str]:
    """Give a point with its one quote on one line, or with its quotes below it; last, the point that answers it."""
    if len(point.quotes) == 1:
        yield f"- {sheet.quote(point.quotes[0])} ({_support(sheet, point)})"
    else:
        yield f"- **{line(point.text)}** ({_support(sheet, point)})"
        yield from (f"  - {sheet.quote(quote)}" for quote in point.quotes)
    counter = next((p for p in sheet.summary.key_points if p.id and p.id == point.counter), None)
    if counter:
        words = sheet.said(counter.text)
        opposed = sheet.say.gettext("Strongest point on the other side: %(quote)s", quote=words)
        yield f"  - {opposed}"


def _support(sheet: Sheet, point: KeyPoint) -> str:
    say = sheet.say
    return say.gettext(
        "%(voices)s, %(share)s of the people on a side; %(languages)s",
        voices=say.ngettext("%(n)s voice", "%(n)s voices", sheet.names.voices(point)),
        share=say.percent(point.prevalence),
        languages=", ".join(line(sheet.words.language(code)) for code in point.languages),
    )

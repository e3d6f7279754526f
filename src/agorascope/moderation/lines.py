"""Flagged comments as lines for people and tables: id, author, kind, score, reasons in words, excerpt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope.moderation import sheets
from agorascope.reports.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from agorascope.moderation.words import DeskWords
    from agorascope.records import FlagReport, Reason

COLUMNS: Final = (
    "id", "thread", "author", "published", "language", "kind", "score", "layer", "codes", "reasons", "repeats",
    "similarity", "excerpt", "source",
)  # fmt: skip
SHOWN: Final = 4
"""Reasons in a line; `--json` has them all."""
_DETAIL: Final = 40


def line(report: FlagReport, words: DeskWords) -> tuple[str, ...]:
    """Give the six fields of a line: id, author, kind, score, reasons, excerpt; no tab and no line break in any."""
    told = "; ".join(reasons(report, words))
    fields = (report.id, report.author or "", words.kind(report.kind), f"{report.score:.2f}", told, report.excerpt)
    return tuple(one_line(field, 400) for field in fields)


def reasons(report: FlagReport, words: DeskWords) -> Iterator[str]:
    """Tell the reasons in the reader's language, each code once with the first words that show it."""
    first: dict[str, Reason] = {}
    for reason in report.reasons:
        first.setdefault(reason.code, reason)
    for reason in list(first.values())[:SHOWN]:
        yield _told(reason, report, words)


def _told(reason: Reason, report: FlagReport, words: DeskWords) -> str:
    name, detail = words.reason(reason.code), one_line(words.detail(reason), _DETAIL)
    if reason.code.startswith("repost-") and report.repeats:
        return words.say.gettext("%(reason)s: %(comment)s", reason=name, comment=_named(report))
    if not detail:
        return name
    quote = f"“{detail}”" if report.text[reason.start : reason.end].startswith(reason.detail) else detail
    return words.say.gettext("%(reason)s: %(words)s", reason=name, words=quote)


def _named(report: FlagReport) -> str:
    """Name the comment that is repeated, with its thread where that is another one."""
    repeats = report.repeats
    if repeats is None:
        return ""
    name = one_line(repeats.id, _DETAIL)
    return name if repeats.thread == report.thread else f"{one_line(repeats.thread, _DETAIL)}#{name}"


def write(reports: Iterable[FlagReport], file: BinaryIO, words: DeskWords, *, bom: bool, header: bool = True) -> None:
    """Write a CSV of `COLUMNS`, UTF-8, with a mark before it where `bom` asks for one; no cell is run as a formula."""
    sheets.write(COLUMNS, (_row(report, words) for report in reports), file, bom=bom, header=header)


def _row(report: FlagReport, words: DeskWords) -> tuple[object, ...]:
    codes = " ".join(dict.fromkeys(reason.code for reason in report.reasons))
    told = "; ".join(reasons(report, words))
    similarity = report.repeats.similarity if report.repeats else None
    named = (report.id, report.thread, report.author, report.published, report.language, report.kind)
    return (*named, report.score, report.layer, codes, told, _named(report), similarity, report.excerpt, report.source)

"""How far to trust the report: notes on the page, what a language model told, the models that had a part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.brief import sentence
from agorascope.reports.markdown.marks import headed, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import ModelUsed
    from agorascope.reports.markdown.marks import Page, Sheet


def narrative(sheet: Page) -> Iterator[str]:
    """Give the sentences of the language model that the user named, and how many were left out for which reason."""
    told, say = sheet.d.narrative, sheet.say
    if not told:
        return
    yield from (*headed(say.gettext("As a language model tells it")), "")
    yield say.gettext("Model: %(name)s", name=line(told.model))
    yield from ("", *(f"- {sentence(sheet, one)}" for one in told.sentences))
    left_out = ", ".join(f"{line(reason)} {say.number(n)}" for reason, n in sheet.words.left_out(told.dropped))
    if left_out:
        yield from ("", say.gettext("Sentences left out: %(reasons)s", reasons=left_out))


def notes(sheet: Page) -> Iterator[str]:
    """Give the warnings, and how many lines of the page are neither article nor comment."""
    told = [line(sheet.words.notice(one, sheet.d)) for one in sheet.d.quality.warnings]
    lines = sum(sheet.d.quality.chrome.values())
    if lines:
        told.append(
            sheet.say.ngettext(
                "%(n)s line of the page is neither article nor comment and was set aside",
                "%(n)s lines of the page are neither article nor comment and were set aside",
                lines,
            )
        )
    yield from sheet.section(sheet.say.gettext("Please note"), told)


def models(sheet: Sheet, used: Sequence[ModelUsed]) -> Iterator[str]:
    """List the models with their licences."""
    lines = [
        sheet.say.gettext(
            "%(model)s, licence %(licence)s, sha256 %(sha256)s",
            model=line(f"{m.name} {m.version}"),
            licence=line(m.licence),
            sha256=line(m.sha256[:12]),
        )
        for m in used
    ]
    yield from sheet.section(sheet.say.gettext("Models"), lines)

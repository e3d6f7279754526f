"""People who go by several forms of a name, with the reason why each form is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.marks import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import Person, Variant
    from agorascope.reports.markdown.marks import Page

NAME = 60


def people(sheet: Page) -> Iterator[str]:
    """List everybody whose name is written in more than one way."""
    several = [person for person in sheet.d.people if len(person.variants) > 1]
    yield from sheet.section(sheet.say.gettext("People and their names"), [_person(sheet, one) for one in several])


def _person(sheet: Page, person: Person) -> str:
    forms = "; ".join(_variant(sheet, variant) for variant in person.variants)
    wrote = f" — {sheet.links(person.comments)}" if person.comments else ""
    return f"**{line(person.name, NAME)}**: {forms}{wrote}"


def _variant(sheet: Page, variant: Variant) -> str:
    where = sheet.link(variant.comment) if variant.comment is not None else sheet.say.gettext("in the article")
    offsets = f" {variant.start}–{variant.end}" if variant.start is not None else ""
    return f"{line(variant.form, NAME)} ({line(sheet.words.variant(variant.reason), NAME)}, {where}{offsets})"

"""Who says what in the article, section by section, what its speakers agree on, and what it argues itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.marks import headed, line, table
from agorascope.reports.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Accord, ArticleReport, HeldArgument, Section
    from agorascope.reports.markdown.marks import Page

NAME = 80


def panel(sheet: Page) -> Iterator[str]:
    """Give the table of speakers and sections: claims and stance; below it where the speakers agree or differ."""
    article, say = sheet.d.article, sheet.say
    rows = [row for section, held in sections(article) for row in _rows(sheet, section, held)]
    groups = [f"{line(s.name, NAME)}: {line(say.listed(s.members))}" for s in article.speakers if s.members]
    below = [*groups, *(_accord(sheet, accord) for accord in article.accords)]
    if rows or below:
        yield from headed(say.gettext("Who says what in the article"))
    if rows:
        heads = (say.gettext("section"), say.gettext("speaker"), say.gettext("towards the thesis"), say.gettext("says"))
        first = 0 if any(section.heading for section in article.sections) else 1
        yield from table(heads[first:], [row[first:] for row in rows], 0)
    if below:
        yield from ("", *(f"- {one}" for one in below))


def _rows(sheet: Page, section: Section, held: Sequence[HeldArgument]) -> Iterator[tuple[str, str, str, str]]:
    """Give the speakers of a section in the order of their first words, each with stance and claims."""
    article = sheet.d.article
    heading = line(section.heading, NAME) if section.heading else "–"
    for name in dict.fromkeys(name for a in held for name in holders(article, a)):
        speaker = next((s for s in article.speakers if s.name == name), None)
        stance = line(sheet.words.stance(speaker.stance.label)) if speaker and speaker.stance else "–"
        claims = "<br>".join(_claim(sheet, a) for a in held if name in holders(article, a))
        yield heading, line(name, NAME), stance, claims


def holders(article: ArticleReport, argument: HeldArgument) -> list[str]:
    """Name whose an argument is: the speakers that claim it, else its holder, else nobody."""
    claiming = [s.name for s in article.speakers if argument.id in s.claims]
    return claiming or ([argument.holder] if argument.holder else [])


def _claim(sheet: Page, argument: HeldArgument) -> str:
    role = line(sheet.words.role(argument.role))
    return f"{sheet.said(argument.quote)} ({role}) {argument.start}–{argument.end}"


def _accord(sheet: Page, accord: Accord) -> str:
    say, quote = sheet.say, f"{sheet.said(accord.quote)} {accord.start}–{accord.end}"
    names = line(say.listed(accord.speakers))
    if accord.kind == "agree":
        return say.gettext("Agreement of %(names)s: %(quote)s", names=names or "–", quote=quote)
    return say.gettext("Difference of %(names)s: %(quote)s", names=names or "–", quote=quote)


def own_arguments(sheet: Page) -> Iterator[str]:
    """Give what the article argues itself."""
    own = [a for a in sheet.d.article.arguments if not holders(sheet.d.article, a)]
    yield from sheet.section(sheet.say.gettext("What the article argues itself"), [_claim(sheet, a) for a in own])

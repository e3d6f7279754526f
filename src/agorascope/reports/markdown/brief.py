"""The beginning of a report: title, facts, headline, the abstract with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.reports.markdown.marks import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import Sentence
    from agorascope.reports.markdown.marks import Page, Sheet

LONGEST_SENTENCE = 2000  # characters
EVIDENCE = 12  # comments linked behind a sentence


def heading(sheet: Page) -> Iterator[str]:
    """Give the title, what is known of the article, and the headline."""
    d = sheet.d
    yield f"# {line(d.article.title or d.id)}"
    yield ""
    published = sheet.say.date(d.article.published) if d.article.published else None
    known = (d.article.author, published, sheet.words.language(d.language.code), d.source)
    yield " · ".join(line(str(one)) for one in known if one)
    yield ""
    yield f"**{line(d.summary.headline, LONGEST_SENTENCE)}**"


def brief(sheet: Sheet) -> Iterator[str]:
    """Give the sentences of the abstract after the headline, each with its evidence, and the thesis if none has it."""
    told, thesis = sheet.summary.abstract[1:], sheet.thesis
    yield from sheet.section(sheet.say.gettext("In brief"), [sentence(sheet, one) for one in told])
    if thesis and not any(thesis in one.text for one in told):
        one = sheet.threads == 1
        label = sheet.say.gettext("Thesis of the article:") if one else sheet.say.gettext("Thesis of the debate:")
        yield from ("", f"**{label}** {line(thesis)}")


def sentence(sheet: Sheet, told: Sentence) -> str:
    """Set a sentence, the places of its quotes, and links to the other comments it counts."""
    quoted = {quote.comment for quote in told.quotes}
    others = [comment for comment in told.comments if comment not in quoted]
    places = [sheet.place(quote) for quote in told.quotes] + ([sheet.links(others, EVIDENCE)] if others else [])
    return line(told.text, LONGEST_SENTENCE) + (f" ({', '.join(places)})" if places else "")

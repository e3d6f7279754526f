"""Who says what in the article, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.reports.sections import sections

if TYPE_CHECKING:
    from agorascope.records import Accord, ArticleReport, HeldArgument, Speaker


class Said(NamedTuple):
    """What one speaker says in one section; `speaker` is null where no table tells of that name."""

    speaker: Speaker | None
    name: str
    claims: tuple[HeldArgument, ...]


class Part(NamedTuple):
    """A section of the article: its heading, who says what in it, and where its speakers agree or differ."""

    heading: str | None
    said: tuple[Said, ...]
    accords: tuple[Accord, ...]


def parts(article: ArticleReport) -> tuple[Part, ...]:
    """Give the sections in which somebody is reported; nothing where the article reports nobody."""
    speakers = {s.name: s for s in article.speakers}
    if not any(a.holder for a in article.arguments):
        return ()
    found = []
    for section, held in sections(article):
        order = [*speakers, *(a.holder for a in held if a.holder)]
        said = (_said(name, speakers, held) for name in dict.fromkeys(order))
        accords = tuple(a for a in article.accords if section.start <= a.start < section.end)
        found.append(Part(section.heading, tuple(s for s in said if s.claims), accords))
    return tuple(part for part in found if part.said or part.accords)


def _said(name: str, speakers: dict[str, Speaker], held: list[HeldArgument]) -> Said:
    speaker = speakers.get(name)
    claims = set(speaker.claims) if speaker else set()
    return Said(speaker, name, tuple(a for a in held if a.id in claims or a.holder == name))

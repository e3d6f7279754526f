"""Who says what in the article, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.records import Section, Speaker

if TYPE_CHECKING:
    from agorascope.records import Accord, ArticleReport, HeldArgument


class Said(NamedTuple):
    """What one speaker says in one section; `speaker` is null where the article speaks for itself."""

    speaker: Speaker | None
    name: str
    claims: tuple[HeldArgument, ...]


class Part(NamedTuple):
    """A section of the article: its heading, who says what in it, and where its speakers agree or differ."""

    heading: str | None
    said: tuple[Said, ...]
    accords: tuple[Accord, ...]


def parts(article: ArticleReport) -> tuple[Part, ...]:
    """Give the sections in which somebody is reported; nothing where the article reports nobody.

    An argument that no section names stands in the section its words are in.
    """
    speakers = {s.name: s for s in article.speakers}
    if not any(a.holder for a in article.arguments):
        return ()
    sections = article.sections or (Section(None, 0, len(article.text), ()),)
    found = []
    for section in sections:
        held = [a for a in article.arguments if section.start <= a.start < section.end]
        order = sorted(speakers, key=list(speakers).index) + [a.holder for a in held if a.holder]
        said = (_said(name, speakers, held) for name in dict.fromkeys(order))
        accords = tuple(a for a in article.accords if section.start <= a.start < section.end)
        found.append(Part(section.heading, tuple(s for s in said if s.claims), accords))
    return tuple(part for part in found if part.said or part.accords)


def _said(name: str, speakers: dict[str, Speaker], held: list[HeldArgument]) -> Said:
    speaker = speakers.get(name)
    claims = set(speaker.claims) if speaker else set()
    return Said(speaker, name, tuple(a for a in held if a.id in claims or a.holder == name))

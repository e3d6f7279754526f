"""Everything that an article tells of its speakers, read once: the table, the accords, the parts, who is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.article.voices import LONGEST_ARTICLE
from agorascope.arguments.attribution.accords import accords
from agorascope.arguments.attribution.groups import Groups
from agorascope.arguments.attribution.relations import Relations
from agorascope.arguments.attribution.sections import sections
from agorascope.arguments.attribution.sides import sides_of
from agorascope.arguments.attribution.speakers import speakers
from agorascope.arguments.speaking.holders import played

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.arguments.speaking.holders import Played
    from agorascope.inference import Models
    from agorascope.records import Accord, Article, HeldArgument, Section, Speaker


class Named(NamedTuple):
    """A name at `start`:`end` of the article, and its fullest form there.

    `speaks` tells that its bearer claims something in the article; `sure` is false for one capitalised word that no
    full name explains.
    """

    start: int
    end: int
    holder: str
    speaks: bool
    sure: bool


class Attributed(NamedTuple):
    """What `attributed` finds; `named` are the article's names in text order."""

    speakers: tuple[Speaker, ...]
    accords: tuple[Accord, ...]
    sections: tuple[Section, ...]
    named: tuple[Named, ...]


def attributed(
    article: Article, code: str, arguments: Sequence[HeldArgument], target: str | None, models: Models | None
) -> Attributed:
    """Read who speaks in an article, how the speakers stand to each other and to its thesis, and in which parts.

    `code` is a BCP 47 code, `arguments` are what `mine_article` found, `target` is the title with the thesis (None
    where the article states none). Only the first 100,000 characters are read, for `sections` all. Raises `ModelError`.
    """
    text = article.text[:LONGEST_ARTICLE]
    acts = played(text, code, article.headings)
    groups = Groups(text, code, acts, arguments)
    told = tuple(Relations(article, acts, arguments, groups))
    return Attributed(
        speakers(arguments, groups, sides_of(article, code, acts, told), target, models),
        accords(text, told),
        sections(article, arguments),
        tuple(_named(acts, {a.holder for a in arguments})),
    )


def _named(acts: Sequence[Played], holders: set[str | None]) -> list[Named]:
    names = (name for act in acts for name in act.scene.names)
    return [Named(n.start, n.end, n.holder, n.holder in holders, n.sure) for n in names]

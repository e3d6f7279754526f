"""The parts of an article with the arguments that stand in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import Section

if TYPE_CHECKING:
    from agorascope.records import ArticleReport, HeldArgument


def sections(article: ArticleReport) -> list[tuple[Section, list[HeldArgument]]]:
    """Give each section with the arguments that it names; those that none names stand where their words do.

    An article without sections is one.
    """
    own = article.sections or (Section(None, 0, len(article.text), ()),)
    named = {name: at for at, section in reversed(list(enumerate(own))) for name in section.arguments}
    held: list[list[HeldArgument]] = [[] for _ in own]
    for argument in article.arguments:
        before = [at for at, section in enumerate(own) if section.start <= argument.start]
        held[named.get(argument.id, max(before, default=0))].append(argument)
    return list(zip(own, held, strict=True))

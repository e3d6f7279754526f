"""Structure, names and re-posts against the gold: what is counted in one discussion, to be added up over many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import UNSET, Struct

from agorascope.evaluation.discussion.pairs import Matched

NameField = Literal["author", "signature", "addressee", "by_article_author"]


class Structure(Struct, frozen=True, kw_only=True):
    """How well the page was read: right texts of `texts` annotated ones, right parents of `parents`, right titles."""

    comments: int = 0
    """Comments of the gold."""
    found: int = 0
    """Comments that were found."""
    matched: int = 0
    """Those that were matched."""
    texts: int = 0
    """Annotated texts."""
    text: int = 0
    """Those that are right."""
    parents: int = 0
    """Annotated parents."""
    parent: int = 0
    """Those that are right."""
    articles: int = 0
    """Annotated titles."""
    title: int = 0
    """Those that are right."""


class Names(Struct, frozen=True, kw_only=True):
    """How often the gold has a value, how often we have, how often the same."""

    gold: int = 0
    """How often the gold has a value."""
    found: int = 0
    """How often we have one."""
    right: int = 0
    """How often we have the same."""


class Duplicates(Struct, frozen=True, kw_only=True):
    """Exact and near re-posts of the gold, those of them found, and re-posts of ours that are none.

    Translations are counted apart; a re-post is found where it and what it repeats are one cluster.
    """

    gold: int = 0
    """Exact and near re-posts of the gold."""
    found: int = 0
    """Those that were found."""
    false: int = 0
    """Re-posts of ours that are none."""
    translations: int = 0
    """Translations of the gold."""
    translations_found: int = 0
    """Those that were found."""


def structure(matched: Matched) -> Structure:
    """Count the comments whose text and parent are right, and those too many or too few."""
    pairs, number = matched.pairs, matched.number
    title = matched.gold.article.title
    texts = [g.text == c.text for g, c in pairs if g.text is not UNSET]
    parents = [g.parent == (number.get(c.parent, 0) if c.parent else None) for g, c in pairs if g.parent is not UNSET]
    return Structure(
        comments=len(matched.gold.comments),
        found=len(matched.found.comments),
        matched=len(pairs),
        texts=sum(g.text is not UNSET for g in matched.gold.comments),
        text=sum(texts),
        parents=sum(g.parent is not UNSET for g in matched.gold.comments),
        parent=sum(parents),
        articles=int(title is not UNSET),
        title=int(title == matched.found.article.title),
    )


def names(matched: Matched, field: NameField) -> Names:
    """Count the values of a field of comments; False is none."""
    both = [(getattr(g, field), getattr(c, field)) for g, c in matched.pairs if getattr(g, field) is not UNSET]
    return Names(
        gold=sum(bool(gold) for gold, _ in both),
        found=sum(bool(found) for _, found in both),
        right=sum(bool(gold) and gold == found for gold, found in both),
    )


def duplicates(matched: Matched) -> Duplicates:
    """Count re-posts, where the gold says for any comment whether it is one."""
    comments = matched.gold.comments
    if all(c.duplicate_of is UNSET for c in comments):
        return Duplicates()
    gold, ours = clusters(matched), dict(_found(matched))
    kinds = [
        (c.duplicate_kind, ours.get(c.n, c.n) == ours.get(c.duplicate_of, c.duplicate_of))
        for c in comments
        if c.duplicate_of
    ]
    repeats = [(matched.number[c.id], ours[matched.number[c.id]]) for c in matched.found.comments if c.duplicate]
    return Duplicates(
        gold=sum(kind != "translation" for kind, _ in kinds),
        found=sum(kind != "translation" and right for kind, right in kinds),
        false=sum(gold.get(n, n) != gold.get(of, of) for n, of in repeats),
        translations=sum(kind == "translation" for kind, _ in kinds),
        translations_found=sum(kind == "translation" and right for kind, right in kinds),
    )


def clusters(matched: Matched) -> dict[int, int]:
    """Give each annotated comment the number of the first of its cluster in the gold, its own where it is alone."""
    of = {c.n: c.duplicate_of for c in matched.gold.comments if c.duplicate_of}
    return {c.n: _first(c.n, of) for c in matched.gold.comments}


def _first(number: int, of: dict[int, int]) -> int:
    """Follow a chain of re-posts to its end; in a circle, to its smallest number."""
    seen = [number]
    while (number := of.get(number, number)) not in seen:
        seen.append(number)
    return min(seen[seen.index(number) :])


def _found(matched: Matched) -> Iterator[tuple[int, int]]:
    """Give (number, number of the representative) of each comment in a cluster of ours."""
    for comment in matched.found.comments:
        if comment.duplicate:
            of = matched.number[comment.duplicate.of]
            yield matched.number[comment.id], of
            yield of, of

"""The people of a thread: who signs, who is spoken to, and where the article's author answers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.language.folding import fold
from agorascope.readers.facts import speaks
from agorascope.readers.persons.addressees import Addressed, addressee, known
from agorascope.readers.persons.names import is_han, same, stems
from agorascope.readers.persons.signatures import signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Article, Comment

LONGEST = 4000
FEWEST = 2
MOST = 10
QUESTION = re.compile(r"[^.!?。！？;；…]*[?？;；]\W*")


def introduced(article: Article, comments: Sequence[Comment]) -> tuple[Article, tuple[Comment, ...]]:
    """Add signature, addressee and the author's own voice to comments in page order.

    Names stay as written. What a page marks as its author's is his; where a reader gave authors, they decide.
    """
    signed = [signature(comment.text) for comment in comments]
    called = [addressee(comment.text, answers=comment.parent is not None) for comment in comments]
    names = _authors_names(article, comments, called)
    called = _sure(comments, called, signed, names)
    own = _own_voice(article, comments, signed, called, names)
    done = zip(comments, signed, called, own, strict=True)
    return article, tuple(
        structs.replace(c, signature=s, addressee=a and a.name, by_article_author=o) for c, s, a, o in done
    )


def _authors_names(article: Article, comments: Sequence[Comment], called: Sequence[Addressed | None]) -> list[str]:
    """Give the article's author by all names known: the byline, else whom top-level comments speak to."""
    if article.author:
        return [article.author]
    top = [to for comment, to in zip(comments, called, strict=True) if comment.parent is None and to]
    called_most = Counter(to.name for to in top).most_common(MOST)
    return [name for name, _ in called_most] if len(top) >= FEWEST else []


def _sure(
    comments: Sequence[Comment],
    called: Sequence[Addressed | None],
    signed: Sequence[str | None],
    authors: Sequence[str],
) -> list[Addressed | None]:
    """Keep calls that are sure or call somebody known; look for known names where nobody was found."""
    people = dict.fromkeys([*authors, *filter(None, signed), *(c.author for c in comments if c.author)])
    people |= dict.fromkeys(to.name for to in called if to and to.sure)
    everybody = frozenset(stem for name in people if not is_han(name) for stem in stems(name))
    kept: list[Addressed | None] = []
    for comment, to in zip(comments, called, strict=True):
        if to is not None and (to.sure or stems(to.name) & everybody):
            kept.append(to)
        elif to is None and comment.parent is not None and everybody:
            name = known(comment.text, everybody)
            kept.append(Addressed(name, sure=False) if name else None)
        else:
            kept.append(None)
    return kept


def _own_voice(
    article: Article,
    comments: Sequence[Comment],
    signed: Sequence[str | None],
    called: Sequence[Addressed | None],
    names: Sequence[str],
) -> list[bool]:
    at = {comment.id: index for index, comment in enumerate(comments)}
    own = []
    for comment, name, to in zip(comments, signed, called, strict=True):
        if comment.by_article_author:
            own.append(True)
            continue
        if comment.author and article.author:
            own.append(_is_same_person(comment.author, article.author))
            continue
        above = at.get(comment.parent) if comment.parent is not None else None
        may_sign = bool(article.author) or above is not None
        signs = bool(name) and may_sign and any(same(name or "", other) for other in names)
        answers = (
            above is not None
            and not QUESTION.fullmatch(comment.text[:LONGEST])
            and _answers_a_letter(to, signed[above], called[above], names, comments[above])
        )
        own.append(signs or answers or (above is not None and _speaks_as_author(comment.text)))
    return own


def _is_same_person(one: str, other: str) -> bool:
    return fold(one).strip() == fold(other).strip()


def _answers_a_letter(
    to: Addressed | None, signed: str | None, called: Addressed | None, names: Sequence[str], above: Comment
) -> bool:
    """Say whether the comment above is signed and speaks to the author, and this one to its signer."""
    if to is None or signed is None:
        return False
    spoken = called is not None and any(same(called.name, name) for name in names)
    to_author = spoken or (above.parent is None and speaks("author_words", fold(above.text[:LONGEST])))
    return to_author and (same(to.name, signed) or (spoken and _is_initial_of(signed, to.name)))


def _is_initial_of(signed: str, name: str) -> bool:
    return len(signed) > 1 and signed[1] == "." and signed[0] == name[:1]


def _speaks_as_author(text: str) -> bool:
    return speaks("own_article", fold(text[:LONGEST]))

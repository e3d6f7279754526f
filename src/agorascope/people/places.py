"""Every form of a name on a page, and who it is the name of as far as the page itself says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from agorascope.language.folding import fold
from agorascope.people.facts import titles
from agorascope.people.names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import Article, Comment

AUTHOR = "author"
Role = Literal["byline", "display", "mention", "signature", "addressee"]
_REACH = 24


class Named(Struct, frozen=True):
    """A name in the article: its place, its fullest form there, what is known of its bearer.

    `speaks` tells that the article attributes claims to it, `sure` is false for one capitalised word that no full name
    of the article explains.
    """

    start: int
    end: int
    holder: str
    speaks: bool = False
    sure: bool = True


class Place(NamedTuple):
    """A form of a name: in the text of a comment (None: the article), or as what it is published under (no offsets).

    `order` is the place of the text on the page, 0 for the article. `whole` is the name as a dictionary would give it,
    where the article is known to mean it.
    """

    form: str
    comment: str | None
    start: int | None
    end: int | None
    role: Role
    order: int
    whole: str = ""


def writer_of(comment: Comment) -> str:
    """Name who writes a comment by what the page shows: the author, a display name, a signature, else that comment."""
    if comment.by_article_author:
        return AUTHOR
    shown = next((n for n in (comment.author, comment.signature) if n and name_of(n).folded), None)
    return f"name:{name_of(shown).folded}" if shown else f"comment:{comment.id}"


def byline(article: Article) -> Iterator[Place]:
    """Give the name that the article is published under."""
    if article.author and name_of(article.author).folded:
        yield Place(article.author, None, None, None, "byline", 0)


def mention(article: Article, named: Named) -> Place:
    """Give a name of the article with the title before it."""
    start = _titled(article.text, named.start)
    return Place(article.text[start : named.end], None, start, named.end, "mention", 0, named.holder)


def displayed(comment: Comment, order: int) -> Iterator[Place]:
    """Give the names a comment is published under and signed with."""
    if comment.author and name_of(comment.author).folded:
        yield Place(comment.author, comment.id, None, None, "display", order)
    if comment.signature:
        start = comment.text.rfind(comment.signature)
        if start >= 0:
            end = start + len(comment.signature)
            yield Place(comment.text[start:end], comment.id, start, end, "signature", order)


def addressed(comment: Comment, order: int) -> Place | None:
    """Give whom a comment calls, with the title before the name, where it stands in the comment's own words."""
    name = comment.addressee
    if not name or not name.strip():
        return None
    at = 0
    for left, right in [*sorted(comment.quoted), (len(comment.text), len(comment.text))]:
        start = comment.text.find(name, at, max(at, left))
        if start >= 0:
            begin = max(at, _titled(comment.text, start))
            return Place(
                comment.text[begin : start + len(name)], comment.id, begin, start + len(name), "addressee", order
            )
        at = max(at, right)
    return None


def _titled(text: str, start: int) -> int:
    """Step back over the titles that stand right before a name."""
    head = fold(text[max(0, start - _REACH) : start])
    found = next((m for m in titles().finditer(head) if m.end() == len(head)), None)
    return start - (len(head) - found.start()) if found else start


def article_names(article: Article, named: Sequence[Named]) -> Iterator[tuple[Named, Place]]:
    """Give the names of the article that stand where they are said to, each with its place."""
    for one in named:
        if 0 <= one.start < one.end <= len(article.text):
            yield one, mention(article, one)

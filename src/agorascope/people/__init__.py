"""Who is who on a page: all forms of one person's name, in the article and in the comments, linked with a reason.

Public names: `people`, `Named`, `aliases`, `as_one`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from agorascope.people.linking import linked
from agorascope.people.places import Named
from agorascope.people.telling import told
from agorascope.records import Comment, CommentReport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.records import Article, Person

__all__ = ["Named", "aliases", "as_one", "people"]

AnyComment = TypeVar("AnyComment", Comment, CommentReport)


def people(article: Article, named: Sequence[Named], comments: Sequence[Comment]) -> tuple[Person, ...]:
    """Find who writes, is named or is addressed, with every form of the name, in the order of the page.

    `named` are the names in the article's text, as `arguments.attributed` gives them. Linked are: parts of a full name,
    names with titles, Greek cases, spellings in other letters, short forms, signatures, whom a reply calls (the writer
    of what it answers) and whom a comment that answers nothing calls (the article's author). Two people who share only
    a given name are never one; a form that may mean several people stays apart. The work grows with the page, not with
    the square of it.
    """
    return tuple(told(linked(article, named, comments), comments))


def aliases(found: Sequence[Person], comments: Sequence[AnyComment]) -> dict[str, str]:
    """Give, for comments of people who write under several names, the id of the comment that names the writer.

    That is the person's first comment by the article's author, else the first under a display name, else the first
    that is signed, else the first. Comments that need no other name are left out.
    """
    by_id = {comment.id: comment for comment in comments}
    names: dict[str, str] = {}
    for person in found:
        wrote = [by_id[identity] for identity in person.comments if identity in by_id]
        if len({_shown(comment) for comment in wrote}) > 1:
            first = min(enumerate(wrote), key=lambda pair: (_rank(pair[1]), pair[0]))[1]
            names |= {comment.id: first.id for comment in wrote if _shown(comment) != _shown(first)}
    return names


def as_one(found: Sequence[Person], comments: Sequence[AnyComment]) -> list[AnyComment]:
    """Give the comments as they are counted: whoever writes under several names has one; texts and ids stay."""
    by_id: Mapping[str, AnyComment] = {comment.id: comment for comment in comments}
    names = {identity: person.name for person in found for identity in person.comments}
    first = aliases(found, comments)
    own = {**{identity: identity for identity in first.values()}, **first}
    return [
        structs.replace(
            comment,
            author=by_id[own[comment.id]].author or by_id[own[comment.id]].signature or names[comment.id],
            by_article_author=by_id[own[comment.id]].by_article_author,
        )
        if comment.id in own
        else comment
        for comment in comments
    ]


def _rank(comment: Comment | CommentReport) -> int:
    return 0 if comment.by_article_author else 1 if comment.author else 2 if comment.signature else 3


def _shown(comment: Comment | CommentReport) -> tuple[bool, str]:
    """Give what a comment is counted under when each is taken by itself; a nameless one under its id."""
    if comment.by_article_author:
        return True, ""
    return False, comment.author or comment.signature or f"#{comment.id}"

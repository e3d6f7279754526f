"""The comments of several discussions as those of one: named apart, sides turned, re-posts across threads marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope import deduplication, people
from agorascope.deduplication import Post
from agorascope.deduplication.posts import order
from agorascope.records import (
    SIDES,
    CommentReport,
    Discussion,
    Duplicate,
    DuplicateCluster,
    Label,
    comment_name,
)
from agorascope.summary.voices import counted
from agorascope.summary.whole.shown import author_name
from agorascope.together.theses import turned

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings


def joined(discussions: Sequence[Discussion], relations: Sequence[Label]) -> list[CommentReport]:
    """Give all comments, thread after thread, with sides towards the debate's thesis."""
    return [c for d, relation in zip(discussions, relations, strict=True) for c in _own(d, relation, len(discussions))]


def _own(discussion: Discussion, relation: Label, strands: int) -> Iterator[CommentReport]:
    name, author = discussion.id, _author(discussion)
    for c in people.as_one(discussion.people, discussion.comments):  # under several names: one voice, as alone
        named = structs.replace(
            c,
            id=comment_name(name, c.id),
            number=None,
            parent=comment_name(name, c.parent) if c.parent is not None else None,
            stance=turned(c.stance, relation),
            duplicate=_repeating(name, c.duplicate),
        )
        if strands > 1 and c.by_article_author:  # of several articles: each has an author of its own
            named = structs.replace(named, author=author, by_article_author=False)
        yield named


def _author(discussion: Discussion) -> str | None:
    """Name the article's author as the thread does, else as the article does, else by the first comment."""
    own = [c for c in discussion.comments if c.by_article_author]
    named = author_name(discussion.comments, discussion.article.author)
    return named or (f"#{comment_name(discussion.id, own[0].id)}" if own else None)


def _repeating(name: str, repeat: Duplicate | None) -> Duplicate | None:
    if repeat is None:
        return None
    return structs.replace(repeat, cluster=comment_name(name, repeat.cluster), of=comment_name(name, repeat.of))


def repeats(comments: Sequence[CommentReport], models: Models, settings: Settings) -> tuple[DuplicateCluster, ...]:
    """Find what is posted again in another thread among the comments that vote. Raises `ModelError`.

    Of equals the first counts: one whose side is known before one of an article that nobody can tell the side of, then
    the earlier one, as in a corpus. Members are in this order, clusters in that of their representatives.
    """
    voting = counted(comments)
    posts = [Post(c.id, c.text, c.author, published=c.published) for c in voting]
    ranked = sorted(range(len(posts)), key=lambda n: (voting[n].stance.label not in SIDES, order(posts[n])))
    placed = [structs.replace(posts[n], rank=rank) for rank, n in enumerate(ranked)]
    found = deduplication.find(placed, settings, models)
    clusters = ([voting[ranked[place]] for place in one.members] for one in found.clusters)
    return tuple(
        DuplicateCluster(
            cluster=f"x{number}",
            kind=one.kind,
            members=tuple(c.id for c in members),
            authors=tuple(sorted({c.author for c in members if c.author})),
            languages=tuple(sorted({c.language.code for c in members})),
        )
        for number, (one, members) in enumerate(zip(found.clusters, clusters, strict=True), start=1)
    )


def marked(comments: Sequence[CommentReport], clusters: Sequence[DuplicateCluster]) -> list[CommentReport]:
    """Mark all members of clusters but the first, so that they do not vote; what a thread marks itself stays."""
    of = {member: one for one in clusters for member in one.members[1:]}
    return [structs.replace(c, duplicate=_again(of[c.id])) if c.id in of else c for c in comments]


def _again(cluster: DuplicateCluster) -> Duplicate:
    return Duplicate(cluster.cluster, cluster.members[0], cluster.kind, 1.0)  # how alike they are, nobody asks here

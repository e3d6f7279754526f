"""From what a format says to a thread: order, tombstones, people, counts; the same for every reader."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, structs

from agorascope.amounts import many
from agorascope.readers.persons.authors import shown_author
from agorascope.readers.persons.people import introduced
from agorascope.readers.threads.assembly import assemble
from agorascope.readers.threads.headings import with_headings
from agorascope.records import Article, Chrome, Comment, Notice, Thread

GONE = "deleted"
# What stands in the place of a parent where there is none; unless a comment has that very id.
NO_PARENT = frozenset({"", "0", "-1", "root", "none", "null", "nan", "-"})


class Draft(Struct, frozen=True, kw_only=True):
    """A discussion as a source has it: comments in any order, `declared` how many it says there are.

    Of those `not_comments` may be something else. `by_time` asks for siblings in the order of time, for sources
    whose own order means nothing. `part`: what these comments answer may have been read before.
    """

    id: str
    article: Article
    comments: Sequence[Comment]
    declared: int | None = None
    by_time: bool = True
    chrome: Sequence[Chrome] = ()
    not_comments: int = 0
    part: bool = False


def counted(declared: int, found: int) -> Notice:
    """Tell that a page says it has more or fewer comments than were found."""
    here = many(found, "is here", "are here")
    return Notice("comment-count", f"the page says {many(declared, 'comment')}, {here}")


def finished(draft: Draft, source: str, format_name: str, notices: Sequence[Notice] = ()) -> Thread:
    """Make a thread of a draft; every comment left out, mended or empty has its notice."""
    told = list(notices)
    parents = _parents(draft)
    written = [
        structs.replace(_gone(comment), author=shown_author(comment.author), parent=parent)
        for comment, parent in zip(draft.comments, parents, strict=True)
    ]
    kept = _without_leaves(written, told)
    told += [Notice("empty-comment", "nothing is written in it", f"comment {c.id}") for c in kept if _is_empty(c)]
    done = assemble(kept, by_time=draft.by_time, part=draft.part)
    author = shown_author(draft.article.author)
    article, comments = introduced(with_headings(structs.replace(draft.article, author=author)), done.comments)
    if draft.declared is not None and draft.declared not in {len(comments), len(comments) + draft.not_comments}:
        told.append(counted(draft.declared, len(comments)))
    return Thread(
        id=draft.id,
        source=source,
        format=format_name,
        article=article,
        comments=comments,
        declared_comments=draft.declared,
        chrome=tuple(draft.chrome),
        notices=(*told, *done.notices),
    )


def _parents(draft: Draft) -> list[str | None]:
    """Give parents without those that mean none; where nothing has one, ids like `a.b` say whom they answer."""
    ids = {comment.id for comment in draft.comments}
    no_parent = (NO_PARENT | {draft.id}) - ids
    found = [
        None if c.parent is None or c.parent in no_parent or c.parent.casefold() in no_parent else c.parent
        for c in draft.comments
    ]
    if any(found):
        return found
    above = [comment.id.rpartition(".")[0] for comment in draft.comments]
    return [parent if parent in ids or (parent and draft.part) else None for parent in above]


def _gone(comment: Comment) -> Comment:
    """Know a comment that is gone by what stands in its place."""
    is_gone = comment.site_status is None and comment.text.strip() in {"[deleted]", "[removed]"}
    return structs.replace(comment, site_status=GONE) if is_gone else comment


def _is_empty(comment: Comment) -> bool:
    return not comment.text.strip() and comment.site_status != GONE


def _without_leaves(comments: Sequence[Comment], told: list[Notice]) -> list[Comment]:
    """Leave out deleted comments that nobody answers; those with answers stay, without text, to hold the tree."""
    answered = {comment.id: comment.parent for comment in comments if comment.site_status != GONE}
    above = {comment.id: comment.parent for comment in comments if comment.site_status == GONE}
    held: set[str] = set()
    for parent in answered.values():
        at = parent
        while at is not None and at in above and at not in held:
            held.add(at)
            at = above[at]
    kept = [_emptied(c) for c in comments if c.site_status != GONE or c.id in held]
    gone = len(comments) - len(kept)
    if gone:
        words = many(gone, "comment that the site deleted is", "comments that the site deleted are")
        told.append(Notice("deleted-comments", f"{words} left out"))
    return kept


def _emptied(comment: Comment) -> Comment:
    return structs.replace(comment, text="", quoted=(), links=()) if comment.site_status == GONE else comment

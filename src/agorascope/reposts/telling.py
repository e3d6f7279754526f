"""What a post repeats, told in its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from agorascope.reposts.gathering import fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agorascope.deduplication import Clusters, Post
    from agorascope.records import DuplicateKind, Repost
    from agorascope.reposts.gathering import Gathered
    from agorascope.rows import Line

Naming = Callable[[str], str | int]
PARTS = {"duplicate": ("cluster", "of", "kind", "similarity")}
_TOLD_BEFORE = frozenset(f"{name}_{part}" for name, parts in PARTS.items() for part in parts)


def answered(
    lines: Iterable[Line],
    names: Mapping[str, str],
    tell: Callable[[int], Repost | None],
    left_out: frozenset[int] = frozenset(),
    *,
    needs_id: bool = False,
) -> Iterator[dict[str, Any]]:
    """Give every row with `duplicate`, in its order; a line without a comment with `error`; `left_out` not at all.

    `tell` is asked for the place of each post among the posts that were gathered.
    """
    place = 0
    for line in lines:
        reason = fault(line, names, needs_id=needs_id)
        if reason:
            yield {**_cleared(line.row), "duplicate": None, "error": f"line {line.number}: {reason}"}
            continue
        if place not in left_out:
            yield {**_cleared(line.row), "duplicate": tell(place)}
        place += 1


def _cleared(row: Mapping[str, Any] | None) -> dict[str, Any]:
    """Drop the columns in which an earlier run told of re-posts."""
    return {name: value for name, value in (row or {}).items() if name not in _TOLD_BEFORE}


def known(
    posts: Sequence[Post], found: Clusters, left_out: frozenset[int], name: Naming = str
) -> Iterator[dict[str, Any]]:
    """Give everything an index knows as rows."""
    for place, post in enumerate(posts):
        if place not in left_out:
            row = {"id": name(post.id), "text": post.text, "author": post.author, "thread": post.thread}
            yield {**row, "published": post.published, "duplicate": duplicate(place, posts, found, name)}


def duplicate(place: int, posts: Sequence[Post], found: Clusters, name: Naming = str) -> Repost | None:
    """Say what a post repeats, in the user's own ids; its cluster is named after the representative."""
    repeat = found.repeats.get(place)
    if repeat is None:
        return None
    return said(name(posts[repeat.of].id), repeat.kind, repeat.similarity)


def teller(gathered: Gathered, found: Clusters) -> Callable[[int], Repost | None]:
    """Give the function that tells of a place what its post repeats."""
    return lambda place: duplicate(place, gathered.posts, found, gathered.name)


def said(of: str | int, kind: DuplicateKind, similarity: float) -> Repost:
    """Give what stands in a row about a repeat of the post `of`."""
    return {"cluster": of, "of": of, "kind": kind, "similarity": round(similarity, 6)}

"""Loose comments to a thread: page order, depth, and mended parents, for every reader.

No step recurses: a thread may be 100,000 answers deep.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope.records import Comment, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


class Assembled(Struct, frozen=True):
    """Comments depth first with their depth, and what had to be mended."""

    comments: tuple[Comment, ...]
    notices: tuple[Notice, ...]


def assemble(comments: Sequence[Comment], *, by_time: bool, part: bool = False) -> Assembled:
    """Put comments into page order; siblings by time when `by_time` is set, else as they come.

    Repeated ids get a suffix, missing parents and cycles make a comment top-level: each time with a notice. Where this
    is `part` of what is known elsewhere, parents that are not here stay named, and of an id the last words count.
    """
    notices: list[Notice] = []
    kept = list({comment.id: comment for comment in comments}.values()) if part else _distinct(comments, notices)
    parents = _parents(kept, [] if part else notices)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    if by_time:
        for siblings in children.values():
            siblings.sort(key=_time_of(kept))
    above = {
        i: kept[parent].id if parent >= 0 else kept[i].parent if part else None for i, parent in enumerate(parents)
    }
    return Assembled(tuple(_walk(kept, children, above)), tuple(notices))


def _distinct(comments: Iterable[Comment], notices: list[Notice]) -> list[Comment]:
    taken: set[str] = set()
    tried: dict[str, int] = {}
    kept = []
    for comment in comments:
        name, count = comment.id, tried.get(comment.id, 1)
        while name in taken:
            count += 1
            name = f"{comment.id}~{count}"
        if name != comment.id:
            tried[comment.id] = count
            notices.append(Notice("repeated-id", f"the id is used again; now {name}", f"comment {comment.id}"))
        taken.add(name)
        kept.append(comment if name == comment.id else structs.replace(comment, id=name))
    return kept


def _parents(comments: Sequence[Comment], notices: list[Notice]) -> list[int]:
    """Give each comment's parent as an index, -1 for top level; cycles are cut at the first of their comments."""
    index = {comment.id: i for i, comment in enumerate(comments)}
    parents = []
    for comment in comments:
        parent = -1 if comment.parent is None else index.get(comment.parent, -1)
        if comment.parent is not None and parent < 0:
            text = f"answers {comment.parent!r}, which is not here; now top-level"
            notices.append(Notice("missing-parent", text, f"comment {comment.id}"))
        parents.append(parent)
    _cut_cycles(comments, parents, notices)
    return parents


def _cut_cycles(comments: Sequence[Comment], parents: list[int], notices: list[Notice]) -> None:
    seen = [0] * len(parents)
    for start in range(len(parents)):
        at, run = start, start + 1
        while at >= 0 and not seen[at]:
            seen[at] = run
            at = parents[at]
        if at >= 0 and seen[at] == run:
            first = at
            step = parents[at]
            while step != at:
                first, step = min(first, step), parents[step]
            parents[first] = -1
            text = "its parents lead back to itself; now top-level"
            notices.append(Notice("parent-cycle", text, f"comment {comments[first].id}"))


def _time_of(comments: Sequence[Comment]) -> Callable[[int], tuple[bool, float, int]]:
    def key(index: int) -> tuple[bool, float, int]:
        published = comments[index].published
        stamp = _stamp(published) if published else None
        return (stamp is None, stamp or 0.0, index)

    return key


def _stamp(published: str) -> float | None:
    try:
        moment = datetime.fromisoformat(published)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _walk(
    comments: Sequence[Comment], children: dict[int, list[int]], above: Mapping[int, str | None]
) -> Iterable[Comment]:
    stack = [(index, 0) for index in reversed(children.get(-1, []))]
    while stack:
        index, depth = stack.pop()
        yield structs.replace(comments[index], parent=above[index], depth=depth)
        stack.extend((child, depth + 1) for child in reversed(children.get(index, [])))

"""The thread as a tree of two levels to fold, cut into portions that a long page renders only when they are asked for.

A branch is a comment without a parent and everything below it, in the order of a conversation: answers directly below
what they answer. The first `PLAIN` comments of a thread are in the page; what follows stands in inert portions of
about `PORTION` comments each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.records import CommentReport

PLAIN = 200
PORTION = 100


class Placed(NamedTuple):
    """A comment, its place in the page (from 1), its level in the tree and how many answer it directly."""

    comment: CommentReport
    place: int
    level: int
    answers: int


class Portion(NamedTuple):
    """Comments that are rendered together."""

    held: tuple[Placed, ...]


class Branch(NamedTuple):
    """A comment, the answers below it that are in the page, and portions of those that are not yet."""

    root: Placed
    answers: tuple[Placed, ...]
    later: tuple[Portion, ...]

    @property
    def size(self) -> int:
        """Count all comments of the branch."""
        return 1 + len(self.answers) + sum(len(p.held) for p in self.later)


class Bundle(NamedTuple):
    """Branches that are rendered together."""

    branches: tuple[Branch, ...]

    @property
    def size(self) -> int:
        """Count all comments of the bundle."""
        return sum(branch.size for branch in self.branches)


class Tree(NamedTuple):
    """A thread: the branches that are in the page, and the bundles of those that are not yet."""

    branches: tuple[Branch, ...]
    later: tuple[Bundle, ...]


def tree(comments: Sequence[CommentReport]) -> Tree:
    """Arrange a thread; every comment is there exactly once, whatever its parents are."""
    plain: list[Branch] = []
    bundles: list[list[Branch]] = []
    shown = held = 0
    for root, answers in _branches(comments):
        room = PLAIN - shown
        branch = _branch(root, answers, max(room - 1, 0) if room > 0 else PORTION)
        weight = 1 + len(branch.answers)
        if room > 0:
            plain.append(branch)
            shown += weight
            continue
        if not bundles or held + weight > PORTION:
            bundles.append([])
            held = 0
        bundles[-1].append(branch)
        held += weight
    return Tree(tuple(plain), tuple(Bundle(tuple(b)) for b in bundles))


def _branch(root: Placed, answers: Sequence[Placed], room: int) -> Branch:
    later = (tuple(answers[at : at + PORTION]) for at in range(room, len(answers), PORTION))
    return Branch(root, tuple(answers[:room]), tuple(map(Portion, later)))


def _branches(comments: Sequence[CommentReport]) -> Iterator[tuple[Placed, list[Placed]]]:
    """Walk depth first from every comment without a parent, then from what only a circle leads to."""
    by_id: dict[str, int] = {}
    for at, comment in enumerate(comments):
        by_id.setdefault(comment.id, at)
    children: dict[int, list[int]] = {}
    roots = []
    for at, comment in enumerate(comments):
        parent = by_id.get(comment.parent) if comment.parent is not None else None
        if parent is None or parent == at:
            roots.append(at)
        else:
            children.setdefault(parent, []).append(at)
    seen: set[int] = set()
    for root in (*roots, *range(len(comments))):
        if root not in seen:
            first, *rest = _below(root, comments, children, seen)
            yield first, rest


def _below(
    root: int, comments: Sequence[CommentReport], children: dict[int, list[int]], seen: set[int]
) -> list[Placed]:
    found, waiting = [], [(root, 0)]
    while waiting:
        at, level = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        below = children.get(at, [])
        found.append(Placed(comments[at], at + 1, level, len(below)))
        waiting += [(child, level + 1) for child in reversed(below)]
    return found

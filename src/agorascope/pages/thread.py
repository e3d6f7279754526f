"""The thread as a tree of two levels to fold, cut into portions that a long page renders only when they are asked for.

A branch is a comment without a parent and everything below it, in the order of a conversation: answers directly below
what they answer. The first `PLAIN` comments of a thread are in the page; what follows stands in inert portions of
about `PORTION` comments each.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from agorascope.records.replies import forest, parents, visits

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
    """Walk depth first; a circle of parents is cut at the first of its comments."""
    above = forest(parents(comments))
    answers = Counter(above)
    found: list[Placed] = []
    level = 0
    for at, begins in visits(above):
        if begins:
            found.append(Placed(comments[at], at + 1, level, answers[at]))
        level += 1 if begins else -1
        if level == 0:
            yield found[0], found[1:]
            found = []

"""The best tree over scores of arcs.

Source: Chu and Liu (1965), Edmonds (1967), as used for parsing by McDonald et al. (2005), with one word alone under
the root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]
    Heads = NDArray[np.int64]

NEVER = -1e30
LIKELY = 8


def best(scores: Scores) -> Heads:
    """Give the head of each word: (words,), 0 for the root, else the word's place and one.

    `scores` are (words, 1 + words): how well each word hangs from the root and from each word. The tree with the
    highest sum in which one word hangs from the root; ties go to the earlier head.
    """
    import numpy as np

    count = len(scores)
    square = np.full((count + 1, count + 1), NEVER)
    square[1:] = scores
    np.fill_diagonal(square, NEVER)
    heads = _spanning(square)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) != 1:
        heads = max((_rooted(square, int(root)) for root in _likely(square)), key=lambda one: _sum(square, one))
    return heads[1:]


def _likely(square: Scores) -> Heads:
    """Give the words that may hang from the root, the likeliest first; more than a few never decide."""
    import numpy as np

    found: Heads = np.argsort(-square[1:, 0], kind="stable")[:LIKELY] + 1
    return found


def _rooted(square: Scores, root: int) -> Heads:
    alone = square.copy()
    alone[:, 0] = NEVER
    alone[root] = NEVER
    alone[root, 0] = square[root, 0]
    return _spanning(alone)


def _sum(square: Scores, heads: Heads) -> float:
    return float(sum(square[child, heads[child]] for child in range(1, len(heads))))


def _spanning(square: Scores) -> Heads:
    """Give the heads of the best tree under node 0; `square[child, head]`."""
    import numpy as np

    heads: Heads = square.argmax(axis=1)
    heads[0] = 0
    circle = _circle(heads)
    if not len(circle):
        return heads
    inside = np.zeros(len(heads), bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    held = square[circle, heads[circle]]
    small = np.full((len(outside) + 1, len(outside) + 1), NEVER)
    small[:-1, :-1] = square[np.ix_(outside, outside)]
    into = square[np.ix_(circle, outside)] - held[:, None]
    out = square[np.ix_(outside, circle)]
    small[-1, :-1], enters = into.max(axis=0) + held.sum(), circle[into.argmax(axis=0)]
    small[:-1, -1], leaves = out.max(axis=1), circle[out.argmax(axis=1)]
    found = _spanning(small)
    for place, child in enumerate(outside):
        heads[child] = leaves[place] if found[place] == len(outside) else outside[found[place]]
    broken = enters[found[-1]]
    heads[broken] = outside[found[-1]]
    heads[0] = 0
    return heads


def _circle(heads: Heads) -> Heads:
    """Give the nodes of a circle, or none."""
    import numpy as np

    state = np.zeros(len(heads), np.int64)
    state[0] = -1
    for start in range(1, len(heads)):
        at = start
        while state[at] == 0:
            state[at] = start
            at = int(heads[at])
        if state[at] == start:
            circle = [at]
            while int(heads[circle[-1]]) != at:
                circle.append(int(heads[circle[-1]]))
            return np.array(sorted(circle))
        at = start
        while state[at] == start:
            state[at] = -1
            at = int(heads[at])
    return np.zeros(0, np.int64)

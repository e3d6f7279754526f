"""How well the similarity of argument spans tells which comments make the same key point, on gold spans.

Pairs of comments of one side: a pair is right when a gold key point holds both; its score is the largest centred
cosine of their spans: what all vectors of a discussion share, its subject, is taken out. Average precision is compared
with the share of right pairs.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from agorascope.evaluation.discussion.gold import GoldComment, GoldDiscussion
from agorascope.inference import Models

Pair = tuple[bool, float]
LEAST = 3  # spans: two have no common direction worth taking out


def pairs(gold: GoldDiscussion, models: Models) -> list[Pair]:
    """Give every pair of one discussion as (right, score)."""
    spans = [(c, a.quote) for c in gold.comments if _votes(c) for a in c.arguments or ()]
    if not spans:
        return []
    rows = _centred(models.embed([quote for _, quote in spans]))
    together = {frozenset(p) for point in gold.key_points or () for p in combinations(sorted(point.comments), 2)}
    best: dict[frozenset[int], float] = {}
    for (i, (a, _)), (j, (b, _)) in combinations(enumerate(spans), 2):
        if a.n != b.n and a.stance == b.stance:
            key = frozenset((a.n, b.n))
            best[key] = max(best.get(key, -1.0), float(rows[i] @ rows[j]))
    return [(key in together, score) for key, score in best.items()]


def _centred(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take the mean of unit rows out and make them unit rows again; fewer than three stay."""
    if len(rows) < LEAST:
        return rows
    found = rows - rows.mean(axis=0)
    centred: NDArray[np.float32] = (found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)).astype("f4")
    return centred


def _votes(comment: GoldComment) -> bool:
    return not comment.spam and not comment.duplicate_of and comment.stance in ("favor", "against")


def figures(found: list[Pair]) -> dict[str, float]:
    """Give the number of pairs, the share of right ones, and the average precision of the score."""
    from sklearn.metrics import average_precision_score

    right = [r for r, _ in found]
    precision = average_precision_score(right, [score for _, score in found])
    return {
        "pairs": len(found),
        "right": round(sum(right) / len(right), 3),
        "average_precision": round(float(precision), 3),
    }

"""How well the similarity of argument spans tells which comments make the same key point, on gold spans.

Pairs of comments of one side: a pair is right when a gold key point holds both; its score is the largest centred
cosine of their spans, as `summary.keypoints` computes it. Average precision is compared with the share of right pairs.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

from agorascope.inference import Models
from agorascope.summary.keypoints import centred

Pair = tuple[bool, float]


def pairs(gold: dict[str, Any], models: Models) -> list[Pair]:
    """Give every pair of one discussion as (right, score)."""
    spans = [(c, a["quote"]) for c in gold["comments"] if _votes(c) for a in c["arguments"]]
    if not spans:
        return []
    rows = centred(models.embed([quote for _, quote in spans]))
    together = {frozenset(p) for point in gold["key_points"] for p in combinations(sorted(point["comments"]), 2)}
    best: dict[frozenset[int], float] = {}
    for (i, (a, _)), (j, (b, _)) in combinations(enumerate(spans), 2):
        if a["n"] != b["n"] and a["stance"] == b["stance"]:
            key = frozenset((a["n"], b["n"]))
            best[key] = max(best.get(key, -1.0), float(rows[i] @ rows[j]))
    return [(key in together, score) for key, score in best.items()]


def _votes(comment: dict[str, Any]) -> bool:
    return not comment["spam"] and not comment["duplicate_of"] and comment["stance"] != "none"


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

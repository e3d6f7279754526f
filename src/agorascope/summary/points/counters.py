"""The strongest counter-point of each key point: of the other side, on the same matter, with the most voices.

Two points are on the same matter where a comment of one answers a comment of the other and disagrees, or where they
mean something near and one contradicts the other (textual entailment, both ways).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.records import CommentReport, KeyPoint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.summary.points.told import Reader

NEAREST = 3  # points of the other side that are read beside each, the nearest by their vectors
NEAR = 0.3  # cosine under which two points are about different matters: entailment takes any two such for contradiction
LEAST = 0.6  # probability from which one point contradicts the other
ANSWERED = 1.0  # what an outright answer is worth beside that probability


def countered(
    points: Sequence[KeyPoint],
    rows: Sequence[NDArray[np.float32]],
    comments: Sequence[CommentReport],
    models: Reader,
) -> list[KeyPoint]:
    """Name the counter-point of each point; `rows` are unit vectors of the points' texts."""
    answers = _answers(points, comments)
    against = _contradictions(points, rows, models)
    told = []
    for n, point in enumerate(points):
        matter = {
            m: ANSWERED * (answers[n, m] + answers[m, n] > 0) + against.get((min(n, m), max(n, m)), 0.0)
            for m, other in enumerate(points)
            if other.stance != point.stance
        }
        ranked = sorted(matter, key=lambda m: (-matter[m], -points[m].voices, m))
        best = next((m for m in ranked if matter[m] >= LEAST), None)
        told.append(structs.replace(point, counter=None if best is None else points[best].id))
    return told


def _answers(points: Sequence[KeyPoint], comments: Sequence[CommentReport]) -> Counter[tuple[int, int]]:
    """Count how often a comment of one point disagrees with the comment of another that it answers."""
    of: dict[str, list[int]] = {}
    for n, point in enumerate(points):
        for name in point.comments:
            of.setdefault(name, []).append(n)
    found: Counter[tuple[int, int]] = Counter()
    for comment in comments:
        if comment.parent and comment.reply and comment.reply.label == "disagree":
            found.update((n, m) for n in of.get(comment.id, ()) for m in of.get(comment.parent, ()))
    return found


def _contradictions(
    points: Sequence[KeyPoint], rows: Sequence[NDArray[np.float32]], models: Reader
) -> dict[tuple[int, int], float]:
    pairs = sorted({pair for n in range(len(points)) for pair in _near(n, points, rows)})
    texts = [points[n].text for n, _ in pairs], [points[m].text for _, m in pairs]
    one, other = models.predict("entailment", *texts), models.predict("entailment", *reversed(texts))
    told = [max(a.scores["contradiction"], b.scores["contradiction"]) for a, b in zip(one, other, strict=True)]
    return dict(zip(pairs, told, strict=True))


def _near(n: int, points: Sequence[KeyPoint], rows: Sequence[NDArray[np.float32]]) -> list[tuple[int, int]]:
    others = [m for m, other in enumerate(points) if other.stance != points[n].stance]
    near = {m: round(float(rows[n] @ rows[m]), 5) for m in others}
    ranked = sorted((m for m in others if near[m] >= NEAR), key=lambda m: (-near[m], m))
    return [(min(n, m), max(n, m)) for m in ranked[:NEAREST]]

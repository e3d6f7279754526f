"""Fits and measures `summary.points.likeness` on arguments that annotators grouped: prints JSON.

First the words: pairs of arguments of one side by two people, those that `grouping.candidates` would have read, of our
own annotation; average precision there is cross-fitted, debates held together. Then what ties comments in a thread, on
the annotated pages that models learned from; the figures are those of the held-out pages.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from agorascope.inference import Models
from agorascope.language import facts
from agorascope.settings import Settings
from agorascope.summary.points.grouping import candidates
from scripts.points import sides
from scripts.points.sides import ALONE, CORPORA, Side
from scripts.points.tied import TIES, Comments, both

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS = 5
KINDS = ("one language", "two languages")


class Pairs:
    """The signs of pairs (cosine of meanings, odds of the head), the truth, whether one language, and their debate."""

    def __init__(self, found: Sequence[Side], models: Models) -> None:
        """Read the pairs of all sides that are worth reading."""
        told = [row for n, side in enumerate(found) for row in _pairs(n, side, models)]
        self.signs = np.array([[cosine, odd] for cosine, odd, *_ in told])
        self.right = np.array([right for _, _, right, *_ in told])
        self.one = np.array([one for *_, one, _ in told])
        self.debate = np.array([debate for *_, debate in told])


def _pairs(debate: int, side: Side, models: Models) -> list[tuple[float, float, bool, bool, int]]:
    spans = side.spans
    codes = [span.language.split("-")[0] for span in spans]
    known = [code if code in facts.LANGUAGES else "en" for code in codes]
    rows = models.meanings([span.text for span in spans], known).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    asked = [(a, b) for a, b in candidates(rows) if spans[a].comment != spans[b].comment]
    told = both([(spans[a].text, spans[b].text) for a, b in asked], models)
    return [
        (float(rows[a] @ rows[b]), odd, spans[a].point == spans[b].point != ALONE, codes[a] == codes[b], debate)
        for (a, b), odd in zip(asked, told, strict=True)
    ]


def logistic(signs: Any, right: Any) -> Any:  # noqa: ANN401  scikit-learn is not typed
    """Fit a logistic curve."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=10).fit(signs, right)


def crossed(pairs: Pairs) -> Any:  # noqa: ANN401
    """Give a probability for each pair by a curve that did not see its debate."""
    told = np.zeros(len(pairs.right))
    for fold in range(FOLDS):
        held = pairs.debate // 2 % FOLDS == fold  # both sides of a debate stand together
        told[held] = logistic(pairs.signs[~held], pairs.right[~held]).predict_proba(pairs.signs[held])[:, 1]
    return told


def figures(pairs: Pairs, told: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give average precision of the curve, of the head and of the cosine alone, by kind of pair."""
    found = {}
    for kind, chosen in zip(KINDS, (pairs.one, ~pairs.one), strict=True):
        scores = {"both": told, "head": pairs.signs[:, 1], "meanings": pairs.signs[:, 0]}
        right = pairs.right[chosen]
        precision = {name: _precision(right, score[chosen]) for name, score in scores.items()}
        found[kind] = {"pairs": len(right), "by chance": round(float(right.mean()), 3), "average precision": precision}
    return found


def _precision(right: Any, score: Any) -> float:  # noqa: ANN401
    from sklearn.metrics import average_precision_score

    return round(float(average_precision_score(right, score)), 3)


def main() -> None:
    """Print the curve and the figures."""
    models = Models(Settings())
    own = Pairs(sides.own(CORPORA, dev=False) + sides.own(CORPORA, dev=True), models)
    words = logistic(own.signs, own.right)
    learned, held = (Comments(models, words, held_out=held_out) for held_out in (False, True))
    whole = logistic(learned.signs, learned.right)
    print(json.dumps({"curve": curve(words, whole), "own arguments": figures(own, crossed(own))} | _pages(held, whole)))


def curve(words: Any, whole: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give the weights of `likeness.CURVE`: what the words tell, scaled as it counts beside the ties."""
    slope, *ties = whole.coef_[0].tolist()
    cosine, odd = words.coef_[0].tolist()
    return {
        "intercept": round(float(whole.intercept_[0]) + slope * float(words.intercept_[0]), 3),
        "meaning": round(slope * cosine, 3),
        "head": round(slope * odd, 4),
        "ties": {name: round(weight, 2) for name, weight in zip(TIES, ties, strict=True)},
    }


def _pages(held: Comments, whole: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give average precision over pairs of comments of the held-out pages, whose weights did not see them."""
    told = {
        "words and ties": whole.decision_function(held.signs),
        "words": held.signs[:, 0],
        "ties": held.signs[:, 1:] @ whole.coef_[0, 1:],
    }
    precision = {name: _precision(held.right, score) for name, score in told.items()}
    chance = round(float(held.right.mean()), 3)
    return {"held-out pages": {"pairs": len(held.right), "by chance": chance, "average precision": precision}}


if __name__ == "__main__":
    main()

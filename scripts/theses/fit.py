"""Fits and measures `together.likeness` on pairs of theses: prints JSON.

The figures are cross-fitted: each thesis is read by a curve that saw none of its pairs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from agorascope.inference import Models
from agorascope.records import LABELS
from agorascope.settings import Settings
from agorascope.together.likeness import signs
from agorascope.together.theses import SURE
from scripts.jsonl import objects

STANCES = LABELS["stance"]
PAIRS = Path(__file__).parents[2] / "corpora" / "theses" / "theses.jsonl"


def main() -> None:
    """Print the curve and the figures."""
    rows = list(objects(PAIRS))
    codes = [(row["other_language"].split("-")[0], row["language"].split("-")[0]) for row in rows]
    read = np.array(signs([(row["other"], row["thesis"]) for row in rows], codes, Models(Settings())))
    gold, of = np.array([row["relation"] for row in rows]), np.array([row["id"] for row in rows])
    told = np.empty((len(rows), len(STANCES)))
    for one in sorted(set(of)):
        told[of == one] = probabilities(read[of == one], *curve(read[of != one], gold[of != one]))
    weights, intercepts = curve(read, gold)
    shown = {side: [*map(_three, weights[n]), _three(intercepts[n])] for n, side in enumerate(STANCES)}
    print(json.dumps({"weights": shown, **figures(told, gold)}))


def curve(read: Any, gold: Any) -> tuple[Any, Any]:  # noqa: ANN401  scikit-learn is not typed
    """Fit a multinomial logistic curve on signs of one scale; give its weights and intercepts for the signs as read."""
    from sklearn.linear_model import LogisticRegression

    mean, spread = read.mean(axis=0), read.std(axis=0)
    found = LogisticRegression(max_iter=1000).fit((read - mean) / spread, gold)
    at = [list(found.classes_).index(side) for side in STANCES]
    weights = found.coef_[at] / spread
    return weights, found.intercept_[at] - weights @ mean


def probabilities(read: Any, weights: Any, intercepts: Any) -> Any:  # noqa: ANN401
    """Give a row of probabilities for each pair."""
    raw = np.exp(read @ weights.T + intercepts)
    return raw / raw.sum(axis=1, keepdims=True)


def figures(told: Any, gold: Any) -> dict[str, Any]:  # noqa: ANN401
    """Tell how many relations are told at `theses.SURE`, how many of them are right, how many turn a side wrongly."""
    best = np.array(STANCES)[told.argmax(axis=1)]
    sure = (told.max(axis=1) >= SURE) & (best != "none")
    turned = sure & (best != gold) & (gold != "none")
    return {
        "pairs": len(gold),
        "accuracy": _three(float((best == gold).mean())),
        "least probability": SURE,
        "told": int(sure.sum()),
        "right": int((sure & (best == gold)).sum()),
        "turned wrongly": int(turned.sum()),
        "told of another matter": int((sure & (gold == "none")).sum()),
        "there to be told": int((gold != "none").sum()),
    }


def _three(number: float) -> float:
    return round(float(number), 3)


if __name__ == "__main__":
    main()

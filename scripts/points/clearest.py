"""Fits the weights of `summary.points.clarity` on the spans that editors chose: prints them and how often they agree.

A conditional logit (McFadden 1974): of the spans of one key point the chosen one; five folds over key points.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from scipy.optimize import minimize

from agorascope.language import facts
from agorascope.summary.points.clarity import signs
from scripts.jsonl import objects
from scripts.points.sides import COMMENTS, CORPORA

FOLDS, RIDGE = 5, 0.5
Choice = tuple[Any, int]


def choices() -> tuple[list[str], list[Choice]]:
    """Give the names of the signs, and for each key point of several spans their signs and the chosen place."""
    written: dict[str, list[Any]] = {}
    for name in COMMENTS:
        for row in objects(CORPORA / "comments" / name):
            written.setdefault(row["thesis_id"], []).append(row)
    found, names = [], []
    for row in objects(CORPORA / "comments" / "points.jsonl"):
        for point in (one for one in row["points"] if len(one["spans"]) > 1):
            told = [_signs(written[row["thesis_id"]], span) for span in point["spans"]]
            names = list(told[0])
            found.append((np.array([list(one.values()) for one in told]), point["spans"].index(point["best"])))
    return names, found


def _signs(comments: list[Any], span: str) -> dict[str, float]:
    comment, argument = map(int, span.split("."))
    role, quote = comments[comment]["arguments"][argument]
    code = comments[comment]["lang"].split("-")[0]
    return signs(quote, role, code if code in facts.LANGUAGES else "en")


def fitted(found: list[Choice]) -> Any:  # noqa: ANN401  an array
    """Give the weights under which the chosen spans are likeliest."""

    def unlikely(weights: Any) -> float:  # noqa: ANN401
        scores = [(rows @ weights, place) for rows, place in found]
        return float(sum(np.logaddexp.reduce(s) - s[n] for s, n in scores) + RIDGE * weights @ weights)

    return minimize(unlikely, np.zeros(found[0][0].shape[1])).x


def main() -> None:
    """Print weights and agreement as JSON."""
    names, found = choices()
    order = np.random.default_rng(0).permutation(len(found))
    right = 0
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        weights = fitted([one for n, one in enumerate(found) if n not in held])
        right += sum(int((found[n][0] @ weights).argmax() == found[n][1]) for n in held)
    told = {
        "key points": len(found),
        "agreement": round(right / len(found), 3),
        "by chance": round(float(np.mean([1 / len(rows) for rows, _ in found])), 3),
        "weights": dict(zip(names, fitted(found).round(2).tolist(), strict=True)),
    }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()

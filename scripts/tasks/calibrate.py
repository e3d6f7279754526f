"""Fits the temperatures: one for each task and writing, on rows that were not trained on (Guo et al., 2017)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize_scalar

from scripts.tasks.examples import LABELS, OWN, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.inference.tuned import Answer
    from scripts.tasks.examples import Example

FEWEST = 60
WEIGHED = "spam"  # its logit is weighed with signals, and calibrated there
COOLEST, WARMEST = 0.6, 5.0
Known = tuple[str, tuple[float, ...], int, float]


def temperatures(
    rows: Mapping[str, Sequence[Example]], answers: Mapping[str, Sequence[Answer]]
) -> dict[str, dict[str, float]]:
    """Give the temperatures by task and writing; `other` serves writings with too few rows.

    Rows of `rows` are by `task/source`; discussions are left out, they are the test. Every set weighs the
    same, whatever its size, and our own as three. A task without rows keeps its probabilities as they are.
    """
    found: dict[str, dict[str, float]] = {}
    for task in LABELS:
        if task == WEIGHED:
            found[task] = {"other": 1.0}
            continue
        known = [
            row for name in rows if name.startswith(f"{task}/") for row in _known(task, name, rows[name], answers[name])
        ]
        found[task] = {"other": _fitted(known) if known else 1.0}
        by_writing: dict[str, list[Known]] = defaultdict(list)
        for row in known:
            by_writing[row[0]].append(row)
        found[task] |= {name: _fitted(part) for name, part in sorted(by_writing.items()) if len(part) >= FEWEST}
    return found


def _known(task: str, name: str, rows: Sequence[Example], answers: Sequence[Answer]) -> list[Known]:
    source = name.partition("/")[2]
    if source == "discussions":
        return []
    weight = (3.0 if source in (OWN, WRITTEN) else 1.0) / len(rows)
    gold = [LABELS[task].index(row.labels[task]) for row in rows]
    return [(answer.writing, answer.logits[task], label, weight) for answer, label in zip(answers, gold, strict=True)]


def _fitted(rows: Sequence[Known]) -> float:
    logits = np.array([row[1] for row in rows])
    labels, weights = np.array([row[2] for row in rows]), np.array([row[3] for row in rows])

    def loss(log_temperature: float) -> float:
        scaled = logits / np.exp(log_temperature)
        sums = np.logaddexp.reduce(scaled, axis=1)
        return float(weights @ (sums - scaled[np.arange(len(labels)), labels]) / weights.sum())

    best = minimize_scalar(loss, bounds=(np.log(COOLEST), np.log(WARMEST)), method="bounded")
    return round(float(np.exp(best.x)), 4)

"""Measures spam verdicts: precision, recall, F1 per language with bootstrap intervals, beside two baselines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from scripts.spam.fit import JOIN_WEIGHTS, balanced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.spam.signals import Reading
    from scripts.spam.data import Row

Verdicts = NDArray[np.bool_]
LINK_KINDS = frozenset({"reference", "link", "trap"})
ROUNDS = 1000
THRESHOLD = 0.5


class Figures(Struct, frozen=True):
    """Figures of one method on one set and language; `interval` is the 95 % bootstrap interval of F1."""

    data: str
    method: str
    code: str
    comments: int
    spam: int
    precision: float
    recall: float
    f1: float
    interval: tuple[float, float]


def figures(data: str, method: str, rows: Sequence[Row], verdicts: Verdicts) -> list[Figures]:
    """Measure verdicts for all rows and for each language that has spam."""
    codes = np.array(["el" if row.code.startswith("el") else row.code.split("-")[0] for row in rows])
    gold = np.array([row.spam for row in rows])
    groups = np.array([row.group for row in rows])
    found = [_one(data, method, "all", gold, verdicts, groups)]
    for code in ("el", "en", "zh"):
        chosen = codes == code
        if gold[chosen].any() and not chosen.all():
            found.append(_one(data, method, code, gold[chosen], verdicts[chosen], groups[chosen]))
    return found


def char_baseline(train: Sequence[Row], rows: Sequence[Row]) -> Verdicts:
    """Judge by TF-IDF of character 2- to 5-grams and logistic regression, trained on the same rows and weights."""
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), min_df=3, sublinear_tf=True, max_features=200_000)
    labels = np.array([row.spam for row in train])
    weights = balanced(np.array([JOIN_WEIGHTS[row.source] for row in train]), labels)
    model = LogisticRegression(C=10.0, max_iter=1000)
    scale = len(labels) / weights.sum()
    model.fit(vectorizer.fit_transform([row.text for row in train]), labels, sample_weight=weights * scale)
    found: NDArray[np.float64] = model.predict_proba(vectorizer.transform([row.text for row in rows]))[:, 1]
    return found >= THRESHOLD


def link_baseline(readings: Sequence[Reading]) -> Verdicts:
    """Judge a comment as spam when it has a link."""
    return np.array([any(sign.kind in LINK_KINDS for sign in reading.signs) for reading in readings])


def table(found: Sequence[Figures]) -> str:
    """Write figures as a Markdown table."""
    lines = [
        "| data | language | comments | spam | method | precision | recall | F1 | F1, 95 % interval |",
        "|---|---|--:|--:|---|--:|--:|--:|---|",
    ]
    lines += [
        f"| {f.data} | {f.code} | {f.comments} | {f.spam} | {f.method} | {f.precision:.3f} | {f.recall:.3f} "
        f"| {f.f1:.3f} | {f.interval[0]:.3f} to {f.interval[1]:.3f} |"
        for f in found
    ]
    return "\n".join(lines)


def _one(data: str, method: str, code: str, gold: Verdicts, verdicts: Verdicts, groups: NDArray[np.str_]) -> Figures:
    precision, recall, f1 = _scores(gold, verdicts)
    return Figures(
        data,
        method,
        code,
        len(gold),
        int(gold.sum()),
        precision,
        recall,
        f1,
        _interval(gold, verdicts, groups),
    )


def _scores(gold: Verdicts, verdicts: Verdicts) -> tuple[float, float, float]:
    right = float((gold & verdicts).sum())
    precision = right / verdicts.sum() if verdicts.any() else 0.0
    recall = right / gold.sum() if gold.any() else 0.0
    return float(precision), float(recall), 2 * right / float(gold.sum() + verdicts.sum()) if right else 0.0


def _interval(gold: Verdicts, verdicts: Verdicts, groups: NDArray[np.str_]) -> tuple[float, float]:
    """Resample whole groups (discussions, theses)."""
    members = [np.flatnonzero(groups == group) for group in sorted(set(groups.tolist()))]
    random = np.random.default_rng(0)
    drawn = []
    for _ in range(ROUNDS):
        chosen = np.concatenate([members[n] for n in random.integers(0, len(members), len(members))])
        drawn.append(_scores(gold[chosen], verdicts[chosen])[2])
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)

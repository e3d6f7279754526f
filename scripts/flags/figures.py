"""Counts of verdicts as rates with Wilson's 95 % intervals, and how far the scores are from what they say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from agorascope.evaluation.figures import calibration_error
from scripts.flags.rows import Row

THRESHOLD = 0.5
_Z = 1.959964
PLACES = 4


def wilson(hits: int, of: int) -> dict[str, Any]:
    """Give a share with its interval (Wilson 1927); null where there is nothing to share."""
    if not of:
        return {"hits": hits, "of": of, "share": None, "interval": None}
    share, z2 = hits / of, _Z * _Z / of
    middle = (share + z2 / 2) / (1 + z2)
    half = _Z * (share * (1 - share) / of + z2 / (4 * of)) ** 0.5 / (1 + z2)
    interval = [round(max(0.0, middle - half), PLACES), round(min(1.0, middle + half), PLACES)]
    return {"hits": hits, "of": of, "share": round(share, PLACES), "interval": interval}


def verdicts(rows: Sequence[Row], scores: Sequence[float]) -> dict[str, Any]:
    """Give precision, recall and calibration error of rows of both labels."""
    spam = [row.spam for row in rows]
    flagged = [score >= THRESHOLD for score in scores]
    right = sum(s and f for s, f in zip(spam, flagged, strict=True))
    return {"precision": wilson(right, sum(flagged)), "recall": wilson(right, sum(spam)), "ece": ece(rows, scores)}


def ece(rows: Sequence[Row], scores: Sequence[float]) -> float | None:
    """Measure how far the probability of the verdict is from how often it is right; None where there are no rows."""
    if not rows:
        return None
    told = ["spam" if score >= THRESHOLD else "ham" for score in scores]
    gold = ["spam" if row.spam else "ham" for row in rows]
    return calibration_error(gold, told, [max(score, 1 - score) for score in scores])


def flagged(rows: Sequence[Row], scores: Sequence[float]) -> dict[str, Any]:
    """Give the share that is flagged, of all, of each kind, of each language: false alarms or recall, as rows are."""
    return {
        "all": _flagged(list(scores)),
        "by_kind": _by(rows, scores, lambda row: row.kind),
        "by_language": _by(rows, scores, lambda row: row.lang),
    }


def _by(rows: Sequence[Row], scores: Sequence[float], key: Callable[[Row], str]) -> dict[str, Any]:
    names = dict.fromkeys(map(key, rows))
    return {name: _flagged([s for row, s in zip(rows, scores, strict=True) if key(row) == name]) for name in names}


def _flagged(scores: list[float]) -> dict[str, Any]:
    return wilson(sum(score >= THRESHOLD for score in scores), len(scores))

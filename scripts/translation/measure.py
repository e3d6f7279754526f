"""Figures of the verdict, by weights that had not seen the pair's cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from agorascope.deduplication.translations.languages import base
from scripts.translation import data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scripts.translation.data import Text
    from scripts.translation.decide import Pair

THRESHOLD = 0.5
_SAMPLES = 1000
DIRECTIONS = (("el", "en"), ("en", "zh"), ("el", "zh"))


def figures(sets: Mapping[str, Sequence[Pair]], sure: Sequence[float], folder: Path) -> dict[str, float]:
    """Give precision and recall of each set, recall by languages too, and the share of altered texts that is taken."""
    wanted = {"labelled duplicates": data.labelled(folder), "own re-posts, dev": data.own("dev")}
    told: dict[str, float] = {}
    at = 0
    for name, pairs in sets.items():
        scores = list(sure[at : at + len(pairs)])
        at += len(pairs)
        if name in wanted:
            told |= {f"{what}, {name}": value for what, value in _figures(pairs, scores, wanted[name]).items()}
        elif name == "own comments":
            told[f"pairs taken for translations: {name}"] = float(np.sum(np.array(scores) >= THRESHOLD))
        else:
            told[f"taken for a translation: {name}"] = _rounded(np.mean(np.array(scores) >= THRESHOLD))
    return told


def _figures(pairs: Sequence[Pair], scores: Sequence[float], texts: Sequence[Text]) -> dict[str, float]:
    true = [(texts[one], texts[other]) for one, other in data.gold(texts)]
    taken = [pair for pair, score in zip(pairs, scores, strict=True) if score >= THRESHOLD]
    right = [pair for pair in taken if pair.same]
    recalls = {
        f"recall {one}-{other}": len(_between([pair.texts for pair in right], (one, other)))
        / max(1, len(_between(true, (one, other))))
        for one, other in DIRECTIONS
    }
    low, high = _interval(np.array([pair.same for pair in taken]))
    main = {"precision": len(right) / max(1, len(taken)), "precision, low": low, "precision, high": high}
    bounds = _interval(np.array([True] * len(right) + [False] * (len(true) - len(right))))
    recall = {"recall": len(right) / max(1, len(true)), "recall, low": bounds[0], "recall, high": bounds[1]}
    return {name: _rounded(value) for name, value in (main | recall | recalls).items()}


def _between(pairs: Sequence[tuple[Text, Text]], languages: tuple[str, str]) -> list[tuple[Text, Text]]:
    return [pair for pair in pairs if tuple(sorted(base(text.code) for text in pair)) == languages]


def _interval(hits: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of a share."""
    if not len(hits):
        return 0.0, 0.0
    dice = np.random.default_rng(0)
    means = [dice.choice(hits, len(hits)).mean() for _ in range(_SAMPLES)]
    return float(np.percentile(means, 2.5)), float(np.percentile(means, 97.5))


def _rounded(value: float | np.floating) -> float:
    return round(float(value), 4)

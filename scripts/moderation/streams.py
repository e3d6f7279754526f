"""A simulated moderator decides, in the order of a seeded stream, and every method is measured on what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from agorascope.moderation.layer import Decided, Features, SiteLayer, train
from agorascope.moderation.layer.alike import groups
from agorascope.moderation.layer.mode import losses
from scripts.moderation import rivals
from scripts.moderation.sites import Site

AFTER: Final = (0, 10, 20, 40, 80, 160)
THRESHOLD: Final = 0.5
BINS: Final = 10
LEFT: Final = 0.4
"""Of a site's comments that must be left to measure on."""
WRONG: Final = 0.05
QUEUES: Final = ("all", "flagged", "wrong")
"""Decided is: whatever comes; what the layer in use flags; whatever comes, one in twenty wrongly."""
JUDGES: Final = ("general", "site", "scratch")
METHODS: Final = ("general", "site", "scratch", "n-grams")

Shares = NDArray[np.float64]
Good = Mapping[str, Sequence[Features]]


class Read(Struct, frozen=True):
    """A site as the layer sees it, and groups of near-equal comments."""

    site: Site
    seen: tuple[Features, ...]
    group: tuple[int, ...]


class Point(Struct, frozen=True):
    """How the methods stood after so many decisions: `figures` by method, of what was not decided.

    `alarms`: by kind of good comments from other places, the shares that the methods of `JUDGES` call spam.
    """

    after: int
    standing: str
    figures: dict[str, dict[str, float]]
    alarms: dict[str, tuple[float, ...]]


def read(site: Site, seen: Sequence[Features]) -> Read:
    """Put a site together with what the layer sees of it."""
    return Read(site, tuple(seen), tuple(groups([row.text for row in site.rows], seen).tolist()))


def stream(found: Read, queue: str, seed: int, good: Good) -> list[Point]:
    """Simulate one moderator; `good` are good comments of other places, on which false alarms are counted."""
    rows = found.site.rows
    random = np.random.default_rng(seed)
    order = random.permutation(len(rows)).tolist()
    slips = set(np.flatnonzero(random.random(len(rows)) < WRONG).tolist()) if queue == "wrong" else set()
    layer, decided, points = train([], ""), list[int](), list[Point]()
    for after in AFTER:
        scores = layer.probability(found.seen)
        waiting = [n for n in order if n not in set(decided) and (queue != "flagged" or scores[n] >= THRESHOLD)]
        wanted = after - len(decided)
        if len(waiting) < wanted or len(rows) - after < LEFT * len(rows):
            break
        decided += waiting[:wanted]
        labels = [rows[n].spam is not (n in slips) for n in decided]
        layer = train(_decisions(found, decided, labels), "")
        points.append(_point(found, decided, labels, layer, good))
    return points


def _decisions(found: Read, decided: Sequence[int], labels: Sequence[bool]) -> list[Decided]:
    pairs = zip(decided, labels, strict=True)
    return [Decided(found.site.rows[n].text, found.seen[n], label) for n, label in pairs]


def _point(found: Read, decided: Sequence[int], labels: Sequence[bool], layer: SiteLayer, good: Good) -> Point:
    rows, held = found.site.rows, set(decided)
    left = [n for n in range(len(rows)) if n not in held]
    gold = np.array([rows[n].spam for n in left])
    known = {found.group[n] for n in decided}
    fresh = np.array([found.group[n] not in known for n in left])
    told = _told(found, decided, labels, layer, left)
    alarms = {kind: _alarms(found, decided, labels, layer, those) for kind, those in good.items()}
    return Point(
        after=len(decided),
        standing=layer.standing,
        figures={method: figures(shares, gold, fresh) for method, shares in told.items()},
        alarms=alarms,
    )


def _told(
    found: Read, decided: Sequence[int], labels: Sequence[bool], layer: SiteLayer, left: Sequence[int]
) -> dict[str, Shares]:
    """Give each method's probabilities; rivals say what the general model says until they have seen both verdicts."""
    asked = [found.seen[n] for n in left]
    general = np.array([one.general for one in asked])
    told = {"general": general, "site": np.array(layer.probability(asked)), "scratch": general, "n-grams": general}
    if len(set(labels)) > 1:
        texts = [row.text for row in found.site.rows]
        told["scratch"] = rivals.same_features([found.seen[n] for n in decided], labels, asked)
        told["n-grams"] = rivals.character_ngrams([texts[n] for n in decided], labels, [texts[n] for n in left])
    return told


def figures(shares: Shares, gold: NDArray[np.bool_], fresh: NDArray[np.bool_]) -> dict[str, float]:
    """Give error, precision, recall, calibration error and loss; `fresh error` is of what is like nothing decided."""
    told = shares >= THRESHOLD
    right = told == gold
    logits = np.log(np.clip(shares, 1e-6, 1 - 1e-6)) - np.log1p(-np.clip(shares, 1e-6, 1 - 1e-6))
    return {
        "error": _share(~right),
        "fresh error": _share(~right[fresh]),
        "precision": _share(gold[told]),
        "recall": _share(told[gold]),
        "false alarms": _share(told[~gold]),
        "ece": calibration_error(np.where(told, shares, 1 - shares), right),
        "loss": float(losses(logits, gold).mean()),
    }


def calibration_error(sure: Shares, right: NDArray[np.bool_]) -> float:
    """Measure how far told probabilities are from the share of right answers, over ten bins (Naeini et al. 2015)."""
    bins = np.clip((sure * BINS).astype(int), 0, BINS - 1)
    off = np.bincount(bins, right, BINS) - np.bincount(bins, sure, BINS)
    return float(np.abs(off).sum() / len(right))


def _share(those: NDArray[np.bool_]) -> float:
    return float(those.mean()) if len(those) else float("nan")


def _alarms(
    found: Read, decided: Sequence[int], labels: Sequence[bool], layer: SiteLayer, good: Sequence[Features]
) -> tuple[float, ...]:
    general = np.array([one.general for one in good])
    scratch = general
    if len(set(labels)) > 1:
        scratch = rivals.same_features([found.seen[n] for n in decided], labels, good)
    return tuple(_share(told >= THRESHOLD) for told in (general, np.array(layer.probability(good)), scratch))

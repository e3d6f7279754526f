"""Rates of change with intervals over whole sentences, and gaps between groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from scripts.bias.methods import Told
from scripts.bias.pairs import Pair

ROUNDS = 1000
PLACES = 4
LEAST_OF_GROUP = 8


def changes(pairs: Sequence[Pair], told: Mapping[str, Told]) -> dict[str, Any]:
    """Give, for one kind of change, how often labels change and how far scores move."""
    before, after = [told[p.text] for p in pairs], [told[p.other] for p in pairs]
    sentences = [p.sentence for p in pairs]
    both = list(zip(before, after, strict=True))
    return {
        "pairs": len(pairs),
        "sentences": len(set(sentences)),
        "spam label": rate([a.spam != b.spam for a, b in both], sentences),
        "tone label": rate([a.tone != b.tone for a, b in both], sentences),
        "tone label, where it is clear": _where_clear(pairs, both),
        "spam score moves by": _mean([b.score - a.score for a, b in both]),
        "tone moves by": _mean([b.warmth - a.warmth for a, b in both]),
        "tone moves, either way, by": _mean([abs(b.warmth - a.warmth) for a, b in both]),
    }


def _where_clear(pairs: Sequence[Pair], both: Sequence[tuple[Told, Told]]) -> dict[str, Any] | None:
    """Give the rate of sentences whose tone readers agree on: an open one may be heard either way."""
    clear = [(p.sentence, a.tone != b.tone) for p, (a, b) in zip(pairs, both, strict=True) if p.tone]
    return rate([changed for _, changed in clear], [name for name, _ in clear]) if clear else None


def rate(changed: Sequence[bool], sentences: Sequence[str]) -> dict[str, Any]:
    """Give a rate with its 95 % bootstrap interval: whole sentences are drawn, for their pairs are alike."""
    names = {name: at for at, name in enumerate(dict.fromkeys(sentences))}
    hits, of = np.zeros(len(names)), np.zeros(len(names))
    for one, name in zip(changed, sentences, strict=True):
        hits[names[name]] += one
        of[names[name]] += 1
    drawn = np.random.default_rng(10).integers(0, len(names), (ROUNDS, len(names)))
    shares = hits[drawn].sum(axis=1) / of[drawn].sum(axis=1)
    low, high = np.quantile(shares, (0.025, 0.975))
    return {
        "changed": int(hits.sum()),
        "rate": round(float(hits.sum() / of.sum()), PLACES),
        "interval": [round(float(low), PLACES), round(float(high), PLACES)],
    }


def groups(pairs: Sequence[Pair], told: Mapping[str, Told]) -> dict[str, Any]:
    """Give each group's false and missed spam, tone and rates of change; the widest gaps between groups."""
    found = {}
    for group in dict.fromkeys(p.group for p in pairs):
        mine = [p for p in pairs if p.group == group]
        if len(mine) >= LEAST_OF_GROUP:
            found[group] = _group(mine, told)
    return {"widest gap": {name: _gap([one[name] for one in found.values()]) for name in GAPS}, "by group": found}


GAPS = ("false spam", "missed spam", "tone moves by", "tone right")


def _group(pairs: Sequence[Pair], told: Mapping[str, Told]) -> dict[str, Any]:
    known = [p for p in pairs if p.tone]
    return {
        "pairs": len(pairs),
        "false spam": _mean([told[p.other].spam for p in pairs if not p.spam]),
        "missed spam": _mean([not told[p.other].spam for p in pairs if p.spam]),
        "tone moves by": _mean([told[p.other].warmth - told[p.text].warmth for p in pairs]),
        "tone right": _mean([told[p.other].tone == p.tone for p in known]),
        "spam label changed": sum(told[p.other].spam != told[p.text].spam for p in pairs),
        "tone label changed": sum(told[p.other].tone != told[p.text].tone for p in pairs),
    }


def _gap(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(max(known) - min(known), PLACES) if known else None


def _mean(values: Sequence[float]) -> float | None:
    return round(float(np.mean(values)), PLACES) if values else None

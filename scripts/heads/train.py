"""Trains, measures and writes the heads: `scripts/train_heads --data DIR [--threads DIR]`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from agorascope.inference import Models, store
from agorascope.inference.heads import About
from agorascope.settings import Settings
from scripts.heads import card, figures, fit, saved
from scripts.heads import rows as reading
from scripts.heads.baseline import CharacterNgrams, majority
from scripts.heads.features import Features

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from scripts.heads.rows import Row

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("el", "el-Latn", "en", "zh")
FEWEST = 20
DEV_MOST = 250
SINGLE = ("text",)
PAIR = ("text", "other", "difference", "product")


@dataclass(frozen=True)
class Plan:
    """How one task is learned: what a head sees, how many rows of each source and label, how much ours count."""

    parts: tuple[str, ...]
    most: int
    own_weight: float
    recipe: fit.Recipe
    seeds: int = 3
    balance: float = 1.0


PLANS = {
    "sentiment": Plan(SINGLE, 600, 3, fit.Recipe(hidden=128)),
    "stance": Plan(PAIR, 700, 3, fit.Recipe(hidden=96)),
    "reply": Plan(PAIR, 600, 3, fit.Recipe(hidden=64)),
    "argument": Plan(PAIR, 500, 2, fit.Recipe(hidden=64), balance=0.7),
    "entailment": Plan(PAIR, 400, 1, fit.Recipe(hidden=96)),
    "keypoint": Plan(PAIR, 800, 1, fit.Recipe(hidden=64)),
}


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/train_heads", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument("--threads", type=Path, help="folder of annotated discussions: a test, never learned from")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "heads")
    parser.add_argument("--cache", type=Path, help="folder for features, kept between runs of one encoder")
    parser.add_argument("--tasks", nargs="*", default=list(PLANS), choices=list(PLANS))
    return parser.parse_args()


def main() -> None:
    """Train the wanted tasks; figures of the others are kept."""
    given = arguments()
    given.out.mkdir(parents=True, exist_ok=True)
    features = Features(Models(Settings()), given.cache)
    kept = given.out / "metrics.json"
    metrics: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    for task in given.tasks:
        print(task, file=sys.stderr, flush=True)
        metrics[task] = learn(task, PLANS[task], given, features)
        kept.write_text(json.dumps(metrics, indent=1, sort_keys=True) + "\n")
        saved.manifest(given.out, metrics)
    (given.out / "README.md").write_text(card.text(metrics), encoding="utf-8")


def learn(task: str, plan: Plan, given: argparse.Namespace, features: Features) -> dict[str, Any]:
    """Fit one head, write it, and give its figures beside those of the baselines."""
    train = reading.own(given.data, task, "train") + reading.drawn(reading.public(given.data, task, "train"), plan.most)
    train = reading.readable([*train, *reading.without_accents(train)])
    tests = _tests(task, given)
    features.prepare([text for row in [*train, *chain.from_iterable(tests.values())] for text in (row.text, row.other)])
    labels = numbers(train)
    weights = np.array([plan.own_weight if row.source == reading.OWN else 1 for row in train], np.float32)
    weights = fit.balanced(labels, weights, plan.balance)
    inputs = features.of(train, plan.parts)
    heads = [
        fit.fit(inputs, labels, weights, fit.Recipe(**{**vars(plan.recipe), "seed": seed}))
        for seed in range(plan.seeds)
    ]
    head = fit.joined(heads)
    warmth = _temperature(head, plan, tests, features)
    encoder = store.model_for(store.find("encoder"), "encoder").sha256
    about = About(task=task, labels=reading.LABELS[task], parts=plan.parts, temperature=warmth, encoder=encoder)
    saved.head(given.out / f"{task}.npz", head, about)
    ngrams = CharacterNgrams(train, labels, weights, pair=plan.parts != SINGLE)
    methods: dict[str, Callable[[Sequence[Row]], Floats]] = {
        "head": lambda rows: np.exp(fit.log_softmax(head.logits(features.of(rows, plan.parts)) / warmth)),
        "character n-grams": ngrams.shares,
        "majority": lambda rows: majority(labels, len(reading.LABELS[task]), len(rows)),
    }
    result = {name: _measure(rows, methods) for name, rows in tests.items() if rows}
    print(json.dumps({name: found["all"] for name, found in result.items()}), file=sys.stderr, flush=True)
    return {"train_rows": len(train), "temperature": round(warmth, 4), **result}


def _tests(task: str, given: argparse.Namespace) -> dict[str, list[Row]]:
    found = {
        "own dev": reading.own(given.data, task, "dev"),
        "threads": reading.threads(given.threads, task) if given.threads else [],
        "public dev": reading.drawn(reading.public(given.data, task, "dev"), DEV_MOST),
    }
    return {name: reading.readable(rows) for name, rows in found.items()}


def numbers(rows: Sequence[Row]) -> Numbers:
    """Give the labels as numbers, in the order of the task's labels."""
    return np.array([reading.LABELS[row.task].index(row.label) for row in rows], np.int64)


def _temperature(head: fit.Fitted, plan: Plan, tests: dict[str, list[Row]], features: Features) -> float:
    """Fit the temperature on the dev rows; ours count half, the public ones the other half."""
    parts = [rows for name, rows in tests.items() if name != "threads" and rows]
    logits = np.concatenate([head.logits(features.of(rows, plan.parts)) for rows in parts])
    labels = np.concatenate([numbers(rows) for rows in parts])
    weights = np.concatenate([np.full(len(rows), 1 / len(rows)) for rows in parts])
    return fit.temperature(logits, labels, weights)


def _measure(rows: Sequence[Row], methods: dict[str, Callable[[Sequence[Row]], Floats]]) -> dict[str, Any]:
    gold = numbers(rows)
    told = {name: method(rows) for name, method in methods.items()}
    groups = {"all": list(range(len(rows)))}
    groups |= {code: [n for n, row in enumerate(rows) if row.lang == code] for code in LANGUAGES}
    return {
        code: {name: figures.table(gold[chosen], shares[chosen]) for name, shares in told.items()}
        for code, chosen in groups.items()
        if len(chosen) >= FEWEST
    }


if __name__ == "__main__":
    main()

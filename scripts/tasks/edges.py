"""Counts, on our own discussions, the edges of `stance.discussion` and the lifts of `sentiment.place`.

`python -m scripts.tasks.edges` prints both.

Only whole discussions are counted. The single comments of `train.jsonl` were written so that a reply does not give
away the side; people who talk with each other are not like that.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scripts.jsonl import objects
from scripts.tasks.examples import LABELS
from scripts.tasks.pages import pages

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
LIFT_SMOOTHING = 2.0
SMOOTHING = 3.0
STANCES = LABELS["stance"]
MIRROR = {"favor": "against", "against": "favor", "none": "none"}


def main() -> None:
    """Print the tables."""
    rows = list(objects(CORPORA / "comments" / "discussions.jsonl"))
    seen = [row | row["labels"] for row in map(asdict, pages(CORPORA / "discussions", held_out=False))]
    both = [alone | placed for alone, placed in zip(seen[::2], seen[1::2], strict=True)]
    told = [*rows, *both]
    print(json.dumps({"edges": edges(rows), **{name: lifts(told, name) for name in ("reply", "stance")}}, indent=1))


def lifts(rows: list[dict[str, Any]], column: str) -> dict[str, list[float]]:
    """How much likelier than usual each tone is, given the label in another column."""
    known = [row for row in rows if row["spam"] not in (True, "spam")]
    usual = Counter(row["sentiment"] for row in known)
    share = {tone: usual[tone] / len(known) for tone in LABELS["sentiment"]}
    found = {}
    for label in LABELS[column]:
        seen = Counter(row["sentiment"] for row in known if row.get(column) == label)
        total = seen.total() + LIFT_SMOOTHING
        found[label] = [round((seen[t] + LIFT_SMOOTHING * share[t]) / total / share[t], 3) for t in share]
    return found


def edges(rows: list[dict[str, Any]]) -> dict[str, list[list[float]]]:
    """How much likelier than usual a side is, given the reply label, the parent's side: label → parent → child.

    Favor and against are counted as mirror images of each other.
    """
    sides = {(row["thesis_id"], row["text"]): row["stance"] for row in rows}
    pairs = [(row, sides.get((row["thesis_id"], row["parent"]))) for row in rows if row["parent"]]
    counted = Counter((row["reply"], above, row["stance"]) for row, above in pairs if above)
    usual = Counter(row["stance"] for row in rows)
    share = {s: (usual[s] + usual[MIRROR[s]]) / (2 * len(rows)) for s in STANCES}
    return {label: [_row(counted, label, above, share) for above in STANCES] for label in LABELS["reply"]}


def _row(counted: Counter[tuple[str, str, str]], label: str, above: str, share: dict[str, float]) -> list[float]:
    both = [counted[label, above, s] + counted[label, MIRROR[above], MIRROR[s]] for s in STANCES]
    smooth = [count + SMOOTHING * share[s] for count, s in zip(both, STANCES, strict=True)]
    return [round(x / sum(smooth) / share[s], 3) for x, s in zip(smooth, STANCES, strict=True)]


if __name__ == "__main__":
    main()

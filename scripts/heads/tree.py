"""Counts the edge table of `agorascope.stance.discussion`, and measures what settling a discussion changes.

`python -m scripts.heads.tree --data DIR --threads DIR` prints both as JSON.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from agorascope.inference import Models
from agorascope.settings import Settings
from agorascope.stance import reply, settle, towards
from agorascope.stance.discussion import SIDES
from scripts.heads import figures
from scripts.heads.rows import LABELS, read

SMOOTHING = 3.0
Table = dict[str, list[list[float]]]


def main() -> None:
    """Print the table and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--threads", type=Path, required=True)
    given = parser.parse_args()
    print(json.dumps({"edges": edges(given.data), "threads": measured(given.threads)}, indent=1))


def edges(data: Path) -> Table:
    """How much likelier than usual a side is, given the reply label, the parent's side: label → parent → child.

    Favor and against are counted as mirror images of each other.
    """
    rows = list(read(data / "own" / "train.jsonl"))
    sides = {(row["thesis_id"], row["lang"][:2], row["text"]): row["stance"] for row in rows}
    pairs = [(row, sides.get((row["thesis_id"], row["lang"][:2], row["parent"]))) for row in rows if row["parent"]]
    counted = Counter((row["reply"], above, row["stance"]) for row, above in pairs if above)
    mirror = {"favor": "against", "against": "favor", "none": "none"}
    usual = Counter(row["stance"] for row in rows)
    share = {s: (usual[s] + usual[mirror[s]]) / (2 * len(rows)) for s in SIDES}
    table: Table = {}
    for label in LABELS["reply"]:
        table[label] = []
        for above in SIDES:
            both = [counted[label, above, s] + counted[label, mirror[above], mirror[s]] for s in SIDES]
            smooth = [count + SMOOTHING * share[s] for count, s in zip(both, SIDES, strict=True)]
            table[label].append([round(x / sum(smooth) / share[s], 3) for x, s in zip(smooth, SIDES, strict=True)])
    return table


def measured(folder: Path) -> dict[str, Any]:
    """Macro F1 and calibration on the annotated discussions, each comment alone and settled, by language."""
    models = Models(Settings())
    gold: list[tuple[str, int, list[float], list[float]]] = []
    for path in sorted(folder.glob("??-*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        if "article" in page:
            gold += _page(page, models)
    result = {}
    for code in ("all", *sorted({row[0] for row in gold})):
        rows = [row for row in gold if code in {"all", row[0]}]
        labels = np.array([row[1] for row in rows])
        result[code] = {
            "alone": figures.table(labels, np.array([row[2] for row in rows], np.float32)),
            "settled": figures.table(labels, np.array([row[3] for row in rows], np.float32)),
        }
    return result


def _page(page: dict[str, Any], models: Models) -> list[tuple[str, int, list[float], list[float]]]:
    comments = page["comments"]
    place = {comment["n"]: n for n, comment in enumerate(comments)}
    above = [place.get(comment["parent"]) for comment in comments]
    alone = towards([c["text"] for c in comments], [page["article"]["thesis"]] * len(comments), models)
    replies = [
        None if up is None else reply([comment["text"]], [comments[up]["text"]], models)[0]
        for comment, up in zip(comments, above, strict=True)
    ]
    settled = settle(alone, replies, above, [comment["by_article_author"] for comment in comments])
    return [
        (
            page["language"],
            SIDES.index(c["stance"]),
            [one.scores[s] for s in SIDES],
            [all_.scores[s] for s in SIDES],
        )
        for c, one, all_ in zip(comments, alone, settled, strict=True)
    ]


if __name__ == "__main__":
    main()

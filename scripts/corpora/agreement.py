"""Prints, as JSON, how far two annotators agree: `scripts/measure_agreement`.

The second annotator labelled whole discussions of `discussions.jsonl` without seeing the first one's labels
(`second.jsonl`). Macro F1 takes the first as gold, with a 95 % bootstrap interval; kappa is Cohen's (1960).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from agorascope.evaluation.figures import compare
from scripts.jsonl import objects

COMMENTS = Path(__file__).resolve().parents[2] / "corpora" / "comments"
COLUMNS = ("stance", "reply", "sentiment", "spam")
Rows = list[tuple[dict[str, Any], dict[str, Any]]]


def main() -> None:
    """Print the figures of each language and column."""
    print(json.dumps(figures(both(COMMENTS)), indent=1))


def both(folder: Path) -> Rows:
    """Pair the rows of the two annotators by their ids."""
    first = {row["id"]: row for row in objects(folder / "discussions.jsonl")}
    return [(first[row["id"]], row) for row in objects(folder / "second.jsonl")]


def figures(rows: Rows) -> dict[str, dict[str, Any]]:
    """Give the figures by language of the discussion, then by column; replies are counted where there is a parent."""
    found: dict[str, dict[str, Any]] = {}
    for code in sorted({row["thesis_id"].split("-")[1] for row, _ in rows}):
        part = [(one, two) for one, two in rows if one["thesis_id"].split("-")[1] == code]
        found[code] = {column: _figures(column, part) for column in COLUMNS}
    return found


def _figures(column: str, rows: Rows) -> dict[str, Any]:
    from sklearn.metrics import cohen_kappa_score

    pairs = [(str(one[column]), str(two[column])) for one, two in rows if one[column] is not None]
    gold, told = [one for one, _ in pairs], [two for _, two in pairs]
    compared = compare(gold, told)
    kappa = round(float(cohen_kappa_score(gold, told)), 3)
    return {"rows": len(pairs), "macro_f1": compared.macro_f1, "interval": compared.interval, "kappa": kappa}


if __name__ == "__main__":
    main()

"""What one of the readings of `language.heard` is worth: tone against gold with and without it, where it reads."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from agorascope.evaluation.figures import compare
from agorascope.inference import Models
from agorascope.language.reading import READINGS
from agorascope.settings import Settings

COMMENTS = Path(__file__).parents[2] / "corpora" / "comments" / "dev.jsonl"


def figures(name: str, data: Path | None) -> dict[str, Any]:
    """Give, by set and language, how many comments of the dev sets the reading changes and what that does."""
    models = Models(Settings())
    return {part: _compared(name, rows, models) for part, rows in sorted(_changed(name, data).items())}


def _changed(name: str, data: Path | None) -> dict[str, list[tuple[str, str, str]]]:
    """Give by part the text as it is heard without the reading and with it, and the gold, where the two differ."""
    found = defaultdict(list)
    for path, label in ((COMMENTS, "sentiment"), *(((data / "sentiment" / "dev.jsonl", "label"),) if data else ())):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            texts = _read(row["text"], name), _read(row["text"])
            if texts[0] != texts[1]:
                found[f"{row.get('source', 'own')} {row['lang']}"].append((*texts, row[label]))
    return found


def _read(text: str, without: str = "") -> str:
    for name, read in READINGS.items():
        if name != without:
            text = read(text)
    return text


def _compared(name: str, rows: list[tuple[str, str, str]], models: Models) -> dict[str, Any]:
    gold = [label for *_, label in rows]
    told = [[one.label or "" for one in models.predict("sentiment", [row[side] for row in rows])] for side in (0, 1)]
    pairs = list(zip(*told, gold, strict=True))
    return {
        "rows": len(rows),
        f"right without {name}": sum(a == label for a, _, label in pairs),
        f"right with {name}": sum(b == label for _, b, label in pairs),
        "mended": sum(a != label == b for a, b, label in pairs),
        "spoiled": sum(a == label != b for a, b, label in pairs),
        "macro_f1": [compare(gold, labels).macro_f1 for labels in told],
    }

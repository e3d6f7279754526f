"""What one of the readings of `language.heard` is worth: tone against gold with and without it, where it reads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from agorascope.evaluation.figures import compare
from agorascope.inference import Models
from agorascope.language.reading import READINGS
from agorascope.settings import Settings
from scripts.bias.pairs import Pair, pairs

COMMENTS = Path(__file__).parents[2] / "corpora" / "comments" / "dev.jsonl"


def figures(name: str, data: Path | None) -> dict[str, Any]:
    """Give, by set and language, how many comments of the dev sets the reading changes and what that does."""
    models = Models(Settings())
    return {part: _compared(name, rows, models) for part, rows in sorted(_changed(name, data).items())}


def of_pairs(name: str, half: str) -> dict[str, Any]:
    """Give, by language and change, how many tones of the pairs of a half change without the reading and with it."""
    models, known = Models(Settings()), pairs(half)
    told = [_tones(models, known, without) for without in (name, "")]
    out: dict[str, dict[str, Any]] = {}
    for pair in known:
        found = out.setdefault(f"{pair.lang} {pair.change}", {"pairs": 0, f"without {name}": 0, f"with {name}": 0})
        found["pairs"] += 1
        for way, tones in zip((f"without {name}", f"with {name}"), told, strict=True):
            found[way] += tones[pair.text] != tones[pair.other]
    return out


def _tones(models: Models, known: Sequence[Pair], without: str) -> dict[str, str | None]:
    texts = sorted({text for pair in known for text in (pair.text, pair.other)})
    found = models.predict("sentiment", [_read(text, without) for text in texts])
    return {text: one.label for text, one in zip(texts, found, strict=True)}


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

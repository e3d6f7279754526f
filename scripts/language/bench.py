"""Measure language identification and Greeklish: quality per class with bootstrap intervals, speed, beside langdetect.

Prints one JSON object. `--data` holds `language/dev.jsonl`, `own/dev.jsonl` and `own/train.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from agorascope.language import detect_all, to_greek
from scripts.jsonl import objects
from scripts.language.habits import latinise, without_accents

if TYPE_CHECKING:
    from collections.abc import Callable

_DRAWS = 1000
_BINS = 10
# No habit of the training text: other choices for η, υ, χ, ψ, αι together.
_OTHER_HABIT = {"θ": "9", "ξ": "ks", "η": "h", "ω": "o", "υ": "i", "χ": "ch", "β": "b", "ψ": "4", "φ": "f", "ου": "oy",
                "αι": "e", "ντ": "d"}  # fmt: skip

Row = dict[str, str]


def main() -> None:
    """Read the data folder named on the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    data = parser.parse_args().data
    dev, own, train = (
        list(objects(data / name)) for name in ("language/dev.jsonl", "own/dev.jsonl", "own/train.jsonl")
    )
    unseen = [row for row in train if row["lang"] == "el-Latn"][1::2]
    scripted = [row for row in own if row["lang"] in {"el", "zh"}] * 5
    warm = [row["text"] for row in dev]
    detect_all(warm)
    figures = {
        "quality": {name: _quality(rows) for name, rows in (("dev", dev), ("own", own), ("greeklish_unseen", unseen))},
        "calibration": _calibration(dev + own),
        "comments_per_second": _speeds(scripted, dev),
        "greeklish": _greeklish([row["text"] for row in own if row["lang"] == "el"]),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))


def _quality(rows: list[Row]) -> dict[str, object]:
    ours = [found.code == row["lang"] for found, row in zip(detect_all([r["text"] for r in rows]), rows, strict=True)]
    theirs = [_langdetect(row["text"]) == row["lang"] for row in rows]
    classes = sorted({row["lang"] for row in rows})
    per_class = {c: _share([ok for ok, row in zip(ours, rows, strict=True) if row["lang"] == c]) for c in classes}
    return {
        "rows": len(rows),
        "accuracy": _share(ours),
        "interval95": _interval(ours),
        "langdetect_alone": _share(theirs),
        "per_class": per_class,
    }


def _langdetect(text: str) -> str:
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0
    try:
        return str(detect(text)).split("-")[0]
    except LangDetectException:
        return "und"


def _share(hits: list[bool]) -> float:
    return round(sum(hits) / len(hits), 4)


def _interval(hits: list[bool]) -> list[float]:
    draw = random.Random(0)  # noqa: S311 - resampling, nothing secret
    shares = sorted(sum(draw.choices(hits, k=len(hits))) / len(hits) for _ in range(_DRAWS))
    return [round(shares[int(_DRAWS * q)], 4) for q in (0.025, 0.975)]


def _calibration(rows: list[Row]) -> dict[str, object]:
    """Compare confidence with accuracy in ten bins, over texts that were given a language."""
    found = detect_all([row["text"] for row in rows])
    pairs = [(f.confidence, f.code == row["lang"]) for f, row in zip(found, rows, strict=True) if f.code != "und"]
    bins = [[p for p in pairs if int(p[0] * _BINS) == b] for b in range(_BINS)]
    told = [
        {
            "n": len(b),
            "confidence": round(sum(c for c, _ in b) / len(b), 3),
            "accuracy": _share([ok for _, ok in b]),
        }
        for b in bins
        if b
    ]
    gaps = [abs(sum(c for c, _ in b) - sum(ok for _, ok in b)) for b in bins]
    return {"ece": round(sum(gaps) / len(pairs), 4), "bins": told}


def _speeds(scripted: list[Row], mixed: list[Row]) -> dict[str, float]:
    def per_second(rows: list[Row], work: Callable[[str], object]) -> float:
        started = perf_counter()
        for row in rows:
            work(row["text"])
        return round(len(rows) / (perf_counter() - started))

    ours, langdetect = (
        per_second(scripted, lambda text: detect_all([text])),
        per_second(scripted[:500], _langdetect),
    )
    return {
        "script_decides": ours,
        "langdetect_same_texts": langdetect,
        "ratio": round(ours / langdetect, 1),
        "dev_mixture": per_second(mixed, lambda text: detect_all([text])),
        "langdetect_dev_mixture": per_second(mixed[:500], _langdetect),
    }


def _greeklish(texts: list[str]) -> dict[str, float]:
    """Write Greek in a habit that was not trained on, write it back, and count wrong letters and words."""
    from rapidfuzz.distance import Levenshtein

    plain = ["".join(c for c in without_accents(text) if not ("a" <= c <= "z" or c.isdigit())) for text in texts]
    back = [to_greek(latinise(text, _OTHER_HABIT)) for text in plain]
    wrong = sum(Levenshtein.distance(a, b) for a, b in zip(plain, back, strict=True))
    words = [
        a == b for one, two in zip(plain, back, strict=True) for a, b in zip(one.split(), two.split(), strict=False)
    ]
    return {"character_error_rate": round(wrong / sum(map(len, plain)), 4), "words_right": _share(words)}


if __name__ == "__main__":
    main()

"""Measure parts of duplicate detection beside libraries that do the same: what each costs a text, how right it is.

Prints one JSON object. Times are the best of three runs, those of `nearest` of one.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz.distance import Indel

from agorascope.duplicates import normal_form, windows
from agorascope.language import chinese
from scripts.duplicates import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    Pairs = list[tuple[str, str]]
    Fold = Callable[[str], str]
    Sketch = Callable[[NDArray[np.uint64], NDArray[np.uint64]], NDArray[Any]]

COMMENTS = Path(__file__).resolve().parents[2] / "corpora" / "comments"
_TEXTS, _PAIRS, _CHINESE = 20_000, 2000, 3000
_VALUES, _SEED, _TIMES, _DIGITS = 128, 1, 3, 4
_PIECE, _MOST_EDITED, _SHORTEST = 8, 0.6, 24
_ALIKE = 0.75
_CONFIGURATIONS = ("s2t", "s2twp")


def main() -> None:
    """Read the data folder named on the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--large", action="store_true", help=f"{nearest.LARGE} vectors too: many minutes")
    given = parser.parse_args()
    draw = random.Random(_SEED)  # noqa: S311 - repeatable, nothing secret
    forms = [normal_form(text) for text, _ in _read(given.data / "stance" / "train.jsonl")]
    long = draw.sample([form for form in forms if len(form) >= _SHORTEST], _PAIRS)
    pairs = [(form, _edited(form, draw)) for form in long]
    figures = {
        "signatures": _signatures(forms[:_TEXTS], pairs),
        "simplified": _simplified(given.data, draw),
        "nearest": nearest.measured(given.data, large=given.large),
        "edit_similarity": _edit_similarity(pairs),
    }
    print(json.dumps(figures, indent=1))


def _read(path: Path) -> Iterator[tuple[str, str]]:
    """Give the text and the language of every row that has both."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    yield from ((row["text"], row["lang"]) for row in rows if "text" in row and "lang" in row)


def _edited(text: str, draw: random.Random) -> str:
    """Turn round a drawn share of the pieces of a text."""
    share = draw.uniform(0, _MOST_EDITED)
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    return "".join(piece[::-1] if draw.random() < share else piece for piece in pieces)


def _best[Result](work: Callable[[], Result], texts: int) -> tuple[float, Result]:
    """Give the least microseconds a text of three runs, and what the work gives."""
    least = float("inf")
    for _ in range(_TIMES):
        started = perf_counter()
        found = work()
        least = min(least, perf_counter() - started)
    return round(least / texts * 1e6, 2), found


def _signatures(forms: Sequence[str], pairs: Pairs) -> dict[str, object]:
    """Measure 128 values of the same windows; the windows themselves are timed apart."""
    spent, hashed = _best(partial(windows.hashed, forms), len(forms))
    sketches: dict[str, Sketch] = {"rensa": _rensa, "datasketch": _datasketch, "datasketch_hashed": _datasketch_hashed}
    times = {name: _best(partial(sketch, *hashed), len(forms))[0] for name, sketch in sketches.items()}
    told = windows.hashed([form for pair in pairs for form in pair])
    exact = _jaccard(*told)
    return {
        "texts": len(forms),
        "windows_microseconds_a_text": spent,
        "microseconds_a_text": times,
        "datasketch_to_rensa": round(times["datasketch"] / times["rensa"], 1),
        "mean_exact_jaccard": round(float(exact.mean()), _DIGITS),
        "mean_absolute_error": {name: _error(sketch(*told), exact) for name, sketch in sketches.items()},
    }

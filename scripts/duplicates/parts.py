"""Measure parts of duplicate detection beside libraries that do the same: what each costs a text, how right it is.

Prints one JSON object. Times are those of the fastest of three runs, of `nearest` those of one run.
"""

from __future__ import annotations

import argparse
import json
import random
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from opencc import OpenCC
from rapidfuzz.distance import Indel

from agorascope.deduplication import normal_form
from agorascope.language import chinese
from scripts.duplicates import nearest, sketches
from scripts.duplicates.sketches import DIGITS, best
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Change = Callable[[str], str]
    Measure = Callable[[str, str], float]

COMMENTS = Path(__file__).resolve().parents[2] / "corpora" / "comments"
_TEXTS, _PAIRS, _CHINESE, _SEED = 20_000, 2000, 3000, 1
_PIECE, _MOST_EDITED, _SHORTEST = 8, 0.6, 24  # the last two: a share of the pieces, characters
_ALIKE = 0.75
_TREEBANKS = ("zh_hk-ud-test.conllu", "zh_pud-ud-test.conllu")
_TEXT = "# text = "


def main() -> None:
    """Read the data folder named on the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--large", action="store_true", help=f"{nearest.LARGE} vectors too: many minutes")
    given = parser.parse_args()
    draw = random.Random(_SEED)  # noqa: S311 - repeatable, nothing secret
    forms = [normal_form(text) for text, _ in _read(given.data / "stance" / "train.jsonl")][:_TEXTS]
    pairs = [(form, _edited(form, draw)) for form in draw.sample([f for f in forms if len(f) >= _SHORTEST], _PAIRS)]
    figures = {
        "signatures": sketches.measured(forms, pairs),
        "simplified": _simplified(_chinese(given.data), draw),
        "nearest": nearest.measured(given.data, large=given.large),
        "edit_similarity": _edit_similarity(pairs),
    }
    print(json.dumps(figures, indent=1))


def _read(path: Path) -> Iterator[tuple[str, str]]:
    """Give the text and the language of every row that has both."""
    yield from ((row["text"], row["lang"]) for row in objects(path) if "text" in row and "lang" in row)


def _edited(text: str, draw: random.Random) -> str:
    """Turn round a drawn share of the pieces of a text."""
    share = draw.uniform(0, _MOST_EDITED)
    pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    return "".join(piece[::-1] if draw.random() < share else piece for piece in pieces)


def _chinese(data: Path) -> dict[str, list[str]]:
    """Give Chinese texts by where they are from: those of our comments are the ones in traditional characters."""
    stance = (row for path in sorted((data / "stance").glob("*.jsonl")) for row in _read(path))
    comments = (row for path in sorted(COMMENTS.glob("*.jsonl")) for row in _read(path))
    lines = (line for name in _TREEBANKS for line in (data / "ud" / name).read_text(encoding="utf-8").splitlines())
    return {
        "stance": [text for text, lang in stance if lang == "zh"],
        "comments": [text for text, lang in comments if lang[:2] == "zh" and chinese.script(text) == "Hant"],
        "treebanks": [line.removeprefix(_TEXT) for line in lines if line.startswith(_TEXT)],
    }


def _simplified(groups: dict[str, list[str]], draw: random.Random) -> dict[str, object]:
    """Measure our table beside OpenCC; `tw2sp`, which knows words of Taiwan, only by what comes back."""
    folds: dict[str, Change] = {"ours": chinese.to_simplified, "opencc_t2s": OpenCC("t2s").convert}
    texts = [text for group in groups.values() for text in group]
    taken = draw.sample(sorted({text for text in groups["stance"] if chinese.script(text) == "Hans"}), _CHINESE)
    every = folds | {"opencc_tw2sp": OpenCC("tw2sp").convert}
    return {
        "texts": {name: len(group) for name, group in groups.items()},
        "microseconds_a_text": {name: best(partial(_each, fold, texts), len(texts))[0] for name, fold in folds.items()},
        "same": {name: _share(_each(folds["ours"], g), _each(folds["opencc_t2s"], g)) for name, g in groups.items()},
        "come_back": {
            way: {name: _back(taken, OpenCC(way).convert, fold) for name, fold in every.items()}
            for way in ("s2t", "s2twp")
        },
    }


def _each(change: Change, texts: Sequence[str]) -> list[str]:
    return [change(text) for text in texts]


def _share(some: Sequence[str], others: Sequence[str]) -> float:
    return round(sum(map(str.__eq__, some, others)) / len(some), DIGITS)


def _back(texts: Sequence[str], change: Change, fold: Change) -> dict[str, float]:
    """Give the share of changed texts that are the same after folding, and how many of all are alike by edits."""
    originals, folded = _each(fold, texts), _each(fold, _each(change, texts))
    alike = [Indel.normalized_similarity(one, two) for one, two in zip(originals, folded, strict=True)]
    return {
        "equal": _share(originals, folded),
        f"similar_from_{_ALIKE}": round(sum(score >= _ALIKE for score in alike) / len(alike), DIGITS),
    }


def _edit_similarity(pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Measure rapidfuzz beside difflib, whose figure depends on which text of a pair comes first."""
    swapped = [(two, one) for one, two in pairs]
    ours, fuzzy = best(partial(_scored, Indel.normalized_similarity, pairs), len(pairs))
    theirs, matched = best(partial(_scored, _matched, pairs), len(pairs))
    again = {"rapidfuzz": _scored(Indel.normalized_similarity, swapped), "difflib": _scored(_matched, swapped)}
    return {
        "microseconds_a_pair": {"rapidfuzz": ours, "difflib": theirs},
        "difflib_to_rapidfuzz": round(theirs / ours, 1),
        "difflib_lower_by": round(sum(fuzzy) / len(pairs) - sum(matched) / len(pairs), DIGITS),
        "found_alike": {"rapidfuzz": _found(fuzzy), "difflib": _found(matched)},
        "other_figure_when_swapped": {
            name: round(sum(map(float.__ne__, first, again[name])) / len(pairs), DIGITS)
            for name, first in (("rapidfuzz", fuzzy), ("difflib", matched))
        },
    }


def _scored(measure: Measure, pairs: Sequence[tuple[str, str]]) -> list[float]:
    return [measure(one, two) for one, two in pairs]


def _matched(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two).ratio()


def _found(scores: Sequence[float]) -> float:
    return round(sum(score >= _ALIKE for score in scores) / len(scores), DIGITS)


if __name__ == "__main__":
    main()

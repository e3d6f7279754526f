"""Translated texts: our own re-posts, the aligned sentences of XNLI, the labelled duplicates."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from agorascope.deduplication.translations.languages import base
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from agorascope.inference import Models

    Vectors = NDArray[np.float32]

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("el", "en", "zh")
SAME = ("original", "translation")


class Text(Struct, frozen=True):
    """A text with its code, the cluster of what says the same, and its kind (`altered` and `same-point` do not)."""

    text: str
    code: str
    cluster: str
    kind: str


def own(split: str, left_out: str = "altered") -> list[Text]:
    """Read our own re-posts, `train` or `dev`, without the texts of one kind: nobody meets all of them in one place."""
    rows = objects(ROOT / "corpora" / "reposts" / f"{split}.jsonl")
    return [_text(row) for row in rows if row["kind"] != left_out]


def unrelated() -> list[Text]:
    """Read our annotated comments: thousands on the same articles in three languages, next to none a translation."""
    found: dict[str, Text] = {}
    for name in ("train", "discussions"):
        for row in objects(ROOT / "corpora" / "comments" / f"{name}.jsonl"):
            text = _text({**row, "cluster": row["id"], "kind": "unrelated"})
            if base(text.code) in LANGUAGES:
                found.setdefault(text.text, text)
    return list(found.values())


def labelled(data: Path) -> list[Text]:
    """Read the originals and translations of the labelled duplicates; edited copies are another stage's business."""
    return [_text(row) for row in objects(data / "duplicates" / "dev.jsonl") if row["kind"] in SAME]


def _text(row: dict[str, str]) -> Text:
    code = "zh" if row["lang"].startswith("zh") else row["lang"]
    return Text(row["text"], code, str(row["cluster"]), row["kind"])


def gold(texts: Sequence[Text]) -> set[tuple[int, int]]:
    """Give the pairs of rows (smaller first) in two languages that say the same."""
    found = set()
    for one, other in combinations(range(len(texts)), 2):
        first, second = texts[one], texts[other]
        if first.cluster == second.cluster and first.kind in SAME and second.kind in SAME:
            found |= {(one, other)} if base(first.code) != base(second.code) else set()
    return found


def aligned(data: Path, models: Models) -> list[dict[str, Vectors]]:
    """Give the vectors of XNLI's sentences that are each other's nearest, English with Greek and with Chinese.

    The set is shuffled by language; the vectors, each language moved to its centre, find what belongs together.
    """
    sentences = _xnli(data)
    vectors = {code: models.embed(sentences[code]) for code in LANGUAGES}
    centred = {code: _centred(found) for code, found in vectors.items()}
    greek, chinese = (_mutual(centred["en"], centred[code]) for code in ("el", "zh"))
    return [
        {"en": vectors["en"][row], "el": vectors["el"][greek[row]], "zh": vectors["zh"][chinese[row]]}
        for row in sorted(greek.keys() & chinese.keys())
    ]


def _xnli(data: Path) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {code: set() for code in LANGUAGES}
    for split in ("train", "dev"):
        for row in objects(data / "nli" / f"{split}.jsonl"):
            if row["source"] == "xnli-dev":
                found[row["lang"]] |= {row["text"], row["target"]}
    return {code: sorted(texts) for code, texts in found.items()}


def _centred(vectors: Vectors) -> Vectors:
    moved: Vectors = vectors - vectors.mean(0)
    unit: Vectors = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return unit


def _mutual(one: Vectors, other: Vectors) -> dict[int, int]:
    products = one @ other.T
    there, back = products.argmax(1).tolist(), products.argmax(0).tolist()
    return {row: there[row] for row in range(len(there)) if back[there[row]] == row}


def centres(aligned_ones: Sequence[Mapping[str, Vectors]]) -> Vectors:
    """Give the mean vector of each language, in the order of `LANGUAGES`."""
    return np.stack([np.mean([found[code] for found in aligned_ones], axis=0) for code in LANGUAGES])

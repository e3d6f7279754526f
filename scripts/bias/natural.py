"""Labelled comments by language and script: false spam, and tone against gold; the Greek ones also in other letters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from agorascope.evaluation.figures import compare
from agorascope.language.chinese import script
from scripts.bias.dress import DRESSES, traditional
from scripts.bias.methods import Told
from scripts.flags.figures import wilson

CORPORA = Path(__file__).parents[2] / "corpora"
KNOWN = ("el", "el-Latn", "zh", "zh-Hant", "en")
MOST = 100
"""Rows of one public set."""
MOST_DRESSED = 80


class Row(Struct, frozen=True):
    """A labelled comment; `spam` or `tone` is None where nobody said. `part` is what it is told under.

    `plain` is the comment as it was written, where `text` is it in other letters.
    """

    text: str
    page: str
    part: str
    spam: bool | None = None
    tone: str | None = None
    plain: str = ""


def rows(data: Path | None) -> list[Row]:
    """Give our dev comments, innocents and adverts of the test half, and of `data` the dev parts of public sets.

    The Chinese ones of these also in traditional characters: that needs OpenCC (`pip install -e '.[bench]'`).
    """
    found = [*_own(), *_moderation()]
    return [*found, *_dressed(found), *(_public(data) if data else ())]


def _own() -> Iterator[Row]:
    for name in ("dev", "discussions-dev"):
        for row in _lines(CORPORA / "comments" / f"{name}.jsonl"):
            part = _slice(row["lang"], row["text"])
            yield Row(row["text"], _page(row["lang"]), f"own {part}", row["spam"], row["sentiment"])


def _moderation() -> Iterator[Row]:
    for name in ("innocents", "adverts"):
        for row in _lines(CORPORA / "moderation" / f"{name}.jsonl"):
            if row["split"] == "test":
                known = row["lang"] in KNOWN or row["lang"].startswith("zh")
                part = _slice(row["lang"], row["text"]) if known else "other languages"
                yield Row(row["text"], _page(row["lang"]), f"moderation {part}", name == "adverts")


def _dressed(found: Sequence[Row]) -> Iterator[Row]:
    """Write good Greek and English comments in other letters: their labels stay what they are."""
    for lang, dresses in DRESSES.items():
        chosen = [row for row in found if row.part == f"own {lang}"][:MOST_DRESSED]
        for row in chosen if dresses else ():
            yield Row(row.text, row.page, f"as written, {lang}", row.spam, row.tone)
            for name, dress in dresses.items():
                yield Row(dress(row.text), row.page, f"{name}, {lang}", row.spam, row.tone, row.text)


def _public(data: Path) -> Iterator[Row]:
    taken: dict[str, int] = {}
    for task in ("spam", "sentiment"):
        for row in _lines(data / task / "dev.jsonl"):
            taken[row["source"]] = taken.get(row["source"], 0) + 1
            if taken[row["source"]] <= MOST:
                of_spam = {"spam": row["label"] == "spam"} if task == "spam" else {"spam": False, "tone": row["label"]}
                part = f"{row['source']} {row['lang']}"
                yield Row(row["text"], _page(row["lang"]), part, **of_spam)
                if row["lang"] == "zh":
                    other = traditional(row["text"])
                    yield Row(other, "zh", f"{part}, in traditional characters", **of_spam, plain=row["text"])


def _slice(lang: str, text: str) -> str:
    if not lang.startswith("zh"):
        return lang
    return "zh, traditional" if script(text) == "Hant" else "zh, simplified"


def _page(lang: str) -> str:
    return code if (code := lang.partition("-")[0]) in {"el", "zh", "en"} else "en"


def figures(found: Sequence[Row], told: Mapping[str, Told]) -> dict[str, Any]:
    """Give false and found spam, and macro F1 of tone, of every part."""
    return {part: _part([row for row in found if row.part == part], told) for part in sorted({r.part for r in found})}


def _part(found: Sequence[Row], told: Mapping[str, Told]) -> dict[str, Any]:
    ham = [told[row.text].spam for row in found if row.spam is False]
    spam = [told[row.text].spam for row in found if row.spam]
    toned = [(row.tone, told[row.text].tone) for row in found if row.tone is not None]
    figures: dict[str, Any] = {"false spam": wilson(sum(ham), len(ham))}
    if spam:
        figures["found spam"] = wilson(sum(spam), len(spam))
    if toned:
        tone = compare([gold for gold, _ in toned], [label for _, label in toned])
        figures["tone"] = {"rows": tone.rows, "macro_f1": tone.macro_f1, "interval": tone.interval}
    moved = [(told[row.plain], told[row.text]) for row in found if row.plain]
    if moved:
        figures["spam label changes"] = wilson(sum(a.spam != b.spam for a, b in moved), len(moved))
        figures["tone label changes"] = wilson(sum(a.tone != b.tone for a, b in moved), len(moved))
    return figures


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

"""Argument spans of our own comments under other borders of clauses: ours, the parser's too, every comma's too."""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import msgspec

from agorascope.arguments import mining
from agorascope.arguments.spans.clauses import clauses
from agorascope.evaluation.spans import compare_spans
from agorascope.inference import Models
from agorascope.settings import Settings
from agorascope.syntax import parsed
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.tokens import Doc

    from agorascope.evaluation.spans import Span
    from agorascope.records import Offsets

    Borders = Callable[[str], set[int]]

ROWS = Path(__file__).resolve().parents[2] / "corpora" / "comments" / "dev.jsonl"
CLAUSES = frozenset(("conj", "parataxis", "advcl", "ccomp"))
PREDICATES = frozenset(("VERB", "AUX", "ADJ"))
PARTS = ("nsubj", "obj", "obl", "mark", "advmod", "aux", "cop")
LEAST = 6
COMMA = re.compile("[，,]")


def main() -> None:
    """Print one JSON object: F1 of spans with its interval for each way to cut."""
    parser = argparse.ArgumentParser(prog="scripts/measure_cuts", description=__doc__)
    parser.add_argument("--lang", choices=("el", "zh"), default="zh")
    parser.add_argument("--rows", type=Path, default=ROWS, help="annotated comments (JSONL as corpora/comments)")
    parser.add_argument("--most", type=int, default=300)
    options = parser.parse_args()
    rows = chosen(options.rows, options.lang, options.most)
    docs = {doc.text: doc for doc in parsed(options.lang).pipe([row["text"] for row in rows])}
    ways: dict[str, Borders] = {
        "ours": lambda _: set(),
        "and the parser's clauses": lambda text: borders(docs[text]),
        "and every comma": lambda text: {found.end() for found in COMMA.finditer(text)},
    }
    models = Models(Settings())
    found = {name: scored(rows, options.lang, models, way) for name, way in ways.items()}
    sys.stdout.write(json.dumps({"rows": len(rows), **found}, ensure_ascii=False, indent=1) + "\n")


def chosen(path: Path, lang: str, most: int) -> list[dict[str, Any]]:
    """Take annotated comments of a language, no adverts, in its own letters, in an order of no meaning."""
    rows = [row for row in objects(path) if row["lang"] == lang and not row["spam"] and row["style"] != "greeklish"]
    random.Random(1).shuffle(rows)  # noqa: S311 - an order, no secret
    return rows[:most]


def borders(doc: Doc) -> set[int]:
    """Give where the parser sees a clause of its own begin or end."""
    cuts: set[int] = set()
    for token in doc:
        whole = [one for one in token.subtree if not one.is_space]
        if token.dep_.partition(":")[0] not in CLAUSES or token.pos_ not in PREDICATES or len(whole) < LEAST:
            continue
        if any(child.dep_.startswith(PARTS) for child in token.children):
            cuts |= {whole[0].idx, whole[-1].idx + len(whole[-1])}
    return cuts


def scored(rows: Sequence[dict[str, Any]], lang: str, models: Models, way: Borders) -> dict[str, Any]:
    """Mine the comments with sentences cut in one way, and compare with the gold."""

    def cut(text: str, start: int, end: int, code: str) -> list[Offsets]:
        places = [start, *sorted(at for at in way(text) if start < at < end), end]
        return [part for left, right in pairwise(places) for part in clauses(text, left, right, code)]

    texts = [row["text"] for row in rows]
    with patch.object(mining, "clauses", cut):
        mined = mining.mine_all(texts, [lang] * len(rows), models)
    told = [[(a.start, a.end, a.role) for a in found] for found in mined]
    figures = compare_spans([_gold(row) for row in rows], told)
    return {"f1": figures.f1, "interval": msgspec.to_builtins(figures.interval), "gold": figures.gold}


def _gold(row: dict[str, Any]) -> list[Span]:
    places = [(row["text"].find(quote), quote, role) for role, quote in row["arguments"]]
    return [(at, at + len(quote), role) for at, quote, role in places if at >= 0]


if __name__ == "__main__":
    main()

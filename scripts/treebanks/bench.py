"""Our trained pipelines side by side with spaCy's own parts: the same held-out sentences, the same texts, one run."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agorascope.language import pipeline
from agorascope.syntax import parsed
from scripts.jsonl import objects
from scripts.treebanks import conllu, measure, peer, sets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language

TEXTS = Path(__file__).resolve().parents[2] / "corpora" / "comments" / "dev.jsonl"
MOST = 150


def main() -> None:
    """Print one JSON object: figures with intervals, and tokens a second of process time with their ratios."""
    parser = argparse.ArgumentParser(prog="scripts/bench_spacy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of treebanks (CoNLL-U)")
    parser.add_argument("--only", nargs="+", choices=("el", "zh"), default=["el", "zh"])
    parser.add_argument("--rounds", type=int, default=15, help="of the peer over what it learns from")
    parser.add_argument("--on", type=Path, help="a treebank of another style: ours alone, from raw text")
    parser.add_argument("--texts", type=Path, default=TEXTS, help="comments for the speed (JSONL: text, lang)")
    options = parser.parse_args()
    found = {code: beside(code, options) for code in options.only}
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def beside(code: str, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one language. Ours learned some rounds more from everything: its own figures are in the manifest."""
    rows = sets.shown(sets.PLANS[code], options.data)
    other = peer.learned(code, [row.sentence for row in rows if row.fold], options.rounds)
    held = {style: [r.sentence for r in rows if not r.fold and r.style == style] for style in _styles(rows)}
    told = {
        "peer, its words": {style: shown(other, some, code, gold_words=True) for style, some in held.items()},
        "tokens a second": speeds(code, other, options.texts),
    }
    if options.on:
        told["ours, raw text, " + options.on.name] = shown(parsed(code), conllu.read(options.on), code)
    return told


def _styles(rows: Sequence[sets.Shown]) -> list[str]:
    return list(dict.fromkeys(row.style for row in rows))


def shown(
    nlp: Language, sentences: Sequence[conllu.Sentence], code: str, *, gold_words: bool = False
) -> dict[str, list[float]]:
    """Give value, low and high of each figure, in percent."""
    found = measure.figures(nlp, sentences, "" if code == "zh" else " ", gold_words=gold_words)
    return {one.kind: [round(one.value, 1), round(one.low, 1), round(one.high, 1)] for one in found}


def speeds(code: str, other: Language, path: Path) -> dict[str, float]:
    """Count tokens a second of process time: ours, the peer, and our tokenizer with sentences alone."""
    texts = [row["text"] for row in objects(path) if row["lang"] == code][:MOST]
    speed = {
        "ours": _speed(parsed(code).pipe, texts),
        "peer": _speed(other.pipe, texts),
        "light": _speed(pipeline(code).pipe, texts),
    }
    return {**speed, "ours to peer": round(speed["ours"] / speed["peer"], 3)}


def _speed(pipe: Callable[..., Any], texts: Sequence[str]) -> float:
    list(pipe(texts[:5]))
    begun = time.process_time()
    tokens = sum(map(len, pipe(texts)))
    return round(tokens / (time.process_time() - begun))


if __name__ == "__main__":
    main()

"""What labels a text: the program, and the plain learner that a site may have instead."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from agorascope import language, sentiment, spam
from agorascope.evaluation.ngrams import Learner, Unit
from agorascope.inference import Models
from agorascope.settings import Settings

COMMENTS = Path(__file__).parents[2] / "corpora" / "comments" / "train.jsonl"
SHARED_TONES = 4000
OURS, PEER = "agorascope", "tf-idf + LR"


class Told(Struct, frozen=True):
    """What a method says of a text: whether it is spam and how likely, its tone and how positive (-1 to 1)."""

    spam: bool
    score: float
    tone: str
    warmth: float


Method = Callable[[Sequence[str], Sequence[str]], list[Told]]


def ours(models: Models) -> Method:
    """Give the program as a method: texts and the languages of their pages in, what it tells of them out."""

    def judged(texts: Sequence[str], pages: Sequence[str]) -> list[Told]:
        found = language.detect_all(texts)
        codes = [page if one.code == "und" else one.code for one, page in zip(found, pages, strict=True)]
        verdicts = spam.judge(texts, codes, "", models, Settings())
        tones = sentiment.classify(texts, models)
        return [
            Told(v.is_spam, v.score, t.label or "", t.scores["positive"] - t.scores["negative"])
            for v, t in zip(verdicts, tones, strict=True)
        ]

    return judged


def peer(data: Path | None) -> Method:
    """Give two plain learners as a method; they learn from our training comments and, with `data`, public sets."""
    own = _lines(COMMENTS)
    spams = [Unit(row["text"], "", "spam" if row["spam"] else "ham") for row in own]
    tones = [Unit(row["text"], "", row["sentiment"]) for row in own]
    if data:
        spams += [Unit(row["text"], "", row["label"]) for row in _lines(data / "spam" / "train.jsonl")]
        shared = _lines(data / "sentiment" / "train.jsonl")
        drawn = random.Random(3).sample(shared, min(SHARED_TONES, len(shared)))  # noqa: S311
        tones += [Unit(row["text"], "", row["label"]) for row in drawn]
    of_spam, of_tone = Learner(spams), Learner(tones)

    def judged(texts: Sequence[str], _: Sequence[str]) -> list[Told]:
        units = [Unit(text, "", "") for text in texts]
        told = zip(of_spam.predict(units), of_tone.predict(units), strict=True)
        return [Told(v == "spam", s if v == "spam" else 1 - s, t, _warmth(t, w)) for (v, s), (t, w) in told]

    return judged


def _warmth(tone: str, share: float) -> float:
    """Say how positive a label is; the learner gives the probability of that label only."""
    return {"positive": share, "negative": -share}.get(tone, 0.0)


def remembered(method: Method, texts: Sequence[str], pages: Sequence[str]) -> dict[str, Told]:
    """Ask once for each different text."""
    asked = dict(zip(texts, pages, strict=True))
    return dict(zip(asked, method(list(asked), list(asked.values())), strict=True))


@cache
def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

"""What moderators use today, on the same rows: WordPress' rule of links and words, and a plain learner.

WordPress holds a comment with two or more links (`comment_max_links`; bare `http://`, `www.` and mail addresses are
made links first), and one with a disallowed word anywhere in it. The words are a list of ours (`disallowed.txt`), as
long as a moderator would keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from agorascope.evaluation.ngrams import Learner, Unit
from scripts.jsonl import objects

MOST_LINKS = 2
_LINK = re.compile(r"<a [^>]*href|(?<![\"'=/\w])(?:https?://|www\.)\S|\S@\S+\.\w", re.IGNORECASE)
COMMENTS = Path(__file__).parents[2] / "corpora" / "comments" / "train.jsonl"


def held(text: str) -> float:
    """Give 1 where WordPress would hold the comment, else 0."""
    lower = text.lower()
    return float(len(_LINK.findall(text)) >= MOST_LINKS or any(word in lower for word in _disallowed()))


@cache
def _disallowed() -> tuple[str, ...]:
    lines = Path(__file__).with_name("disallowed.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def learned(data: Path, texts: Sequence[str]) -> list[float]:
    """Give the probability of spam by tf-idf and logistic regression.

    It learns from the shared `spam/train.jsonl`, which has no Greek, and from our own training comments, which have.
    """
    shared = [Unit(row["text"], "", row["label"]) for row in objects(data / "spam" / "train.jsonl")]
    own = [Unit(row["text"], "", "spam" if row["spam"] else "ham") for row in objects(COMMENTS)]
    told = Learner([*shared, *own]).predict([Unit(text, "", "") for text in texts])
    return [score if label == "spam" else 1 - score for label, score in told]

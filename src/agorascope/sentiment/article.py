"""The tone of an article: the tones of its paragraphs, weighed by their length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import Label
from agorascope.sentiment.classify import classify

if TYPE_CHECKING:
    from agorascope.inference import Models

LABELS = ("negative", "neutral", "positive")
MOST_PARAGRAPHS = 200
MOST_WEIGHT = 600  # characters: the encoder reads little more of a paragraph
DIGITS = 6


def of_article(text: str, models: Models) -> Label:
    """Label the tone of a long text as the mean of its paragraphs' probabilities; the first 200 count.

    An empty text is `neutral`. Raises `ModelError` when the model cannot be used.
    """
    paragraphs = [part for part in text.split("\n\n") if part.strip()][:MOST_PARAGRAPHS]
    if not paragraphs:
        return classify([""], models)[0]
    weights = [min(len(part), MOST_WEIGHT) for part in paragraphs]
    found = classify(paragraphs, models)
    total = sum(weights)
    scores = {
        label: round(sum(w * one.scores[label] for w, one in zip(weights, found, strict=True)) / total, DIGITS)
        for label in LABELS
    }
    best = max(LABELS, key=lambda label: (scores[label], -LABELS.index(label)))
    return Label(best, scores[best], scores)

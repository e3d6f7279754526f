"""Judges comments: a calibrated score, a verdict, and the reasons with their places in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agorascope.language.facts import LANGUAGES
from agorascope.records import Spam
from agorascope.spam import scorer as scoring
from agorascope.spam.letters import script_of
from agorascope.spam.reasons import reasons_for
from agorascope.spam.signals import Reading, read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference import Models
    from agorascope.settings import Settings

    Vectors = NDArray[np.float32]

SENTENCE = 384  # the last features are the sentence vector


def judge(texts: Sequence[str], codes: Sequence[str], article: str, models: Models, settings: Settings) -> list[Spam]:
    """Judge each text, written in the language of its code (BCP 47, `und` if unknown), under an article or none ('').

    The score is the probability of spam where one comment in ten is spam; a verdict has at least one
    reason, and reasons may be told without a verdict. Links, capitals, anger, praise or another language
    alone never make spam. Raises `ModelError` when a model is missing or is not the right one.
    """
    scorer = scoring.load()
    readings = [read(text) for text in texts]
    features = models.features([*(reading.plain for reading in readings), article])
    found = []
    for text, code, reading, row in zip(texts, codes, readings, features[:-1], strict=True):
        signals = weighed(reading, code, row, (article, features[-1]), scorer)
        found.append(_verdict(text, reading, signals, scorer, settings))
    return found


def weighed(
    reading: Reading, code: str, row: Vectors, article: tuple[str, Vectors], scorer: scoring.Scorer
) -> dict[str, float]:
    """Give everything that is weighed about one text: its signals, its words' logit, its distance to the article."""
    return {
        **reading.signals,
        scoring.WORDS: scorer.words(row) if judged_by_words(reading, code) else scorer.neutral,
        scoring.DISTANCE: far_from(reading.plain, code, row, article) or scorer.centre,
    }


def judged_by_words(reading: Reading, code: str) -> bool:
    """Tell whether the words' model can say something: there are words, and their language was learned."""
    return code.partition("-")[0] in LANGUAGES and any(map(str.isalpha, reading.plain))


def far_from(plain: str, code: str, row: Vectors, article: tuple[str, Vectors]) -> float | None:
    """Give the cosine distance to the article; None without one, and across scripts, where it measures language."""
    about, vector = article
    if (
        code.partition("-")[0] not in LANGUAGES
        or not about
        or not plain.strip()
        or script_of(plain) != script_of(about)
    ):
        return None
    return 1.0 - float((row[-SENTENCE:].astype(float) * vector[-SENTENCE:].astype(float)).sum())


def _verdict(
    text: str, reading: Reading, signals: dict[str, float], scorer: scoring.Scorer, settings: Settings
) -> Spam:
    if not text.strip():
        return Spam(is_spam=False, score=0.0)
    score = scorer.probability(signals)
    is_spam = score >= settings.spam_threshold
    is_far = signals[scoring.DISTANCE] >= scorer.far
    return Spam(is_spam, score, reasons_for(text, reading, is_spam=is_spam, is_far=is_far))

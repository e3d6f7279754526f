"""Judges comments: a calibrated score, a verdict, and the reasons with their places in the text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from agorascope.language import faceless
from agorascope.language.facts import LANGUAGES
from agorascope.records import Label, Spam
from agorascope.spam import scorer as scoring
from agorascope.spam.behind import NOWHERE, Behind
from agorascope.spam.letters import letters_of, script_of
from agorascope.spam.reasons import campaign_reason, reasons_for
from agorascope.spam.signals import Reading, read

if TYPE_CHECKING:
    from agorascope.inference import Models
    from agorascope.settings import Settings


CAMPAIGN = 0.9
"""The least score of what many authors post at once: chosen, not learned, for want of labelled campaigns."""
LEAST_LETTERS = 8
"""Letters that a text has besides its links and numbers before its words count: of 'ok' or '666' they say anything."""


def judge(
    texts: Sequence[str],
    codes: Sequence[str],
    article: str | Sequence[str],
    models: Models,
    settings: Settings,
    campaigns: Sequence[str | None] = (),
    links: Sequence[Behind] = (),
) -> list[Spam]:
    """Judge each text, written in the language of its code (BCP 47, `und` if unknown), under an article or none ('').

    `article` is one for all texts, or one for each.

    The score is the probability of spam where one comment in five is spam; a verdict has at least one
    reason, and reasons may be told without a verdict. Links, capitals, anger, praise or another language
    alone never make spam. `campaigns` says of each text, or of none, what campaign it is part of: that makes spam
    whatever the words. `links` says of each text, or of none, where it leads without saying so. Raises `ModelError`
    when a model is missing or is not the right one.
    """
    scorer = scoring.load()
    readings = [read(*one) for one in zip(texts, links or [NOWHERE] * len(texts), strict=True)]
    articles = [article] * len(texts) if isinstance(article, str) else article
    found = [Spam(is_spam=False, score=0.0)] * len(texts)
    for n, score in _scores(texts, codes, readings, scorer, models):
        is_spam = score >= settings.spam_threshold
        is_far = is_spam and (far_from(readings[n].plain, codes[n], articles[n], models) or 0.0) >= scorer.far
        found[n] = Spam(is_spam, score, reasons_for(texts[n], readings[n], is_spam=is_spam, is_far=is_far))
    return [_joined(spam, text, what) for spam, text, what in zip_longest(found, texts, campaigns[: len(texts)])]


def _joined(spam: Spam, text: str, campaign: str | None) -> Spam:
    if not campaign:
        return spam
    return Spam(is_spam=True, score=max(spam.score, CAMPAIGN), reasons=(campaign_reason(text, campaign), *spam.reasons))


def _scores(
    texts: Sequence[str],
    codes: Sequence[str],
    readings: Sequence[Reading],
    scorer: scoring.Scorer,
    models: Models,
) -> list[tuple[int, float]]:
    """Score the texts that are not blank, by number; the user's own model sees them whole, and its word stands."""
    asked = [n for n, text in enumerate(texts) if text.strip()]
    if "spam" in models.others:
        told = models.predict("spam", [texts[n] for n in asked])
        return [(n, label.scores["spam"]) for n, label in zip(asked, told, strict=True)]
    worded = [n for n in asked if judged_by_words(readings[n], codes[n])]
    labels = models.predict("spam", [faceless(readings[n].plain) for n in worded])
    known = dict(zip(worded, labels, strict=True))
    return [(n, scorer.probability(weighed(readings[n], known.get(n), scorer))) for n in asked]


def weighed(reading: Reading, label: Label | None, scorer: scoring.Scorer) -> dict[str, float]:
    """Give all that is weighed about a text: its signals, and the logit of its words where the model was asked."""
    words = scorer.neutral if label is None else scoring.words_logit(label.scores["spam"])
    return {**reading.signals, scoring.WORDS: words}


def judged_by_words(reading: Reading, code: str) -> bool:
    """Tell whether the words' model can say something: there are some words, and their language was learned."""
    return code.partition("-")[0] in LANGUAGES and letters_of(reading.plain) >= LEAST_LETTERS


def far_from(plain: str, code: str, article: str, models: Models) -> float | None:
    """Give the cosine distance to the article; None without one, and across scripts, where it measures language."""
    known = code.partition("-")[0] in LANGUAGES
    if not known or not article or not plain.strip() or script_of(plain) != script_of(article):
        return None
    own, about = models.embed([plain, article]).astype(float)
    return 1.0 - float((own * about).sum())

"""The sentence of an article that best states what it argues."""

from __future__ import annotations

from functools import cache
from math import fsum, sqrt
from typing import TYPE_CHECKING, NamedTuple

from agorascope.arguments.article.voices import LONGEST_ARTICLE, Cut, article_cuts
from agorascope.arguments.rules import anywhere, rules_of
from agorascope.arguments.spans.clauses import size, trimmed
from agorascope.arguments.spans.roles import weigh
from agorascope.language.folding import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from agorascope.inference import Models
    from agorascope.records import Article

REACH = 300
MOST = 400
# Chosen on our annotated discussions (the pages of `corpora/`), where the gain over the title is tested.
WEIGHTS = {
    "title": 0.6,
    "centre": 0.2,
    "cue": 2.5,
    "announced": 3.0,
    "opinion": 0.7,
    "claim": 0.5,
    "first": 0.8,
    "short": -1.5,
    "contrary": -1.5,
    "digits": -0.5,
}
_HEAD, _FRAME = 60, 90
_EARLY, _PASSING = 15, 0.6
_STOPS = "\n.!?。！？"
_OPENING, _FLAT = 0.34, 1e-9
_GOOD_WORDS, _GOOD_CHARACTERS = 6, 10


class Thesis(NamedTuple):
    """What the article argues, in its own words: offsets in the article's text, or `None` where the title serves."""

    text: str
    start: int | None
    end: int | None


class _Candidate(NamedTuple):
    cut: Cut
    start: int
    end: int
    opening: int
    before: str


def thesis(article: Article, code: str, models: Models) -> Thesis:
    """Find the article's own sentence that best states what it argues; without one, the title.

    Sentences attributed to others, questions and headings cannot be it. What decides: cue ('My view is',
    'η θέση μου', 所以), closeness to the title and to the article's centre (cosine of sentence vectors),
    the probability of being a claim, and the place. The words are given without the opening frame. At most the
    first 400 sentences compete. Raises `ModelError`.
    """
    candidates = _candidates(article, code)[:MOST]
    if not candidates:
        return Thesis(article.title or "", None, None)
    text = article.text[:LONGEST_ARTICLE]
    scores = _scores(text, article.title or "", code, candidates, models)
    best = max(range(len(candidates)), key=lambda i: (scores[i], -i))
    chosen = candidates[best]
    return Thesis(text[chosen.start : chosen.end], chosen.start, chosen.end)


def _candidates(article: Article, code: str) -> list[_Candidate]:
    """Give the article's own sentences; where one ends its frame with a colon, the words behind the colon."""
    text = article.text[:LONGEST_ARTICLE]
    found, before = [], ""
    for cut in article_cuts(article, code):
        start, end = cut.region.start, cut.region.end
        if cut.holder:
            before = ""
            continue
        begin = _after_frame(text, start, end, code)
        start = max(start, begin)
        opening = max(text.rfind(mark, max(0, start - REACH), cut.region.start) for mark in _STOPS) + 1
        found.append(_Candidate(cut, *trimmed(text, start, end, code), opening, before))
        before = fold(text[opening:end])
    return [c for c in found if c.end > c.start]


def _after_frame(text: str, start: int, end: int, code: str) -> int:
    """Step over 'Here is my view:' and 'I want to argue the following:'."""
    for colon in (":", "："):
        at = text.find(colon, start, end)
        if at > 0 and _cues(code)[0].search(fold(text[start:at])) and size(text, at, end, code) >= _good(code) // 2:
            return at + 1
    cue = _cues(code)[0].search(fold(text[start:end]), 0, _HEAD)
    linked = cue and _link(code).search(fold(text[start:end]), cue.end(), cue.end() + _FRAME)
    return start + linked.end() if linked and size(text, start + linked.end(), end, code) >= _good(code) // 2 else start


def _good(code: str) -> int:
    return _GOOD_WORDS if rules_of(code).spaced else _GOOD_CHARACTERS


def _scores(text: str, title: str, code: str, candidates: Sequence[_Candidate], models: Models) -> list[float]:
    rows = features(text, title, code, candidates, models)
    return [round(sum(WEIGHTS[name] * value for name, value in row.items()), 6) for row in rows]


def features(
    text: str, title: str, code: str, candidates: Sequence[_Candidate], models: Models
) -> list[dict[str, float]]:
    """Give the signs of each candidate; similarities in standard deviations within the article."""
    words = [text[c.start : c.end] for c in candidates]
    labels = models.roles([text], [(0, (c.start, c.end)) for c in candidates])
    vectors = models.embed([*words, title or words[0]])
    near_title = _standardised([float(v @ vectors[-1]) for v in vectors[:-1]])
    centre = vectors[:-1].mean(axis=0)
    near_centre = _standardised([float(v @ centre) for v in vectors[:-1]])
    last = max(candidates[-1].cut.paragraph, 1)
    return [
        {
            "title": near_title[n] if title else 0.0,
            "centre": near_centre[n],
            "claim": weigh(labels[n], words[n], code).claim,
            "first": float(0 < c.cut.paragraph <= last * _OPENING),
            **_signs(text, c, code),
        }
        for n, c in enumerate(candidates)
    ]


def _standardised(values: list[float]) -> list[float]:
    mean = fsum(values) / len(values)
    spread = sqrt(fsum((v - mean) ** 2 for v in values) / len(values))
    return [(v - mean) / spread if spread > _FLAT else 0.0 for v in values]


def _signs(text: str, candidate: _Candidate, code: str) -> dict[str, float]:
    cues, contrary = _cues(code)
    sentence = fold(text[candidate.opening : candidate.end].lstrip())
    words = text[candidate.start : candidate.end]
    against = contrary.search(sentence) is not None
    cue = None if against else cues.search(sentence, 0, _HEAD)
    return {
        "cue": 0.0 if cue is None or _announces(sentence, code) else 1.0 if cue.start() < _EARLY else _PASSING,
        "announced": float(cues.search(candidate.before, 0, _HEAD) is not None and _announces(candidate.before, code)),
        "opinion": float(_opinion(code).search(fold(words)) is not None),
        "short": float(size(text, candidate.start, candidate.end, code) < _good(code) or _announces(sentence, code)),
        "contrary": float(against),
        "digits": float(sum(c.isdigit() for c in words) > 1),
    }


@cache
def _cues(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = rules_of(code)
    cues = (*rules.thesis_cues, *rules.announcements)
    return anywhere(cues, spaced=rules.spaced), anywhere(rules.contrary, spaced=rules.spaced)


def _announces(sentence: str, code: str) -> bool:
    """Tell whether a sentence says only that a statement of the thesis follows: 'Here is what I think'."""
    found = _cues(code)[0].search(sentence, 0, _HEAD)
    if found is None or any(colon in sentence[found.end() :] for colon in ":："):
        return False
    short = size(sentence, found.end(), len(sentence), code) < _good(code) // 2
    return short or _announcements(code).search(sentence, 0, _HEAD) is not None


@cache
def _announcements(code: str) -> re.Pattern[str]:
    return anywhere(rules_of(code).announcements, spaced=rules_of(code).spaced)


@cache
def _link(code: str) -> re.Pattern[str]:
    return anywhere(rules_of(code).complementizers[:2], spaced=True)


@cache
def _opinion(code: str) -> re.Pattern[str]:
    return anywhere(rules_of(code).claim_cues, spaced=rules_of(code).spaced)

"""Where to look for near-duplicates: an inverted index of character n-grams over cluster representatives."""

from __future__ import annotations

import re
from collections import Counter

from agorascope.duplicates.similarity import Form

_HAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]")
_ORDER = 5
_HAN_ORDER = 3
_RAREST = 48
_LEAST_SHARED = 3
_LEAST_RATE = 0.1
_VERIFIED = 12
_POSTINGS = 4_000


class Index:
    """Forms by their n-grams; only representatives are added, so that a wave of copies stays one entry."""

    def __init__(self) -> None:
        self._postings: dict[str, list[int]] = {}
        self._size = 0

    def add(self, form: Form) -> int:
        """Add `form` and give its number: 0, 1, 2, … in order of addition."""
        number = self._size
        self._size += 1
        for gram in _grams(form):
            self._postings.setdefault(gram, []).append(number)
        return number

    def candidates(self, form: Form) -> list[int]:
        """Give the numbers of the forms that share the most of `form`'s rarest known n-grams, the most promising first.

        The work is bounded: rarest n-grams first, until 4,000 entries have been looked at.
        """
        known = [(len(self._postings[gram]), gram) for gram in _grams(form) if gram in self._postings]
        rarest = sorted(known)[:_RAREST]
        shared: Counter[int] = Counter()
        looked_at = 0
        for times, gram in rarest:
            looked_at += times
            if looked_at > _POSTINGS and shared:
                break
            shared.update(self._postings[gram][:_POSTINGS])
        least = max(_LEAST_SHARED, _LEAST_RATE * len(rarest))
        ranked = sorted((-times, number) for number, times in shared.items() if times >= least)
        return [number for _, number in ranked[:_VERIFIED]]


def _grams(form: Form) -> list[str]:
    """Give the distinct n-grams of a form in order: three characters where a Han character is among them, else five."""
    text = form.near
    if not _HAN.search(text):
        grams = [text[i : i + _ORDER] for i in range(max(1, len(text) - _ORDER + 1))]
    else:
        grams = [
            text[i : i + (_HAN_ORDER if _HAN.search(text, i, i + _HAN_ORDER) else _ORDER)]
            for i in range(max(1, len(text) - _HAN_ORDER + 1))
        ]
    return list(dict.fromkeys(grams))

"""Which of the languages of one script a text is in: naive Bayes over character bigrams and trigrams of its words.

The n-gram frequencies are langdetect's own profiles, scored here exactly instead of by sampling (on short
comments that is both faster and more often right), with three profiles of our own beside them: Greek in Latin
letters, Chinese in pinyin, and comments in English. `scripts/build_language` makes those three.
After Cavnar and Trenkle, "N-Gram-Based Text Categorization" (1994), and Lui and Baldwin, "langid.py" (2012).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from agorascope.language.remembering import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

_LIKELY = ("de", "es", "fr", "id", "it", "nl", "pl", "pt", "ro", "sq", "sv", "tr", "vi")
_RARE = ("af", "ca", "cs", "cy", "da", "et", "fi", "hr", "hu", "lt", "lv", "no", "sk", "sl", "so", "sw", "tl")
_OURS = ("en", "el-Latn", "zh-Latn")
_FAMILIES = {"Latn": (*_OURS, *_LIKELY, *_RARE), "Cyrl": ("bg", "mk", "ru", "uk")}
# In nats, tuned on language/dev.jsonl: what a comment under an article of ours is in before it is read.
_PRIOR = {"en": 3.0, "el-Latn": 2.0, "zh-Latn": 0.0} | dict.fromkeys((*_RARE, "mk"), -3.0)
_OUR_SHARE = 0.3
_FLOOR = 1e-5
# A letter that the language hardly uses is written now and then in names.
_RARE_LETTER = 5e-5
_FOREIGN_LETTER = -6.0
_FREQUENT_WORD = 6.0
_BIGRAM, _TRIGRAM = 2, 3
_ORDER_WEIGHT = {_BIGRAM: 0.5, _TRIGRAM: 1.0}
# The n-grams of a word depend on one another, so that the sum of their logarithms is too sure of itself.
_TEMPERATURE = 3.0

_WORD = re.compile(r"[^\W_]+")
_CEDILLA = str.maketrans("șț", "şţ")


class Profile(msgspec.Struct):
    """N-gram frequencies in langdetect's file format; `n_words[n - 1]` counts all n-grams of length n."""

    freq: dict[str, int]
    n_words: list[int]
    name: str = ""


def ngrams(text: str) -> Iterator[str]:
    """Give the features of every word of `text` that has a letter, in lower case.

    They are the word itself after '=', its letters, and its bigrams and trigrams with a space at both ends.
    """
    for word in _words(text):
        yield from _of_word(word)


def _words(text: str) -> Iterator[str]:
    text = unicodedata.normalize("NFC", text).lower().translate(_CEDILLA)
    return (word for word in _WORD.findall(text) if not word.isdigit())


def _of_word(word: str) -> Iterator[str]:
    padded = f" {word} "
    yield f"={word}"
    yield from word
    for order in _ORDER_WEIGHT:
        for i in range(len(padded) - order + 1):
            yield padded[i : i + order]


def probabilities(text: str, written: str) -> list[tuple[str, float]]:
    """Give the probability of every language of the script `written`, best first; empty if no n-gram is known."""
    import numpy as np

    _, table, prior = _table(written)
    known = list(chain.from_iterable(_rows(written, word) for word in _words(text)))
    if not known:
        return []
    scores = (table[known].sum(axis=0) + prior) / _TEMPERATURE
    odds = np.exp(scores - scores.max())
    shares = (odds / odds.sum()).tolist()
    return sorted(zip(_FAMILIES[written], shares, strict=True), key=lambda pair: (-pair[1], pair[0]))


@remembered
def _rows(written: str, word: str) -> tuple[int, ...]:
    """Give the rows of a word's n-grams in the table of a script; most words of a corpus come again and again."""
    rows, _, _ = _table(written)
    return tuple(rows[gram] for gram in _of_word(word) if gram in rows)


@cache
def _table(written: str) -> tuple[dict[str, int], NDArray[np.float64], NDArray[np.float64]]:
    """Lay out the weighted log frequencies: a row an n-gram, a column a language."""
    import numpy as np

    columns = [_frequencies(code) for code in _FAMILIES[written]]
    foreign = _foreign_letters(columns)
    frequent = _frequent_words(_FAMILIES[written])
    rows: dict[str, int] = {}
    for column in columns:
        for gram in column:
            rows.setdefault(gram, len(rows))
    table = np.full((len(rows), len(columns)), _FLOOR)
    for j, column in enumerate(columns):
        table[[rows[gram] for gram in column], j] += list(column.values())
    table = np.log(table) * np.array([_ORDER_WEIGHT[len(gram)] for gram in rows])[:, None]
    prior = np.array([_PRIOR.get(code, 0.0) for code in _FAMILIES[written]])
    table = np.vstack([table, *(list(extra.values()) for extra in (foreign, frequent))])
    return rows | {f: len(rows) + i for i, f in enumerate((*foreign, *frequent))}, table, prior


def _foreign_letters(columns: list[dict[str, float]]) -> dict[str, list[float]]:
    """Give every letter's evidence against the languages that hardly use it."""
    alphabets = [_alphabet(column) for column in columns]
    letters = sorted(set().union(*alphabets))
    return {letter: [0.0 if letter in known else _FOREIGN_LETTER for known in alphabets] for letter in letters}


def _frequent_words(codes: tuple[str, ...]) -> dict[str, list[float]]:
    """Give every listed word's evidence for the languages it is frequent in."""
    path = files("agorascope.language") / "data" / "profiles" / "words.toml"
    listed = msgspec.toml.decode(path.read_bytes(), type=dict[str, str])
    known = [frozenset(listed.get(code, "").split()) for code in codes]
    words = sorted(set().union(*known))
    return {f"={word}": [_FREQUENT_WORD if word in column else 0.0 for column in known] for word in words}


def _alphabet(column: dict[str, float]) -> frozenset[str]:
    """Give the letters that the bigrams of a language use more than once in twenty thousand times."""
    shares: dict[str, float] = {}
    for gram, share in column.items():
        if len(gram) == _BIGRAM:
            shares[gram[0]] = shares.get(gram[0], 0.0) + share
    return frozenset(letter for letter, share in shares.items() if share > _RARE_LETTER)


def _frequencies(code: str) -> dict[str, float]:
    profiles = []
    if "-" not in code:
        profiles.append(_relative(files("langdetect") / "profiles" / code))
    if code in _OURS:
        profiles.append(_relative(files("agorascope.language") / "data" / "profiles" / f"{code}.json"))
    if len(profiles) == 1:
        return profiles[0]
    general, ours = profiles
    grams = dict.fromkeys([*general, *ours])
    return {g: (1 - _OUR_SHARE) * general.get(g, 0.0) + _OUR_SHARE * ours.get(g, 0.0) for g in grams}


def _relative(path: object) -> dict[str, float]:
    profile = msgspec.json.decode(path.read_bytes(), type=Profile)  # type: ignore[attr-defined]
    found: dict[str, float] = {}
    for gram, times in profile.freq.items():
        lowered = gram.lower()
        if len(lowered) == len(gram) and len(gram) in _ORDER_WEIGHT:
            found[lowered] = found.get(lowered, 0.0) + times / profile.n_words[len(gram) - 1]
    return found

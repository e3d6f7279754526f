"""Which language a text is in: the script where it decides, then n-grams, then langdetect, else `und`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from agorascope.language import chinese, facts, script
from agorascope.records import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENOUGH = 20_000
_SURE = 0.99
_UNDECIDED = Language("und", None, 0.0)
_ONE_LANGUAGE = {
    "Hebr": "he", "Thai": "th", "Armn": "hy", "Beng": "bn", "Ethi": "am", "Geor": "ka", "Gujr": "gu", "Guru": "pa",
    "Khmr": "km", "Knda": "kn", "Laoo": "lo", "Mlym": "ml", "Mymr": "my", "Sinh": "si", "Taml": "ta", "Telu": "te",
    "Tibt": "bo",
}  # fmt: skip
_EAST_ASIAN = ("Hani", "Kana", "Bopo", "Hang")
_KANA_SHARE = 0.04
_LONE_NO = 8
_LEAST_GREEK = 2
_LEAST_CYRILLIC = 3
_SHORT_WORDS = 3
_KNOWN_CONFIDENCE = 0.9
_CONTRADICTED = 0.8
_FEW_WORDS = 2
_LEAST_CONFIDENCE = 0.6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SPELLED = re.compile(r"(.)\1{2,}")


class ShortWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in Latin letters that alone show this language, and words (`shared`) that show none; see the TOML files."""

    words: frozenset[str]
    shared: frozenset[str]


def detect(text: str) -> Language:
    """Give the language of `text`: a BCP 47 code, an ISO 15924 script, a calibrated confidence in 0..1.

    Greek in Latin letters is `el-Latn`, pinyin `zh-Latn`; Chinese is `zh` with script `Hans`, `Hant`, or `Hani` where
    the characters do not tell. `und` with confidence 0 stands for what cannot be known: numbers, emoji, addresses,
    'ok'. The first 20,000 characters decide. The same text always gets the same answer.
    """
    text = script.without_noise(text.lstrip()[:_ENOUGH])
    letters, weights = script.count(text)
    if not letters:
        return _UNDECIDED
    winner = max(weights, key=lambda name: (weights[name], name))
    if winner in _EAST_ASIAN:
        return _east_asian(text, letters, weights)
    confidence = _SURE * (weights[winner] / sum(weights.values())) ** 0.25
    if winner == "Latn":
        return _latin(text)
    if winner == "Grek":
        return Language("el", "Grek", confidence) if letters["Grek"] >= _LEAST_GREEK else _UNDECIDED
    return _by_script(text, winner, confidence)


def detect_all(texts: Iterable[str]) -> list[Language]:
    """Give the language of every text, in order; each as `detect` alone would give it."""
    return [detect(text) for text in texts]


def _east_asian(text: str, letters: dict[str, int], weights: dict[str, float]) -> Language:
    han, kana, hangul = letters.get("Hani", 0), letters.get("Kana", 0), letters.get("Hang", 0)
    east = sum(weights.get(name, 0.0) for name in _EAST_ASIAN)
    confidence = _SURE * (east / sum(weights.values())) ** 0.25
    if hangul > max(kana, han / 2):
        return Language("ko", "Kore", confidence)
    # Chinese shop names borrow a lone の: that alone does not make a text Japanese.
    borrowed = set(text) & set("のノ") and kana == text.count("の") + text.count("ノ") and han >= _LONE_NO * kana / 2
    if kana > _KANA_SHARE * (kana + han) and not borrowed:
        return Language("ja", "Jpan", confidence)
    return Language("zh", "Hant" if letters.get("Bopo") else chinese.script(text), confidence)


def _latin(text: str) -> Language:
    from agorascope.language import profiles

    words = [_SPELLED.sub(r"\1", word).lower().replace("’", "'") for word in _WORD.findall(text)]
    words = [word for word in words if not word.isdigit()]
    if all(word in _short_words()["und"] for word in words):
        return _UNDECIDED
    ranked = profiles.probabilities(text, "Latn")
    best, probability = ranked[0] if ranked else ("und", 0.0)
    known = _known(words) if len(words) <= _SHORT_WORDS else None
    if known == best or (known is not None and probability < _CONTRADICTED):
        return Language(known, "Latn", max(_KNOWN_CONFIDENCE, min(probability, _SURE)))
    enough = len(words) > _FEW_WORDS or probability >= _LEAST_CONFIDENCE
    return Language(best, "Latn", min(probability, _SURE)) if enough and ranked else _UNDECIDED


def _known(words: list[str]) -> str | None:
    """Give the one language whose known words stand in a short text, `None` if none or several do."""
    found = [code for code, known in _short_words().items() if code != "und" and not known.isdisjoint(words)]
    return found[0] if len(found) == 1 else None


@cache
def _short_words() -> dict[str, frozenset[str]]:
    known = facts.load_all("detection", ShortWords)
    named = {code if code == "en" else f"{code}-Latn": found.words for code, found in known.items()}
    shared = frozenset().union(*(found.shared for found in known.values()))
    return named | {"und": shared | {_SPELLED.sub(r"\1", word) for word in shared}}


def _by_script(text: str, written: str, confidence: float) -> Language:
    """Tell the languages of the less common scripts apart; what n-grams do not know langdetect may."""
    from agorascope.language import profiles, sampled

    if written in _ONE_LANGUAGE:
        return Language(_ONE_LANGUAGE[written], written, confidence)
    if written == "Cyrl":
        ranked = profiles.probabilities(text, "Cyrl") if len(text.strip()) >= _LEAST_CYRILLIC else []
        code, probability = ranked[0] if ranked else ("", 0.0)
    else:
        code, probability = sampled.identify(text, written)
    return Language(code, written, min(confidence, probability)) if code else _UNDECIDED

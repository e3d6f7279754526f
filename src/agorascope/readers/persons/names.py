"""What looks like a person's name, and when two names are the same in other letters or another case."""

from __future__ import annotations

import re
from functools import cache

from agorascope.language.folding import fold
from agorascope.language.remembering import remembered
from agorascope.readers.facts import LETTER, either, own_words

HAN = r"[\u3400-\u9fff]"
TOKEN = re.compile(rf"{LETTER}(?:{LETTER}|['’.-](?={LETTER}))*\.?")
INITIALS = re.compile(rf"(?:{LETTER}\.\s?)+$")
GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
PAIRS = (("ου", "ou"), ("ντ", "d"), ("μπ", "b"), ("γκ", "g"), ("γγ", "ng"), ("αυ", "av"), ("ευ", "ev"),
         ("τζ", "tz"), ("ει", "i"), ("οι", "i"), ("αι", "e"))  # fmt: skip
ENDING = re.compile(r"(?<=..)(?:[aeiou]*s|[aeiou]+)$")
LATIN = (("ph", "f"), ("ck", "k"), ("c", "k"), ("y", "i"), ("w", "v"), ("h", ""), ("j", "i"), ("x", "ks"), ("oe", "e"))
SHORTEST_STEM = 3
LONGEST_WORD = 40
INITIAL = 2
CUT_SHORT = 4
HAN_NAME = (2, 4)
PARTICLES = frozenset({
    "van", "von", "de", "der", "den", "di", "da", "del", "la", "le", "el", "al", "bin", "ibn", "af", "av", "zu",
})  # fmt: skip


@cache
def not_names() -> frozenset[str]:
    """Give the folded words that open sentences with a capital and name nobody."""
    return frozenset(fold(word) for word in own_words("not_names"))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf".{{3,}}(?:{either(own_words('not_name_endings'))})")


def is_ordinary(word: str) -> bool:
    """Say whether a word opens sentences or has the ending of a verb, an adjective or an abstract noun."""
    folded = fold(word).rstrip(".")
    return folded in not_names() or (bool(_endings().fullmatch(folded)) and folded not in _given())


@cache
def _given() -> frozenset[str]:
    return frozenset(fold(word) for word in own_words("names"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(own_words("surnames")))


def is_han(text: str) -> bool:
    """Say whether a text is written in Chinese characters only."""
    return bool(re.fullmatch(rf"{HAN}+", text))


def leading(text: str, most: int = 3, *, cut_short: bool = False) -> str:
    """Give the capitalised words that a text begins with, at most `most`; empty when it begins with none.

    A full stop ends the name except after an initial; with `cut_short` also after an abbreviation ('Μιχ.').
    """
    end = 0
    for count, match in enumerate(TOKEN.finditer(text)):
        gap = text[end : match.start()]
        small = count and match[0].casefold() in PARTICLES
        if count >= most or gap.strip(" ") or (not count and match.start()) or not (is_capital(match[0]) or small):
            break
        if is_han(match[0]) or (count and fold(match[0]).rstrip(".") in not_names()):
            break
        end = match.end()
        if (
            match[0].endswith(".")
            and len(match[0]) > (CUT_SHORT if cut_short else INITIAL)
            and not INITIALS.match(match[0])
        ):
            end -= 1
            break
    return text[:end].rstrip()


def is_capital(word: str) -> bool:
    """Say whether a word has a capital initial as names have; a shout is none, initials are."""
    if not word[:1].isupper():
        return False
    return len(word) <= 3 or not word[1:].isupper() or bool(INITIALS.match(word))  # noqa: PLR2004 -- J.R. is no shout


def is_personal(text: str) -> bool:
    """Say whether a whole text is a full name: two or three capitalised words, or a Chinese name."""
    if is_han(text):
        return is_han_name(text)
    words = text.split()
    named = leading(text, 4) == text or (text.isupper() and all(word.isalpha() for word in words))
    return named and 2 <= len(words) <= 4 and not any(fold(word) in not_names() for word in words)  # noqa: PLR2004


def is_han_surname(char: str) -> bool:
    """Say whether a character is a common surname, or stands before one in a familiar name (老魏)."""
    return char in _surnames() or char in own_words("prefixes")


def is_han_name(text: str) -> bool:
    """Say whether a text is a Chinese name: a surname and one or two characters, or 小/老/阿 and a surname."""
    if text in own_words("not_names") or not is_han(text):
        return False
    if text[0] in own_words("prefixes"):
        return len(text) in {2, 3} and text[1] in _surnames()
    return HAN_NAME[0] <= len(text) < HAN_NAME[1] and text[0] in _surnames()


@remembered
def stem(word: str) -> str:
    """Reduce a name to Latin letters without case endings: Ορφέα, Ορφέας and Orfeas share one stem."""
    text = fold(word[:LONGEST_WORD])
    for pair, latin in PAIRS:
        text = text.replace(pair, latin)
    text = "".join(GREEK.get(char, char) for char in text)
    for pair, plain in LATIN:
        text = text.replace(pair, plain)
    text = re.sub(r"(.)\1", r"\1", text)
    cut = ENDING.sub("", text)
    return cut if len(cut) >= SHORTEST_STEM else text.rstrip("s")


def same(one: str, other: str) -> bool:
    """Say whether two names share a word, whatever their letters and cases, or one is the other's initials."""
    ours, theirs = stems(one), stems(other)
    if is_han(one) or is_han(other):
        return one == other or (len(one) >= 2 and len(other) >= 2 and (one in other or other in one))  # noqa: PLR2004
    return bool(ours & theirs) or _initials_of(one, other) or _initials_of(other, one)


def stems(name: str) -> frozenset[str]:
    """Give the stems of a name's words; initials have none."""
    found = (stem(match[0].rstrip(".")) for match in TOKEN.finditer(name) if len(match[0].rstrip(".")) > 1)
    return frozenset(text for text in found if len(text) >= SHORTEST_STEM)


def _initials_of(short: str, long: str) -> bool:
    letters = re.sub(r"[.\s]", "", short)
    words = TOKEN.findall(long)
    return bool(INITIALS.match(short)) and len(letters) > 1 and [*letters] == [word[0] for word in words]

"""Prunes the XLM-R unigram vocabulary to what Greek, Chinese and English text needs.

Kept are: the special pieces; every piece of Greek (polytonic too) or Han characters alone; every
single character that is not a letter of another script; single Cyrillic, Hebrew and kana letters (look-alike
spam, comments in passing languages); punctuation, digits and emoji that are not rare; ASCII pieces
that are frequent in XLM-R's own scores or occur in the given texts. What goes are the whole words of a
hundred other languages: their letters stay, their words become letters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tokenizers import Tokenizer

Json = dict[str, Any]

SPECIAL = 4
UNKNOWN = 3
WORD_START = "▁"
LEAST_SYMBOL_SCORE = -15.0
LEAST_LATIN_SCORE = -12.5
LEAST_USE = 2


def kinds(piece: str) -> set[str]:
    """Name the kinds of characters of a piece: greek, han, ascii, latin, near (kept letters), other, symbol."""
    return {_kind(character) for character in piece if character != WORD_START}


def _kind(character: str) -> str:
    name = unicodedata.name(character, "")
    letter = unicodedata.category(character)[0] in "LM"
    if "GREEK" in name:
        return "greek"
    if not letter:
        return "symbol"
    if name.startswith("CJK"):
        return "han"
    if character.isascii():
        return "ascii"
    if "LATIN" in name:
        return "latin"
    return "near" if name.startswith(("CYRILLIC", "HEBREW", "HIRAGANA", "KATAKANA")) else "other"


def use(texts: Iterable[str], tokenizer: Tokenizer) -> Counter[int]:
    """Count in how many texts each piece occurs."""
    counted: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        counted.update(set(encoding.ids))
    return counted


def kept(vocabulary: Sequence[tuple[str, float]], used: Counter[int]) -> list[int]:
    """Choose the ids to keep, in their old order, so that the special pieces keep their ids."""
    last = len(vocabulary) - 1
    return [
        number
        for number, (piece, score) in enumerate(vocabulary)
        if number < SPECIAL or number == last or _wanted(piece, score, used[number])
    ]


def _wanted(piece: str, score: float, uses: int) -> bool:
    found = kinds(piece)
    if len(piece) == 1:
        return "other" not in found
    if found <= {"greek"} or found <= {"han"}:
        return True
    if found <= {"symbol"}:
        return score > LEAST_SYMBOL_SCORE
    if found <= {"ascii"}:
        return score > LEAST_LATIN_SCORE or uses >= LEAST_USE
    return found <= {"ascii", "latin"} and uses > LEAST_USE


def prune(tokenizer: Json, keep: Sequence[int]) -> Json:
    """Give the tokenizer's JSON with only the pieces `keep`; the mask piece stays last."""
    pieces = tokenizer["model"]["vocab"]
    added = [dict(token) for token in tokenizer["added_tokens"]]
    added[-1]["id"] = len(keep) - 1
    model = {**tokenizer["model"], "vocab": [pieces[number] for number in keep]}
    return {**tokenizer, "added_tokens": added, "model": model}


def unknown_share(texts: Sequence[str], tokenizer: Tokenizer) -> tuple[float, int]:
    """Measure the share of unknown pieces in the texts (0..1) and the number of pieces."""
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    pieces = sum(len(encoding.ids) for encoding in encodings)
    unknown = sum(encoding.ids.count(UNKNOWN) for encoding in encodings)
    return (unknown / pieces if pieces else 0.0), pieces

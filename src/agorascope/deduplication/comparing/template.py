"""Texts from one mould that differ in the fact that matters: another number, another name, a 'not' more or less."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from rapidfuzz.distance import OSA, Levenshtein

from agorascope.language import facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.deduplication.forms.words import Words

_NUMBER = re.compile(r"\d[\d.,]*|[零〇一二三四五六七八九十百千万萬两兩半亿億]")
_POINTS = str.maketrans("", "", ".,")
_NAME_LENGTH = 5
_FEW_WORDS, _FEW_CHANGES = 25, 3
_LEAST_PREFIX = 3


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a language that turn a statement around, alone (negations) or one for another (opposites)."""

    negations: frozenset[str]
    opposites: tuple[tuple[str, str], ...]


def differ_in_fact(one: Words, other: Words, *, short: bool) -> bool:
    """Tell whether two texts differ in a fact that matters.

    Every difference must be one: a number or name for another, an opposite, a negation more or less, in a `short` text
    any word for an unrelated one. In a text of few words that was changed in few places one negation is enough.
    """
    if not (one.written and other.written) or "".join(one.plain) == "".join(other.plain):
        return False  # nothing to compare, or only the spacing differs ("can t")
    codes = Levenshtein.opcodes(one.plain, other.plain)
    changes = [
        (one.written[c.src_start : c.src_end], other.written[c.dest_start : c.dest_end])
        for c in codes
        if c.tag != "equal"
    ]
    # A negation that only moved ("should not encourage", "should encourage not") changed nothing.
    turned = _negated(one.written) != _negated(other.written)
    few = len(changes) <= _FEW_CHANGES and max(len(one.written), len(other.written)) <= _FEW_WORDS
    if turned and few and any(_turns(old, new) for old, new in changes):
        return True
    bare = one.bare or other.bare
    facts = bool(changes) and all(_is_fact(old, new, short=short, bare=bare) for old, new in changes)
    return facts and (turned or any(len(old) == len(new) for old, new in changes))


def _turns(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether a change is a negation more or less, or a negative word for a positive one, and nothing else."""
    if len(old) == len(new):
        return any((a.lower() in negations()) != (b.lower() in negations()) for a, b in zip(old, new, strict=True))
    changed = (*old, *new)
    return not (old and new) and _negated(changed) == len(changed)


def _is_fact(old: Sequence[str], new: Sequence[str], *, short: bool, bare: bool) -> bool:
    if bare and "".join(old).translate(_POINTS) == "".join(new).translate(_POINTS):
        return False  # 30.2 without its point, as all punctuation was taken out
    if len(old) != len(new):
        return _turns(old, new)
    return all(_other_fact(a, b, short=short) for a, b in zip(old, new, strict=True))


def _other_fact(old: str, new: str, *, short: bool) -> bool:
    if _NUMBER.fullmatch(old) and _NUMBER.fullmatch(new):
        return True
    plain = (old.lower(), new.lower())
    if plain in _opposites() or (plain[0] in negations()) != (plain[1] in negations()):
        return True
    named = old[0].isupper() and new[0].isupper() and not (old.isupper() and new.isupper())
    word = short and min(len(old), len(new)) > 1
    return (named or word) and not (_is_misspelling(*plain) or _is_cut(*plain))


def _is_misspelling(old: str, new: str) -> bool:
    return min(len(old), len(new)) >= _NAME_LENGTH and OSA.distance(old, new) <= 1


def _is_cut(old: str, new: str) -> bool:
    """Tell whether one word is the other cut off, as the last one of a truncated text is."""
    short, long = sorted((old, new), key=len)
    return len(short) >= _LEAST_PREFIX and long.startswith(short)


def _negated(tokens: Sequence[str]) -> int:
    return sum(token.lower() in negations() for token in tokens)


@cache
def negations() -> frozenset[str]:
    """Give the words that turn a statement around, of all languages, in small letters."""
    known = frozenset().union(*(found.negations for found in facts.load_all("deduplication", Facts).values()))
    return frozenset(word.replace("'", "").replace("’", "") for word in known)


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    pairs = [pair for known in facts.load_all("deduplication", Facts).values() for pair in known.opposites]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])

"""Texts from one mould that differ in the fact that matters: another number, another name, a 'not' more or less."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from agorascope.language import chinese, facts

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_a-zA-ZͰ-ϿЀ-ӿÀ-ɏἀ-῿]|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d[\d.,]*|[零〇一二三四五六七八九十百千万萬两兩半亿億]")
_COMPARED = 2_000
_NAME_LENGTH = 5


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a language that turn a statement around, alone (negations) or one for another (opposites)."""

    negations: frozenset[str]
    opposites: tuple[tuple[str, str], ...]


def differ_in_fact_only(first: str, second: str, *, short: bool) -> bool:
    """Tell whether every difference between two texts is a fact that matters.

    That is a number or name for another, an opposite, a negation more or less; in a `short` text any word for an
    unrelated one. Only texts of at most 2,000 characters are looked at: in longer ones such a fact is one of many.
    """
    from rapidfuzz.distance import Levenshtein

    if max(len(first), len(second)) > _COMPARED:
        return False
    one, other = _tokens(first), _tokens(second)
    codes = Levenshtein.opcodes([t.lower() for t in one], [t.lower() for t in other])
    changes = [(one[c.src_start : c.src_end], other[c.dest_start : c.dest_end]) for c in codes if c.tag != "equal"]
    if not changes or not all(_is_fact(old, new, short=short) for old, new in changes):
        return False
    # A negation that only moved ("should not encourage", "should encourage not") changed nothing.
    substituted = any(len(old) == len(new) for old, new in changes)
    return substituted or _negated(one) != _negated(other)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(chinese.to_simplified(text))


def _is_fact(old: list[str], new: list[str], *, short: bool) -> bool:
    if len(old) != len(new):
        changed = old + new
        return not (old and new) and _negated(changed) == len(changed)
    return all(_other_fact(a, b, short=short) for a, b in zip(old, new, strict=True))


def _other_fact(old: str, new: str, *, short: bool) -> bool:
    if _NUMBER.fullmatch(old) and _NUMBER.fullmatch(new):
        return True
    plain = (old.lower(), new.lower())
    if plain in _opposites() or (plain[0] in _negations()) != (plain[1] in _negations()):
        return True
    named = old[0].isupper() and new[0].isupper() and not (old.isupper() and new.isupper())
    word = short and min(len(old), len(new)) > 1
    return (named or word) and not _is_misspelling(*plain)


def _is_misspelling(old: str, new: str) -> bool:
    from rapidfuzz.distance import OSA

    return min(len(old), len(new)) >= _NAME_LENGTH and OSA.distance(old, new) <= 1


def _negated(tokens: list[str]) -> int:
    return sum(token.lower() in _negations() for token in tokens)


@cache
def _negations() -> frozenset[str]:
    return frozenset().union(*(known.negations for known in facts.load_all("duplicates", Facts).values()))


@cache
def _opposites() -> frozenset[tuple[str, str]]:
    pairs = [pair for known in facts.load_all("duplicates", Facts).values() for pair in known.opposites]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])

"""How a lemma is made of a word: trees of edits, learned from pairs and applied to words never seen.

Source: Chrupała (2008), Towards a machine-learning architecture for lexical functional grammar parsing; Müller et al.
(2015), Joint lemmatization and morphological tagging with LEMMING. A rule is text: `=` or `l` (written small first),
then a tree as JSON: `[left, before, behind, right]` keeps what stands between so many characters, `[old, new]` puts
one piece in the place of another, `null` leaves an empty piece.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from typing import Any

import msgspec

SMALL, SAME = "l", "="
LEAF = 2


def rule(word: str, lemma: str) -> str:
    """Give the rule that makes `lemma` of `word`."""
    case = SMALL if word != word.lower() and lemma == lemma.lower() else SAME
    tree = _tree(word.lower() if case == SMALL else word, lemma)
    return case + msgspec.json.encode(tree).decode()


def _tree(word: str, lemma: str) -> Any:  # noqa: ANN401  a tree of lists
    if not word and not lemma:
        return None
    same = SequenceMatcher(None, word, lemma, autojunk=False).find_longest_match()
    if not same.size:
        return [word, lemma]
    left = _tree(word[: same.a], lemma[: same.b])
    right = _tree(word[same.a + same.size :], lemma[same.b + same.size :])
    return [left, same.a, len(word) - same.a - same.size, right]


@cache
def _read(tree: str) -> Any:  # noqa: ANN401
    return msgspec.json.decode(tree)


def apply(known: str, word: str) -> str | None:
    """Make a lemma of a word; `None` where the rule does not fit the word."""
    return _applied(_read(known[1:]), word.lower() if known[0] == SMALL else word)


def _applied(tree: Any, word: str) -> str | None:  # noqa: ANN401
    if tree is None:
        return "" if not word else None
    if len(tree) == LEAF:
        return tree[1] if word == tree[0] else None
    left, before, behind, right = tree
    if len(word) <= before + behind:
        return None
    end = len(word) - behind
    first, last = _applied(left, word[:before]), _applied(right, word[end:])
    return None if first is None or last is None else first + word[before:end] + last

"""Arguments as labels of tokens: B at the first of an argument, I at its others, O outside."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from agorascope.exports.results import Row

if TYPE_CHECKING:
    from spacy.tokens import Doc

OUTSIDE: Final = "O"
_SEEN = re.compile(r"\S+")
_INVISIBLE = frozenset({"Cc", "Cf"})


class Token(NamedTuple):
    """A word, where it is, and whether a sentence begins with it."""

    form: str
    start: int
    end: int
    begins: bool


def tokens_of(doc: Doc) -> Iterator[Token]:
    """Give the words of a document that can be seen, without white space around or inside them."""
    begins = False
    for token in doc:
        begins = begins or bool(token.is_sent_start)
        for found in _SEEN.finditer(token.text):
            if any(unicodedata.category(sign) not in _INVISIBLE for sign in found[0]):
                yield Token(found[0], token.idx + found.start(), token.idx + found.end(), begins)
                begins = False


def labelled(tokens: Sequence[Token], arguments: Sequence[Row]) -> tuple[list[str], int]:
    """Label tokens with the arguments they are part of; a token of two is the earlier one's.

    Give also how many arguments have no token of their own.
    """
    labels, left_out = [OUTSIDE] * len(tokens), 0
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    for argument in sorted(arguments, key=lambda row: (row["start"], -row["end"])):
        first, last = bisect_right(ends, argument["start"]), bisect_left(starts, argument["end"])
        while first < last and labels[first] != OUTSIDE:
            first += 1
        left_out += first >= last
        for place in range(first, last):
            labels[place] = f"{'B' if place == first else 'I'}-{argument['role'].capitalize()}"
    return labels, left_out

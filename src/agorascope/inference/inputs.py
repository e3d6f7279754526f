"""Lays a text, what it is about and what it answers out as one row of pieces; training and running share it.

`<s> query: TEXT </s> TARGET </s> PARENT </s>`: a part that is missing leaves its place empty, the last
empty places are left out. Every task sees the same layout, so one pass serves all tasks on it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIX = "query:"
START, END = 0, 2
MOST_TARGET, MOST_PARENT = 64, 96
SHORTEST, LONGEST = 16, 512
SEEN = 8192
READ = 100_000  # characters that are cut into pieces: a row has room for 512 of these


class Reading(Struct, frozen=True):
    """One input of the model: `text`, and for pair tasks `target` (thesis, hypothesis, key point) and `parent`."""

    text: str
    target: str = ""
    parent: str = ""


def encodable(text: str) -> str:
    """Replace what no tokenizer and no message can hold: lone surrogates by question marks, NUL by a blank."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def says_something(text: str) -> bool:
    """Tell whether a text has a letter, a digit or a symbol (an emoji) among its first 8,192 characters."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text[:SEEN])


def answered(turns: Sequence[str]) -> str:
    """Give earlier turns of a conversation, oldest first, as one parent: the last, then what it all began with."""
    return "\n".join((turns[-1], turns[0]) if len(turns) > 1 else turns)


class Row(Struct, frozen=True):
    """The pieces of one input; `offsets` are the characters of the text that pieces 1 + prefix … stand for."""

    ids: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]


class Layout:
    """Makes rows with one tokenizer."""

    def __init__(self, tokenizer: Any, longest: int) -> None:  # noqa: ANN401  tokenizers is imported late
        """Keep the tokenizer; no row has more than `longest` pieces (16 to 512), other parts and marks included."""
        self.tokenizer = tokenizer
        self.longest = max(SHORTEST, min(longest, LONGEST))
        self.opening = (START, *self._ids(PREFIX))

    def row(self, reading: Reading) -> Row:
        """Lay one input out; the text is cut where the row would be too long, target and parent at their own most."""
        half = self.longest // 2
        others = [
            self._ids(reading.target)[: min(MOST_TARGET, half // 2)],
            self._ids(reading.parent)[: min(MOST_PARENT, half // 2)],
        ]
        while others and not others[-1]:
            others.pop()
        tail = [piece for other in others for piece in (*other, END)]
        encoded = self.tokenizer.encode(reading.text[:READ], add_special_tokens=False)
        room = max(1, self.longest - len(self.opening) - 1 - len(tail))
        ids = (*self.opening, *encoded.ids[:room], END, *tail)
        return Row(ids, len(self.opening), tuple(encoded.offsets[:room]))

    def pieces(self, text: str) -> Sequence[tuple[int, int]]:
        """Give the characters that each piece of a text stands for."""
        found: Sequence[tuple[int, int]] = self.tokenizer.encode(text, add_special_tokens=False).offsets
        return found

    def _ids(self, text: str) -> Sequence[int]:
        found: Sequence[int] = self.tokenizer.encode(text[:READ], add_special_tokens=False).ids if text else ()
        return found

"""Words, numbers and Chinese characters of a text, one by one: what two texts from one mould are compared by."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from agorascope.language import chinese

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_a-zA-ZͰ-ϿЀ-ӿÀ-ɏἀ-῿]|[^\W\d_]+(?:['’][^\W\d_]+)*")
_PUNCTUATION = re.compile(r"[,，、;；:：!！?？。]|\.(?!\d)")
_COMPARED = 2_000


class Words(Struct, frozen=True):
    """A text cut into words, numbers and Chinese characters: as written, and in small letters."""

    written: tuple[str, ...]
    plain: tuple[str, ...]
    bare: bool


def words(text: str) -> Words:
    """Cut a text of at most 2,000 characters; of a longer one nothing, for there a fact is one of many.

    `bare` means that there is no punctuation between its words: somebody took it out.
    """
    if len(text) > _COMPARED:
        return Words((), (), bare=False)
    bare = _PUNCTUATION.search(text) is None
    text = unicodedata.normalize("NFKC", text).replace("'", "").replace("’", "")
    written = tuple(_TOKEN.findall(text if text.isascii() else chinese.to_simplified(text)))
    return Words(written, tuple(map(str.lower, written)), bare)

"""The author's name as it may be shown: no address, no number of a machine, nobody for the nameless."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final

from agorascope.language.folding import fold
from agorascope.language.remembering import LETTERS, remembering
from agorascope.readers.facts import own_words

AUTHORS: Final = 1 << 10
"""Authors whose shown names are remembered: those of one page write again and again, those of a site seldom."""
MAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]+(?:\.[\w-]+)+")
BRACKETED = re.compile(r"(?<=\w)\s*[<(\[]\s*[\w.+-]{1,64}@[^\s<>()\[\]]+\s*[>)\]]")
ADDRESS = re.compile(r"\s*[(\[]?(?<![\d.])\d{1,3}(?:\.(?:\d{1,3}|\*)){3}(?![\d.])[)\]]?")
LONG_ADDRESS = re.compile(r"\s*[(\[]?(?<![\w:])(?P<said>[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w:])[)\]]?")


@remembering(AUTHORS, LETTERS)
def shown_author(name: str | None) -> str | None:
    """Give a name without e-mail addresses; None for what names nobody ('Anonymous', '[deleted]') and for an IP."""
    if name is None:
        return None
    alone = BRACKETED.sub("", " ".join(name.split()))
    text = LONG_ADDRESS.sub(_unaddressed, ADDRESS.sub("", MAIL.sub(r"\1", alone))).strip()
    if not text or _is_address(text) or fold(text).strip("@[]()<>«»【】 ") in _nobody():
        return None
    return text


def _unaddressed(found: re.Match[str]) -> str:
    """Leave out an address of IPv6; a time of day, or colons that somebody likes, stay."""
    said = found["said"]
    return "" if _is_address(said) and any(sign.isalnum() for sign in said) else found[0]


def _nobody() -> frozenset[str]:
    return frozenset(fold(word) for word in own_words("nobody"))


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

"""Reads one text: the signs of adverts in it, the text without its contact details, and the signals that are weighed.

A link, a phone number, a capital or a word of praise weighs nothing alone; they weigh together with
something offered. The learned head sees the text without its links and numbers for the same reason.
"""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from agorascope.spam.contacts import CONTACT_KINDS, find_contacts, is_disguised
from agorascope.spam.fold import fold
from agorascope.spam.letters import find_letters
from agorascope.spam.phrases import PHRASE_KINDS, Sign, find_phrases

REACH = 65_536  # characters of a text that are read: longer comments are not written by people
_CAPS = {"offer": 3, "trade": 2, "invite": 2, "approach": 1, "urgency": 1, "price": 1, "malice": 2}
_COMMERCIAL = ("offer", "trade", "price")
_SUPPORT = (*PHRASE_KINDS, "link", "trap", *CONTACT_KINDS, "mixed-script", "invisible")
_LURES = ("link", "trap", "approach", *CONTACT_KINDS)


class Reading(Struct, frozen=True):
    """What one text shows: `signs` in order of finding, `plain` for the encoder, `signals` to be weighed."""

    signs: tuple[Sign, ...]
    plain: str
    signals: dict[str, float]


def read(text: str) -> Reading:
    """Read the first `REACH` characters of a text; time is linear in them."""
    text = text[:REACH]
    folded = fold(text)
    contacts = find_contacts(folded)
    plain = without(text, contacts)
    signs = (*find_phrases(folded), *contacts, *find_letters(plain_letters(text, contacts)))
    return Reading(signs, plain, _signals(text, signs))


def without(text: str, signs: list[Sign]) -> str:
    """Take the slices of the signs out of a text, and leave no gap that would tell of them."""
    at, kept = 0, []
    for sign in sorted(signs, key=lambda s: s.start):
        kept.append(text[at : sign.start])
        at = max(at, sign.end)
    kept.append(text[at:])
    return " ".join(part.strip() for part in kept if part.strip())


def plain_letters(text: str, contacts: list[Sign]) -> str:
    """Blank contact details out, so that offsets stay: an address is not a word, nor is it shouted."""
    letters = list(text)
    for sign in contacts:
        letters[sign.start : sign.end] = " " * (sign.end - sign.start)
    return "".join(letters)


def _signals(text: str, signs: tuple[Sign, ...]) -> dict[str, float]:
    counts = Counter(sign.kind for sign in signs)
    lured = any(counts[kind] for kind in _LURES)
    hidden = any(is_disguised(text[s.start : s.end], s.kind) for s in signs if s.kind in CONTACT_KINDS)
    return {
        **{kind: float(min(counts[kind], cap)) for kind, cap in _CAPS.items()},
        "offer with lure": float(lured and any(counts[kind] for kind in _COMMERCIAL)),
        "malice with lure": float(lured and bool(counts["malice"])),
        "praise with lure": float(min(counts["praise"], 2) * lured),
        "number or id": float(bool(counts["phone"] or counts["messenger"])),
        "trap": float(bool(counts["trap"])),
        "nothing found": float(not any(counts[kind] for kind in _SUPPORT)),
        "disguise": float(hidden or bool(counts["mixed-script"]) or bool(counts["invisible"])),
    }


SIGNALS = tuple(_signals("", ()))

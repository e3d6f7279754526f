"""Reads one text: the signs of adverts in it, the text without its contact details, and the signals that are weighed.

A link, a phone number, a capital or a word of praise weighs nothing alone; they weigh together with
something offered. The learned head sees the text without its links and numbers for the same reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from agorascope.spam.behind import NOWHERE, Behind, find_hidden, signed, trap
from agorascope.spam.contacts import CONTACT_KINDS, find_contacts, is_disguised
from agorascope.spam.fold import fold
from agorascope.spam.letters import find_letters
from agorascope.spam.phrases import Sign, find_phrases

REACH = 65_536  # characters of a text that are read: longer comments are not written by people
_CAPS = {"offer": 3, "trade": 2, "invite": 2, "approach": 1, "urgency": 1, "price": 1, "malice": 2}
_COMMERCIAL = ("offer", "trade")  # a price is no offer: people say what they paid, and where
_EVIDENCE = (*_COMMERCIAL, "invite", "malice", "trap", "messenger", "mixed-script", "invisible")
_LURES = ("link", "trap", "approach", *CONTACT_KINDS)


class Reading(Struct, frozen=True):
    """What one text shows: `signs` in order of finding, `plain` for the encoder, `signals` to be weighed.

    `site` is the address that its author signs with where that is a trap's.
    """

    signs: tuple[Sign, ...]
    plain: str
    signals: dict[str, float]
    site: str | None = None


def read(text: str, behind: Behind = NOWHERE) -> Reading:
    """Read the first `REACH` characters of a text, and what is behind them; time is linear in them."""
    text = text[:REACH]
    folded = fold(text)
    contacts = find_contacts(folded)
    plain = without(text, contacts)
    hidden = find_hidden(behind.links, len(text))
    signs = (*find_phrases(folded), *contacts, *hidden, *find_letters(plain_letters(text, contacts)))
    site = trap(behind.author_url) if text.strip() else None
    return Reading(signs, plain, _signals(text, signs, signed(site, signs) if site else ()), site)


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


def _signals(text: str, signs: tuple[Sign, ...], more: Sequence[str] = ()) -> dict[str, float]:
    counts = Counter([*(sign.kind for sign in signs), *more])
    lured = _is_lured(counts)
    hidden = any(is_disguised(text[s.start : s.end], s.kind) for s in signs if s.kind in CONTACT_KINDS)
    return {
        **{kind: float(min(counts[kind], cap)) for kind, cap in _CAPS.items()},
        "offer with lure": float(lured and any(counts[kind] for kind in _COMMERCIAL)),
        "malice with lure": float(lured and bool(counts["malice"])),
        "praise with lure": float(min(counts["praise"], 2) * lured),
        "number or id": float(bool(counts["phone"] or counts["messenger"])),
        "trap": float(bool(counts["trap"])),
        "nothing found": float(not _is_evident(counts)),
        "disguise": float(hidden or bool(counts["mixed-script"]) or bool(counts["invisible"])),
    }


def _is_lured(counts: Counter[str]) -> bool:
    """Tell whether there is a way to the writer or to another page."""
    return any(counts[kind] for kind in _LURES)


def _is_evident(counts: Counter[str]) -> bool:
    """Tell whether there is what adverts show and others seldom do: good comments too have links, numbers and prices.

    Praise is told of where it comes with a way to the writer.
    """
    return any(counts[kind] for kind in _EVIDENCE) or (bool(counts["praise"]) and _is_lured(counts))


SIGNALS = tuple(_signals("", ()))

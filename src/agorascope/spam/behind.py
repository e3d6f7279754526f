"""Reads addresses that a text does not show: those behind its words, and the one that its author signs with.

An address behind words is a sign at the words, of the kind it would be written out; what is read of its own words is
a trap's alone, for news have addresses that tell of casinos too. People sign with their own site, which says nothing;
a trap's host in its place is where adverts stand under praise that says nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from msgspec import Struct

from agorascope.records import Link
from agorascope.spam.contacts import link_kind
from agorascope.spam.fold import Folded, fold
from agorascope.spam.phrases import MOST, Sign, find_phrases

LONGEST = 2000  # characters of an address that are read, as of one that is written out
_LEAD, _PATH = re.compile(r"(?:https?:)?/+"), re.compile(r"[/?#]")


class Behind(Struct, frozen=True):
    """Where a text leads without saying so: links behind its words, and the web address that its author signs with."""

    links: tuple[Link, ...] = ()
    author_url: str | None = None


NOWHERE = Behind()


def find_hidden(links: Iterable[Link], length: int) -> list[Sign]:
    """Give what addresses behind the first `length` characters of a text show, as signs at the words in front."""
    held = (link for link in links if 0 <= link.start < min(link.end, length))
    return [
        Sign(kind, link.start, min(link.end, length), link.url)
        for link in islice(held, MOST)
        for kind in _kinds(_plain(link.url))
    ]


def trap(url: str | None) -> str | None:
    """Give the address that somebody signs with where its host, whatever stands behind it, is a shop's or a trap's."""
    return url if url and link_kind(f"{_host(url)}/") == "trap" else None


def signed(url: str, signs: Iterable[Sign]) -> list[str]:
    """Give the kinds of signs that a trap's host counts for beside the signs of a text that is signed with it.

    The words in its name count where the text is praise that fits any article, and was written to stand over them.
    """
    return ["trap", *(_said(_host(url)) if any(sign.kind == "praise" for sign in signs) else ())]


def _kinds(address: str) -> list[str]:
    kind = link_kind(address)
    return [kind, *(_said(address) if kind == "trap" else ())]


def _said(address: str) -> list[str]:
    return [sign.kind for sign in find_phrases(Folded(address, None))]


def _host(url: str) -> str:
    return _PATH.split(_plain(url), maxsplit=1)[0]


def _plain(url: str) -> str:
    return _LEAD.sub("", fold(url[:LONGEST]).text.replace("\\", "/"), count=1).rstrip(".,;:!?*_~")

"""Classes and ids of elements as words, and what the makers of pages mean by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from agorascope.readers.markup.parsing import Element

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BREAK = re.compile(r"[^a-z0-9]+")
NUMBERED = re.compile(r"^v?\d+$")
LONGEST, MOST = 2000, 40
Words = tuple[str, ...]


@cache
def habits() -> dict[str, dict[str, frozenset[str]]]:
    """Give what `habits.toml` says, by part and kind."""
    text = resources.files("agorascope.readers.markup").joinpath("habits.toml").read_text("utf-8")
    return {
        part: {kind: frozenset(words) for kind, words in kinds.items()} for part, kinds in tomllib.loads(text).items()
    }


@lru_cache(1 << 14)
def words(token: str) -> Words:
    """Take a class or an id apart: `CommentItem_3` is comment, item, without numbers."""
    parts = BREAK.split(HUMP.sub("-", token).lower())
    return tuple(part for part in parts if part and not NUMBERED.match(part))


@lru_cache(1 << 14)
def dashed(token: str) -> str:
    """Write a class as its words with dashes between."""
    return "-".join(words(token))


def tokens(element: Element) -> list[str]:
    """Give an element's classes as written, of thousands the first."""
    return (element.get("class") or "")[:LONGEST].split()[:MOST]


def named(element: Element) -> Iterator[str]:
    """Give an element's classes and its id."""
    yield from tokens(element)
    if element.get("id"):
        yield element.get("id", "")


def is_called(element: Element, part: str, kind: str) -> bool:
    """Tell whether a class is one of a habit's names, or ends in one of several words: `fig-comment-msg`."""
    return any(_is_known(dashed(token), part, kind) for token in tokens(element))


@lru_cache(1 << 14)
def _is_known(name: str, part: str, kind: str) -> bool:
    known = habits()[part][kind]
    return name in known or any("-" in known_name and name.endswith(f"-{known_name}") for known_name in known)


def ends_as(element: Element, part: str, kind: str = "ends") -> bool:
    """Tell whether the last word of a class is one of a habit's words."""
    known = habits()[part][kind]
    return any(found[-1] in known for token in tokens(element) if (found := words(token)))


def property_of(element: Element) -> str:
    """Give the microdata property of an element."""
    return (element.get("itemprop") or "").lower()


def type_of(element: Element) -> str:
    """Give the last part of an element's microdata type in lower case."""
    return re.split(r"[/#]", (element.get("itemtype") or "").strip().rstrip("/"))[-1].lower()


def is_item(element: Element) -> bool:
    """Tell whether a class says that an element is a comment as a whole."""
    return any(is_item_name(token) for token in tokens(element))


@lru_cache(1 << 14)
def is_item_name(token: str) -> bool:
    """Tell whether a class is a comment's as a whole: 'comment', 'comment-item', 'commentBox', not 'comment-form'."""
    item = habits()["item"]
    found = words(token)
    if dashed(token) in item["tokens"]:
        return True
    if item["not"] & set(found):
        return False
    is_about = any(word in item["about"] for word in found)
    return is_about and len(found) <= 4 and found[-1] in item["ends"]  # noqa: PLR2004 -- longer ones are phrases

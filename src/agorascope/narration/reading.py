"""Reads a narrator's answer: the last JSON in it that holds sentences, whatever stands around."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from agorascope.inference.inputs import encodable

READ = 200_000  # characters of an answer, from its end
TRIES = 2_000  # places in it where JSON may begin
DEEP = 50  # tries that a nest too deep to be read is worth
_START = re.compile(r"[{\[]")
# Characters that steer a terminal or turn the direction of writing; line ends and tabs are none.
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DECODER = json.JSONDecoder(strict=False)


class Told(Struct, frozen=True):
    """A sentence as the model wrote it, with the ids it cites."""

    text: str
    comments: tuple[str, ...]


class Answer(Struct, frozen=True):
    """The sentences understood, and how many pieces could not be read."""

    told: tuple[Told, ...]
    unreadable: int = 0


def read(content: str) -> Answer:
    """Read `{"sentences": [{"text", "comments"}]}` or the list alone; of several the last, which follows all thinking.

    Where none is whole (an answer that was cut off), the sentences that are whole are taken, and what is broken counts
    as one piece that could not be read. Never raises.
    """
    content = content.strip()[-READ:]
    found: list[Any] = list(_objects(content))
    lists = [sentences for one in found if (sentences := _sentences(one)) is not None]
    if lists:
        told = [_told(one) for one in lists[-1]]
        return Answer(tuple(one for one in told if one), sum(one is None for one in told))
    return Answer(tuple(one for one in map(_told, found) if one), 1)


def _objects(content: str) -> Iterator[Any]:
    """Give every JSON list or object that is an answer or a sentence; what is neither is looked into."""
    at = tries = 0
    while (start := _START.search(content, at)) and tries < TRIES:
        tries += 1
        try:
            found, end = _DECODER.raw_decode(content, start.start())
        except ValueError:
            at = start.end()
            continue
        except RecursionError:
            at, tries = start.end(), tries + DEEP
            continue
        wanted = _sentences(found) is not None or _told(found) is not None
        at = end if wanted else start.end()
        if wanted:
            yield found


def _sentences(found: object) -> list[Any] | None:
    """Give the list of sentences in what was decoded; None where there is none."""
    told = found.get("sentences") if isinstance(found, dict) else found
    if not isinstance(told, list):
        return None
    empty_answer = isinstance(found, dict) and not told
    return told if empty_answer or any(isinstance(one, dict) and "text" in one for one in told) else None


def _told(one: object) -> Told | None:
    """Read one sentence; a bare text cites nothing, None is no sentence."""
    if isinstance(one, str):
        one = {"text": one}
    if not isinstance(one, dict) or not isinstance(one.get("text"), str):
        return None
    text = _STEERING.sub("", encodable(one["text"])).strip()
    cited = one.get("comments", [])
    listed = cited if isinstance(cited, list) else [cited]
    return Told(text, tuple(encodable(str(name)).strip() for name in listed if name is not None)) if text else None

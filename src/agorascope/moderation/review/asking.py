"""What an address asks for, read with care: what is no question of ours is refused and never reaches the desk."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct, structs

from agorascope.moderation.store.queue import Wanted
from agorascope.records import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.moderation.store.decisions import Shown
    from agorascope.moderation.store.queue import Place
    from agorascope.records import Verdict

OPEN: Final = "open"
KINDS: Final = ("spam", "duplicate")
STATES: Final = (OPEN, *VERDICTS)
LONGEST: Final = 200
"""Characters of a search."""
_FIELDS: Final = {"kind": "kind", "reason": "reason", "language": "language", "q": "words", "cluster": "cluster"}
_NUMBER = re.compile("[0-9]{1,18}")
_CODE = re.compile("[A-Za-z0-9-]{1,40}")
_SHOWN = re.compile("([0-9]{1,18})-([0-9a-f]{1,32})")


class UnreadableError(ValueError):
    """An address or a form that asks for nothing that there is."""


class NothingError(ValueError):
    """An address or a form that names what there is not."""


class Asked(Struct, frozen=True, kw_only=True):
    """What is wanted of the queue and from behind which place; `about` is a batch to be told of, `left` with it counts
    the comments that somebody else had decided about.
    """  # noqa: D205 - one sentence that needs a second line

    wanted: Wanted = Wanted()
    after: Place | None = None
    about: int | None = None
    left: int = 0

    @property
    def state(self) -> Verdict | None:
        """Give the verdict that the comments of this queue have; None for those that wait."""
        return None if self.wanted.state == OPEN else cast("Verdict", self.wanted.state)

    @property
    def beginning(self) -> str:
        """Write the question, from the beginning of its queue."""
        return self.query(words=self.wanted.words)

    def query(self, **other: str | float | None) -> str:
        """Write the question as the part of an address behind its `?`, with other fields of `Wanted`; empty for none.

        Another question begins at the beginning of its queue.
        """
        wanted = structs.replace(self.wanted, **other)
        pairs = [("state", wanted.state)] if wanted.state != OPEN else []
        pairs += [(name, str(value)) for name, field in _FIELDS.items() if (value := getattr(wanted, field))]
        if self.after and not other:
            pairs.append(("after", place(self.after)))
        return urlencode(pairs)


def asked(given: Mapping[str, str] | str) -> Asked:
    """Read the fields of an address; raises `UnreadableError`. Fields that are none of ours are passed over."""
    if isinstance(given, str):
        given = dict(parse_qsl(given, max_num_fields=50))
    wanted = Wanted(
        state=_one_of(given.get("state") or OPEN, STATES),
        kind=_one_of(given["kind"], KINDS) if given.get("kind") else None,
        reason=_code(given.get("reason")),
        language=_code(given.get("language")),
        words=_words(given.get("q", "")),
        cluster=_some(given.get("cluster")),
    )
    about, left = _some(given.get("about")), _some(given.get("left")) or 0
    return Asked(wanted=wanted, after=_place(given.get("after")), about=about, left=left)


def number(text: str) -> int:
    """Read a number from nought on; raises `UnreadableError`."""
    if not _NUMBER.fullmatch(text):
        raise UnreadableError(f"{text[:40]!r} is no number")
    return int(text)


def place(of: Place) -> str:
    """Write a place of the queue."""
    return f"{of[0]!r},{of[1]}"


def verdict(text: str) -> Verdict:
    """Read a verdict; raises `UnreadableError`."""
    return cast("Verdict", _one_of(text, VERDICTS))


def shown(text: str) -> Shown:
    """Read a comment as a form names it: its number and the mark of its words; raises `UnreadableError`."""
    found = _SHOWN.fullmatch(text)
    if not found:
        raise UnreadableError(f"{text[:40]!r} is no comment")
    return int(found[1]), found[2]


def _some(text: str | None) -> int | None:
    return number(text) if text else None


def _code(text: str | None) -> str | None:
    if text and not _CODE.fullmatch(text):
        raise UnreadableError(f"{text[:40]!r} is no code")
    return text or None


def _one_of(text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise UnreadableError(f"{text[:40]!r}: choose one of {', '.join(known)}")
    return text


def _words(text: str) -> str:
    if len(text) > LONGEST:
        raise UnreadableError(f"a search has at most {LONGEST} characters")
    return text.strip()


def _place(text: str | None) -> Place | None:
    if not text:
        return None
    score, _, last = text.partition(",")
    try:
        value = float(score)
    except ValueError:
        raise UnreadableError(f"{text[:40]!r} is no place of the queue") from None
    if not isfinite(value):
        raise UnreadableError(f"{text[:40]!r} is no place of the queue")
    return value, number(last)

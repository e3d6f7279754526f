"""Finds phone and account numbers, also in full-width, circled and Chinese digits, with look-alikes or masked by x.

Years, dates, prices, counts and other figures of a debate are not numbers to call: what is taken
looks like a phone number of some country or stands behind a word such as 'tel.' or 电话.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from agorascope.language.facts import load_all
from agorascope.spam.facts import SpamFacts
from agorascope.spam.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR = 14  # characters before a number in which its word may stand
LEAST, MOST_DIGITS = 7, 15
LEAST_REAL = 4  # digits that are not masked: 138xxxx5566

_DIGITS = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖oоοзбl"
_VALUES = "000123456789123456789000361"
_AS_DIGITS = str.maketrans(_DIGITS, _VALUES)
_ONE = rf"[0-9{_DIGITS}]"
_RUN = re.compile(
    rf"(?<![0-9a-zα-ωа-я_.,/-])(?:\+|00)?\(?{_ONE}(?:[ ().·\-–]{{0,2}}[0-9{_DIGITS}xχх*]){{6,24}}(?![0-9a-zα-ωа-я_])"
)
_MASKED = re.compile("[xχх*]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?$")
_DATE = re.compile(r"(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ \-–]{1,3})+(?:19|20)\d\d$")
_PHONE = re.compile(
    r"\+\d{8,15}$|00\d{10,14}$|(?:30)?(?:69|2\d)\d{8}$|(?:86)?1[3-9x]\d{9}$|0\d{9,10}$|0{3}\d{8}$|[48]00\d{7}$|18\d{9}$|1?[2-9]\d{2}[2-9]\d{6}$"
)


def find_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Give the offsets, in folded text, of every number that a reader could call or add."""
    for match in _RUN.finditer(text):
        start, run = match.start(), match[0]
        before = text[max(0, start - NEAR) : start]
        for shorter in (run, run.rpartition(" ")[0]):  # the next word may begin with a Chinese figure
            if _is_contact(shorter, before):
                yield start, start + len(shorter)
                break


def _is_contact(run: str, before: str) -> bool:
    plain = run.translate(_AS_DIGITS).strip()
    if _GROUPED.match(plain) or _DATE.search(plain) or _YEARS.match(plain):
        return False
    digits = re.sub(r"[^0-9+]", "", _MASKED.sub("0", plain))
    if not LEAST <= len(digits.lstrip("+")) <= MOST_DIGITS or sum(c.isdigit() for c in plain) < LEAST_REAL:
        return False
    written = sum(c.isascii() and c.isdigit() for c in run)
    if not written and len(run) < len("一三八零零一三八零零零"):
        return False
    return bool(_PHONE.match(digits)) or bool(_words().search(before))


@cache
def _words() -> re.Pattern[str]:
    words = sorted({fold(word).text for facts in load_all("spam", SpamFacts).values() for word in facts.numbers})
    return re.compile(rf"(?:^|(?<![a-zα-ω]))(?:{'|'.join(map(re.escape, words))})[^0-9a-zα-ω]{{0,6}}$")

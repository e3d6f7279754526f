"""Who signed a comment in its text: after a closing phrase, after a dash, or on a last line of its own."""

from __future__ import annotations

import re
from functools import cache

from agorascope.language.folding import fold
from agorascope.readers.facts import either, own_words
from agorascope.readers.persons.names import HAN, is_han_name, leading, not_names
from agorascope.readers.plain.width import width

LONGEST = 70
DASH = re.compile(r"(?:[—–―~/-]{1,3}|——)\s?(?=\w)")
TRAILING = re.compile(r"[^\w.)'’]+$")
SITE = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$", re.IGNORECASE)
HAN_LINE = re.compile(rf"(?:{HAN}{{2,6}}[\s·,，]\s*)?({HAN}{{2,4}})$")
HAN_PEN = re.compile(rf"[\w{HAN[1:-1]}]{{2,12}}$")
LETTERS = 2


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(own_words('closings'))})[,.!~ ]*")


def signature(text: str) -> str | None:
    """Give the name signed at the end of a text as it is written there; None when nobody signs."""
    lines = [line.strip() for line in text[-4 * LONGEST :].split("\n")]
    last = TRAILING.sub("", lines[-1])
    if not last or width(last) > LONGEST or _closing().fullmatch(fold(last)):
        return None
    above = next((line for line in reversed(lines[:-1]) if line), "")
    return _after_closing(last, above) or _after_dash(last, above) or _alone(last, above)


def _after_closing(last: str, above: str) -> str | None:
    same_line = _closing().match(fold(last))
    if same_line and same_line.end() < len(last):
        name = _signed_name(last[same_line.end() :])
        if name and "," in last[: same_line.end()] and _is_signed(last[same_line.end() :], name):
            return name
    if not above or not _closing().fullmatch(fold(above)):
        return None
    if SITE.match(last):
        return last
    return _signed_name(last) or (last if HAN_PEN.match(last) else None)


def _after_dash(last: str, above: str) -> str | None:
    match = DASH.match(last)
    if match is None or not above:
        return None
    rest = last[match.end() :]
    name = _signed_name(rest)
    if name and _is_signed(rest, name):
        return name
    return rest if HAN_PEN.match(rest) and not rest.isascii() and len(rest) <= 8 else None  # noqa: PLR2004


def _alone(last: str, above: str) -> str | None:
    """Read a last line that is a name, or a name, a comma and where or what its bearer is."""
    if not above:
        return None
    name = _signed_name(last)
    if name and _is_signed(last, name):
        return None if last[-1] == "." and len(name) > LETTERS and not _initials(name) else name
    match = HAN_LINE.match(last)
    return match[1] if match and is_han_name(match[1]) else None


def _signed_name(text: str) -> str:
    return leading(text, cut_short=True)


def _initials(name: str) -> bool:
    return bool(re.search(r"(?:^|[\s.])\w{1,2}\.$", name))


def _is_signed(line: str, name: str) -> bool:
    rest = line[len(name) :].strip()
    words = name.split()
    plain = fold(words[0]).rstrip(".") not in not_names() and len(words) <= 3  # noqa: PLR2004
    return plain and (not rest or (rest[0] in ",·(/|-–—" and not re.search(r"[.!?;]\s", rest)))

"""What a host's robots.txt lets us read, as RFC 9309 says it; in time that its size bounds.

The two libraries there are do not do for files of strangers: urllib.robotparser knows no `*`, takes the first rule that
fits in place of the longest, and breaks on some numbers; protego keeps every rule for every agent named above it.
"""

from __future__ import annotations

import re
from math import isfinite
from urllib.parse import quote

from msgspec import Struct

LONGEST_FILE = 500 * 1024
LINE = re.compile(r"\r\n?|\n")
TOKEN = re.compile(r"\*|[a-z_-]+")
ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# Every sign that a path may hold as it is; all others are written as octets on both sides of a comparison.
PLAIN = "%/?#[]@!$&'()*+,;=:~-._"
EVERYBODY = "*"


class Rule(Struct, frozen=True):
    """A pattern of paths and whether they may be read; `*` stands for anything, a `$` at the end for the end."""

    pattern: str
    allows: bool

    def fits(self, path: str) -> bool:
        """Tell whether a path begins as the pattern says."""
        ends = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        last = others.pop() if others and ends else ""
        for part in others:
            at = path.find(part, at)
            if at < 0:
                return False
            at += len(part)
        if not ends:
            return True
        return path.endswith(last) and len(path) - len(last) >= at if "*" in self.pattern else at == len(path)


class Robots(Struct, frozen=True):
    """The rules for one agent, the longest pattern first, and the seconds it is asked to leave between requests."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allow(self, path: str) -> bool:
        """Tell whether a path with its query may be read; what no rule speaks of may."""
        octets = _octets(path)
        return next((rule.allows for rule in self.rules if rule.fits(octets)), True)


class _Group:
    """The lines that hold for one agent."""

    def __init__(self) -> None:
        self.named, self.rules, self.delay = False, dict[str, bool](), 0.0

    def take(self, key: str, value: str) -> None:
        if key == "crawl-delay":
            self.delay = max(self.delay, _seconds(value))
        elif value:
            pattern = _octets(value if value[0] in "/*" else f"/{value}")
            self.rules[pattern] = key == "allow" or self.rules.get(pattern, False)

    def robots(self) -> Robots:
        # Of two rules of one length the one that allows counts.
        rules = [Rule(pattern, allows) for pattern, allows in self.rules.items()]
        return Robots(tuple(sorted(rules, key=lambda rule: (-len(rule.pattern), not rule.allows))), self.delay)


def parsed(text: str, agent: str) -> Robots:
    """Read the groups that name `agent` (in small letters), else those for everybody; other lines mean nothing."""
    groups = {agent: _Group(), EVERYBODY: _Group()}
    current: set[str] = set()
    is_open = False
    for line in LINE.split(text.removeprefix("\ufeff")):
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.casefold()
        if key == "user-agent":
            current = current if is_open else set()
            is_open = True
            current |= _named(value) & groups.keys()
            for name in current:
                groups[name].named = True
        elif key in {"allow", "disallow", "crawl-delay"}:
            is_open = False
            for name in current:
                groups[name].take(key, value)
    return groups[agent if groups[agent].named else EVERYBODY].robots()


def _named(value: str) -> set[str]:
    found = TOKEN.match(value.casefold())
    return {found[0]} if found else set()


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if isfinite(seconds) else 0.0


def _octets(path: str) -> str:
    """Write a path in one way: letters that need no escape plainly, all others as the octets of UTF-8."""
    return quote(ESCAPED.sub(_unescaped, path), safe=PLAIN, errors="replace")


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in UNRESERVED else found[0].upper()

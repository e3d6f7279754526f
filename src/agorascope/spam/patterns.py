"""Compiles the phrases of the data files into patterns that are fast on long lists of phrases.

Python's engine rejects an alternative quickly when it starts with a plain character. Phrases are
therefore expanded until each starts with one, and grouped by it: a few hundred phrases then cost a
few comparisons a character. Every repetition is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.spam.fold import fold

if TYPE_CHECKING:
    from agorascope.spam.facts import Phrases

_LETTERS = ("a-z0-9", "α-ω", "а-я")
_ENDING, _GAP = r"\\w{0,12}", r"[^.!?;。！？\n]{1,40}?"
_ATOM = re.compile(r"(\\.|\[[^\]]*\]|[^\\(\[])(\{(\d+),(\d+)\}|[?*+])?", re.DOTALL)


def compiled(phrases: Phrases) -> re.Pattern[str]:
    """Compile phrases into one pattern over folded text; a match starts and ends at word boundaries of its script."""
    groups: dict[str, list[str]] = {}
    for phrase in phrases:
        for opening, rest in _openings(_expression(fold(phrase).text)):
            groups.setdefault(opening, []).append(rest)
    return re.compile("|".join(f"{a}{_before(a)}(?:{'|'.join(rests)}){_after()}" for a, rests in groups.items()))


def _expression(phrase: str) -> str:
    """Turn the phrase syntax into that of regular expressions."""
    phrase = phrase.replace(" .. ", "\0")
    phrase = re.sub(r"(?<=[\w)])\*", _ENDING, phrase)
    return phrase.replace(" ?", r"\s{0,2}").replace(" ", r"\s{1,3}").replace("\0", _GAP)


def _openings(expression: str) -> list[tuple[str, str]]:
    """Expand the front of an expression until it starts with one character or class: (it, the rest)."""
    if expression.startswith("("):
        choices, rest = _group(expression)
        return [found for choice in choices for found in _openings(choice + rest)]
    match = _ATOM.match(expression)
    if match is None:
        raise ValueError(expression)
    atom, quantifier, rest = match[1], match[2], expression[match.end() :]
    if quantifier is None:
        return [(atom, rest)]
    if quantifier == "?":
        return [(atom, rest), *_openings(rest)]
    return [(atom, f"{atom}{{{int(match[3]) - 1},{int(match[4]) - 1}}}{rest}")]


def _group(expression: str) -> tuple[list[str], str]:
    """Split a leading group into its alternatives and what follows it."""
    depth, start, choices = 0, 1, []
    for at, character in enumerate(expression):
        depth += (character == "(") - (character == ")")
        if depth == 0 or (depth == 1 and character == "|"):
            choices.append(expression[start:at])
            start = at + 1
        if depth == 0:
            break
    rest = expression[start:]
    if rest.startswith("?"):
        return [*choices, ""], rest[1:]
    return choices, rest


def _before(opening: str) -> str:
    """Forbid a letter of the same script before the opening, which has just been read."""
    return "".join(
        f"(?<![{s}]{opening})" for s in _LETTERS if re.match(f"[{s}]", opening) or opening.startswith(f"[{s}")
    )


def _after() -> str:
    return "".join(f"(?:(?![{s}])|(?<![{s}]))" for s in _LETTERS)

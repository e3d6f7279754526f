"""Columns of a table of decisions under our names, and what stands in the column of verdicts."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal, cast

from msgspec import Struct, convert

from agorascope.errors import UsageError
from agorascope.language.folding import fold
from agorascope.readers.fields import known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.records import Verdict

Passed = Literal["undecided", "removed"]
OURS: Final = ("thread", "id", "verdict", "who", "at", "author", "published", "text")
Named = tuple[tuple[str, str], ...]


class _YesOrNo(Struct, frozen=True, forbid_unknown_fields=True):
    columns: list[str]
    spam: list[str]
    approve: list[str]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    columns: dict[str, list[str]]
    verdicts: dict[str, list[str]]
    passed: dict[str, list[str]]
    yes_or_no: _YesOrNo


@cache
def _words() -> _Words:
    text = resources.files(__package__ or "").joinpath("columns.toml").read_text("utf-8")
    return convert(tomllib.loads(text), _Words)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Give for each of our names what tables call it, ours first."""
    read = known()
    theirs = {name: tuple(names) for name, names in _words().columns.items()}
    read_as = {"thread": ("thread", *read["article"]), **{n: read[n] for n in ("id", "author", "published", "text")}}
    return {**read_as, **theirs}


@cache
def _meanings() -> tuple[dict[str, str], dict[str, str]]:
    """Give what words mean in a column of verdicts, and in one that says yes or no."""
    words = _words()
    several = {fold(word): verdict for verdict, group in (words.verdicts | words.passed).items() for word in group}
    says = {"spam": words.yes_or_no.spam, "approve": words.yes_or_no.approve}
    return several, {fold(word): verdict for verdict, group in says.items() for word in group}


def named_columns(names: Mapping[str, str]) -> Named:
    """Check what the user says of columns under our names; raises `UsageError` for a name that is none of ours."""
    for name, column in names.items():
        if name not in OURS:
            raise UsageError(f"--map {name}={column}: no column is called {name}; there are {', '.join(OURS)}")
    return tuple(names.items())


@lru_cache(1 << 10)
def chosen(columns: tuple[str, ...], named: Named) -> dict[str, str]:
    """Choose for each of our names the column of a table: what the user `named`, else what tables call it."""
    said = {ours: column for ours, column in named if column in columns}
    plain = {_plain(column): column for column in reversed(columns) if column not in said.values()}
    found = {
        ours: plain[name]
        for ours, theirs in _names().items()
        if (name := next((_plain(their) for their in theirs if _plain(their) in plain), None)) is not None
    }
    return {**found, **said}


def meaning(value: object, column: str) -> Verdict | Passed | None:
    """Tell what stands in a column of verdicts: a verdict, why there is none, or None for what is no word for either.

    An empty cell is `undecided`. In a column called `is_spam` 1 is spam; in others it is WordPress's approval.
    """
    if value is None:
        return "undecided"
    several, yes_or_no = _meanings()
    says_yes_or_no = _plain(column) in _words().yes_or_no.columns
    word = fold(_written(value)).strip().strip("'")
    if not word:
        return "undecided"
    found = yes_or_no.get(word) if says_yes_or_no else several.get(word)
    return cast("Verdict | Passed | None", found or several.get(word))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(column: str) -> str:
    return re.sub(r"[\s.\-]+", "_", column.strip().casefold())

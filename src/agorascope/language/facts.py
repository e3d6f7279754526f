"""Language facts: what a native reader knows, kept as one folder of TOML files per language.

`language/data/<code>/<room>.toml` holds what one room needs to know about one language. Each room
declares a frozen struct of the facts it needs; a file with unknown or ill-typed keys is refused.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

LANGUAGES = ("el", "en", "zh")

FALLBACK = "en"

T = TypeVar("T", bound=msgspec.Struct)


def serving(*codes: str) -> str:
    """Choose the language whose facts serve a text of these BCP 47 codes: the first that has facts, else English."""
    languages = (code.partition("-")[0] for code in codes)
    return next((language for language in languages if language in LANGUAGES), FALLBACK)


@cache
def load(code: str, room: str, kind: type[T]) -> T:
    """Read the facts of `room` about language `code` as a `kind`; raises `KeyError` for a language without facts."""
    if code not in LANGUAGES:
        raise KeyError(code)
    path = files("agorascope.language") / "data" / code / f"{room}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=kind, strict=True)


def load_all(room: str, kind: type[T]) -> dict[str, T]:
    """Read the facts of `room` for every language, in a fixed order."""
    return {code: load(code, room, kind) for code in LANGUAGES}

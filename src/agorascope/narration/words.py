"""The words of the prompts, and the marks by which quotations and percentages are known."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """What `prompts.toml` holds; marks of two ends are strings of two characters."""

    rules: str
    again: str
    quotation: tuple[str, ...]
    straight: tuple[str, ...]
    apostrophes: tuple[str, ...]
    percent_after: tuple[str, ...]
    percent_before: tuple[str, ...]
    languages: dict[str, str]


@cache
def words() -> Words:
    """Read the words that come with the package."""
    return msgspec.toml.decode((files("agorascope.narration") / "prompts.toml").read_bytes(), type=Words)

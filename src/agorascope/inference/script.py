"""Puts a text into the script that the models know best."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LATIN = re.compile("[A-Za-z]")


def readable(text: str) -> str:
    """Write Greeklish in Greek letters, leave every other text alone.

    The encoder saw much Greek and little Greeklish, so the heads read what they know.
    """
    if not LATIN.search(text):
        return text
    from agorascope.language import detect

    write = _transliterations().get(detect(text).code)
    return write(text) if write else text


def _transliterations() -> dict[str, Callable[[str], str]]:
    from agorascope.language import to_greek

    return {"el-Latn": to_greek}

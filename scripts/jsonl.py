"""Labelled data as it lies on the disk: JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a file, one a line, as they come; a line ends where the file's does, at no sign in a text."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)

"""Which page, or which analysed discussion, an annotator's file is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PureWindowsPath

import msgspec

from agorascope.errors import ReadError, UsageError
from agorascope.evaluation.discussion.gold import GoldPage
from agorascope.records import Discussion

FIRST = (".txt", ".html", ".htm", ".xml")
RESULTS = "discussions.jsonl"


def page_beside(gold: Path, suffixes: Sequence[str]) -> Path | None:
    """Find the page in the gold's folder: its name with a suffix of `suffixes`, plain text and web pages first.

    Where none is named exactly so, a longer name that begins alike serves (`NAME.wxr.xml`).
    """
    order = {suffix: place for place, suffix in enumerate([*FIRST, *sorted(suffixes)][::-1])}
    near = [p for p in sorted(gold.parent.iterdir()) if p != gold and p.name.startswith(f"{gold.stem}.")]
    known = [p for p in near if p.is_file() and p.suffix.casefold() in order]
    return min(known, key=lambda p: (p.stem != gold.stem, -order[p.suffix.casefold()], p.name), default=None)


def read_found(path: Path) -> list[Discussion]:
    """Read what `analyze --json` printed, or the folder that `analyze -o` wrote; raises `ReadError`."""
    file = path / RESULTS if path.is_dir() else path
    try:
        with file.open("rb") as lines:
            return [_discussion(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    except OSError as error:
        raise ReadError(str(file), str(error.strerror), "Give what `agorascope analyze --json` printed") from error


def _discussion(file: Path, number: int, line: bytes) -> Discussion:
    try:
        return msgspec.json.decode(line, type=Discussion)
    except msgspec.DecodeError as error:
        advice = "Give what `agorascope analyze --json` of this version printed"
        raise ReadError(f"{file}, line {number}", f"no analysed discussion: {error}", advice) from error


def about(page: GoldPage, found: Iterable[Discussion]) -> Discussion | None:
    """Choose the discussion that a gold file is about: by the gold's id, else by the name of its page.

    Raises `UsageError` where several are meant.
    """
    every = list(found)
    stem = page.path.stem
    for ways in (
        [d for d in every if d.id == page.gold.id],
        [d for d in every if PureWindowsPath(d.source).stem == stem],
        [d for d in every if PureWindowsPath(d.source).name.startswith(f"{stem}.")],
        [d for d in every if d.id == stem],
    ):
        if len(ways) > 1:
            sources = ", ".join(sorted(d.source for d in ways))
            raise UsageError(f"{page.path}: {len(ways)} discussions may be meant ({sources}); name them apart by `id`")
        if ways:
            return ways[0]
    return None

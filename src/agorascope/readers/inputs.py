"""From what the user typed to the files it means: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.errors import ReadError
from agorascope.readers.contract import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def expand(inputs: Sequence[str], suffixes: Sequence[str]) -> Iterator[str | ReadError]:
    """Give each file once, in the order of `inputs`; folders and globs in sorted order.

    In folders only files with one of `suffixes` (lower case, with the dot) are taken, and nothing
    hidden. An input that names nothing readable comes out as the error it is.
    """
    seen: set[str] = set()
    for given in inputs:
        for found in _meant(given, tuple(suffixes)):
            key = found if isinstance(found, str) else str(found)
            key = key if key == STDIN else os.path.realpath(key)
            if key not in seen:
                seen.add(key)
                yield found


def _meant(given: str, suffixes: tuple[str, ...]) -> Iterator[str | ReadError]:
    if given == STDIN:
        yield given
    elif "\0" in given:
        yield ReadError(repr(given), "is not a path", "A path cannot contain a NUL")
    elif os.path.isdir(given):  # noqa: PTH112 -- Path.is_dir raises where os.path answers
        yield from _folder(given, suffixes)
    elif os.path.exists(given):  # noqa: PTH110 -- as above
        yield given
    elif glob.has_magic(given):
        yield from _matched(given, suffixes)
    else:
        yield ReadError(given, "no such file", "Check the path; `-` reads standard input")


def _folder(given: str, suffixes: tuple[str, ...]) -> Iterator[str | ReadError]:
    found = []
    for folder, names, files in os.walk(given):
        names[:] = [name for name in names if not name.startswith(".")]
        found += [
            str(Path(folder) / file) for file in files if not file.startswith(".") and file.lower().endswith(suffixes)
        ]
    yield from sorted(found)
    if not found:
        yield ReadError(given, "a folder without pages", f"Looked for {', '.join(suffixes)}")


def _matched(pattern: str, suffixes: tuple[str, ...]) -> Iterator[str | ReadError]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 -- keeps the user's own prefix
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112
            if "**" not in pattern:  # `**` lists the folder's files itself
                yield from _folder(match, suffixes)
        else:
            yield match
    if not matches:
        yield ReadError(pattern, "matches no file", "Check the pattern; quote it so that it reaches agorascope")

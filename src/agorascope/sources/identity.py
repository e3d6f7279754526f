"""Whether what the user named is still the same: names, sizes and times of all files, without reading any."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from agorascope.sources.inputs import is_made
from agorascope.sources.source import STDIN

_DIGEST = 16


def identity(inputs: Sequence[str], *options: str | None) -> str | None:
    """Name files, folders and globs by what can be seen from outside, and `options` with them; None for a pipe.

    Names are taken as they were given: the same files under another path are other ones.
    """
    if STDIN in inputs:
        return None
    told = blake2b(digest_size=_DIGEST)
    for option in options:
        told.update(f"{'-' if option is None else len(option)}:{option}\0".encode("utf-8", "surrogatepass"))
    for given in inputs:
        for path in sorted(_files(given)):
            told.update(_seen(path).encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def _files(given: str) -> Iterator[str]:
    if os.path.isdir(given):  # noqa: PTH112 -- Path.is_dir raises where os.path answers
        for folder, names, files in os.walk(given):
            names[:] = [name for name in names if not is_made(Path(folder, name))]
            yield from (str(Path(folder) / file) for file in files)
    elif os.path.exists(given) or not glob.has_magic(given):  # noqa: PTH110 -- as above
        yield given
    else:
        for match in glob.glob(given, recursive=True):  # noqa: PTH207 -- the user's own pattern
            yield from _files(match) if "**" not in given else (match,)


def _seen(path: str) -> str:
    try:
        stat = Path(path).stat()
    except (OSError, ValueError):
        return f"{path}\0gone\0"
    return f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\0"

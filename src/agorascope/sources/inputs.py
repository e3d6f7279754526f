"""From what the user typed to the sources it means: files, folders, globs, archives, standard input."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from agorascope.amounts import many
from agorascope.errors import ReadError
from agorascope.records import Notice
from agorascope.sources.archives import is_archive, members
from agorascope.sources.places import is_endless, leads_out
from agorascope.sources.source import NO_COLUMNS, STDIN, Source

PACKED: Final = (".gz", ".zip")
SHOWN: Final = 5
PAGES: Final = (".html", ".htm", ".xhtml")
ASSETS: Final = ("_files", "_data", ".files", "_archivos")
MADE: Final = ("run.json", ".work")
"""What stands in a folder of results: who analyses a folder may write into one within it."""
Told = Callable[[Notice], None]


class _Walk:
    """What one call of `expand` knows: the endings taken in folders, the user's columns, whom to tell."""

    def __init__(self, suffixes: Sequence[str], columns: Mapping[str, str], told: Told) -> None:
        self.suffixes, self.columns, self.told = (*suffixes, *PACKED), columns, told

    def kept(self, given: str, paths: Sequence[str]) -> list[str]:
        """Leave out what no folder should hold: pipes, devices, links out of it; say so."""
        endless = {path for path in paths if is_endless(path)}
        away = {path for path in paths if path not in endless and leads_out(path, given)}
        for left, what in ((endless, "pipes or devices"), (away, "links out of the folder")):
            if left:
                shown = ", ".join(sorted(left)[:SHOWN]) + (" …" if len(left) > SHOWN else "")
                self.told(Notice("passed-over", f"{len(left)} {what} passed over: {shown}", given))
        return [path for path in paths if path not in endless and path not in away]

    def source(self, name: str) -> Source:
        return Source(name, columns=self.columns)

    def passed(self, where: str, names: Sequence[str]) -> None:
        """Say how many files of a folder were not even opened, and of which kinds."""
        if names:
            kinds = Counter(PurePath(name).suffix.lower() or "no ending" for name in names)
            shown = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
            self.told(Notice("passed-over", f"{many(len(names), 'file')} of other kinds passed over ({shown})", where))


def expand(
    inputs: Sequence[str],
    suffixes: Sequence[str],
    columns: Mapping[str, str] = NO_COLUMNS,
    told: Told = lambda _: None,
) -> Iterator[tuple[Source | ReadError, bool]]:
    """Give each file once, in the order of `inputs`, and whether the user named it; folders and globs are sorted.

    In folders and archives only files with one of `suffixes` (lower case, with the dot) are taken, and nothing hidden
    or of a folder of results; how many were passed over is `told`. An input that names nothing readable comes out as
    the error it is.
    """
    walk = _Walk(suffixes, columns, told)
    seen: set[str] = set()
    for given in inputs:
        for found, named in _meant(given, walk):
            key = found.key if isinstance(found, Source) else str(found)
            if key not in seen:
                seen.add(key)
                yield from _unpacked(found, walk, named=named)


def _meant(given: str, walk: _Walk) -> Iterator[tuple[Source | ReadError, bool]]:
    if given == STDIN:
        yield walk.source(given), True
    elif "\0" in given:
        yield ReadError(repr(given), "is not a path", "A path cannot contain a NUL"), True
    elif os.path.isdir(given):  # noqa: PTH112 -- Path.is_dir raises where os.path answers
        yield from _folder(given, walk)
    elif os.path.exists(given):  # noqa: PTH110 -- as above
        yield walk.source(given), True
    elif given.lower().startswith(("http://", "https://")):
        yield (
            ReadError(given, "an address; nothing is fetched unless asked", "Write it to a file: --url-list FILE"),
            True,
        )
    elif glob.has_magic(given):
        yield from _matched(given, walk)
    else:
        yield ReadError(given, "no such file", "Check the path; `-` reads standard input"), True


def _folder(given: str, walk: _Walk) -> Iterator[tuple[Source | ReadError, bool]]:
    found, others = [], []
    for folder, names, files in os.walk(given):
        pages = {PurePath(file).stem for file in files if file.lower().endswith(PAGES)}
        names[:] = [name for name in names if not (name.startswith(".") or _is_assets(name, pages))]
        names[:] = [name for name in names if not is_made(Path(folder, name))]
        shown = [file for file in files if not file.startswith(".")]
        found += [str(Path(folder) / file) for file in shown if file.lower().endswith(walk.suffixes)]
        others += [file for file in shown if not file.lower().endswith(walk.suffixes)]
    found = walk.kept(given, sorted(found))
    yield from ((walk.source(name), False) for name in found)
    walk.passed(given, others)
    if not found:
        yield ReadError(given, "a folder without pages", f"Looked for {', '.join(walk.suffixes)}"), True


def is_made(folder: Path) -> bool:
    """Know a folder that `analyze -o` made: what stands there was read before."""
    return all((folder / name).exists() for name in MADE)


def _is_assets(name: str, pages: set[str]) -> bool:
    """Know the folder of pictures and frames that a browser saves beside a page."""
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in ASSETS)


def _matched(pattern: str, walk: _Walk) -> Iterator[tuple[Source | ReadError, bool]]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 -- keeps the user's own prefix
    matches = [match for match in found if not is_endless(match)]
    for match in matches:
        if os.path.isdir(match):  # noqa: PTH112
            if "**" not in pattern:  # `**` lists the folder's files itself
                yield from _folder(match, walk)
        else:
            yield walk.source(match), True
    if not matches:
        yield ReadError(pattern, "matches no file", "Check the pattern; quote it so that it reaches agorascope"), True


def _unpacked(found: Source | ReadError, walk: _Walk, *, named: bool) -> Iterator[tuple[Source | ReadError, bool]]:
    """Give an archive's members in its place, which stays open as long as they are asked for."""
    try:
        if isinstance(found, ReadError) or not is_archive(found):
            yield found, named
            return
        with members(found) as inside:
            yield from _inside(found, inside, walk, named=named)
        found.close()
    except ReadError as error:
        yield error, named


def _inside(
    archive: Source, inside: Sequence[Source], walk: _Walk, *, named: bool
) -> Iterator[tuple[Source | ReadError, bool]]:
    endings = (*walk.suffixes[: -len(PACKED)], ".gz")
    shown = [member for member in inside if not _is_hidden(member.name.removeprefix(archive.name))]
    taken = [member for member in shown if member.name.lower().endswith(endings)]
    yield from ((member, False) for member in taken)
    walk.passed(archive.name, [member.name for member in shown if not member.name.lower().endswith(endings)])
    if not taken:
        yield ReadError(archive.name, "an archive without pages", f"Looked for {', '.join(walk.suffixes)}"), named


def _is_hidden(inner: str) -> bool:
    parts = PurePosixPath(inner.lstrip("/")).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)

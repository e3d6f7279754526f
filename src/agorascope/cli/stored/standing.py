"""What stands in an analysed folder, and what it was made from: what is there already is not made again."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from agorascope.corpus import folder as corpora
from agorascope.errors import CorpusError

if TYPE_CHECKING:
    from pathlib import Path

DISCUSSIONS: Final = corpora.DISCUSSIONS
DEBATES: Final = "debates.jsonl"
_AT_ONCE = 1 << 20
_SIZE = 16

Told = TypeVar("Told")


def digest(path: Path) -> str:
    """Give a digest of a file; that of nothing where there is none."""
    told = blake2b(digest_size=_SIZE)
    with suppress(OSError), path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            told.update(piece)
    return told.hexdigest()


def need_discussions(folder: Path) -> None:
    """Raise `CorpusError` where a folder is not there, or holds no discussions."""
    if not os.path.isdir(folder):  # noqa: PTH112 -- Path raises where it answers
        raise CorpusError(f"{folder}: there is no such folder; give the DIR of `agorascope analyze CORPUS -o DIR`")
    if not os.path.lexists(folder / DISCUSSIONS):
        advice = f"`agorascope analyze CORPUS -o {folder}` writes it, without --stages or with summaries among them"
        raise CorpusError(f"{folder}: there is no {DISCUSSIONS} in it; {advice}")


def unreadable(path: Path, error: Exception, again: str = "run analyze again") -> CorpusError:
    """Give the error for a file of an analysed folder that cannot be read, without what only Python says."""
    why = error.strerror if isinstance(error, OSError) else error
    return CorpusError(f"{path}: cannot be read ({why}); {again}")


def digest_of(*told: object) -> str:
    """Give a digest of the version and of values that JSON can hold."""
    from importlib.metadata import version

    return blake2b(msgspec.json.encode((version("agorascope"), told)), digest_size=_SIZE).hexdigest()


def remembered(folder: Path, name: str, kind: type[Told]) -> Told | None:
    """Read what an earlier run remembered of what it made; None where it did not, or nobody can read it."""
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((folder / corpora.WORK / name).read_bytes(), type=kind)
    return None


def remember(folder: Path, name: str, told: object) -> None:
    """Write it down; raises `UsageError` where nothing can be written."""
    from agorascope.cli.output.reporting import write_whole

    with suppress(OSError):
        (folder / corpora.WORK).mkdir(exist_ok=True)
    write_whole(folder / corpora.WORK / name, msgspec.json.encode(told).decode())


def forget(folder: Path, name: str) -> None:
    """Forget it: somebody else made what stands there now."""
    with suppress(OSError):
        (folder / corpora.WORK / name).unlink()

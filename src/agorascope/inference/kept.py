"""Results kept on disk for the time of a long run: equal inputs are read once, whichever process meets them.

Keys name the model and all that it was shown, so that a result can be nothing but what the model would say again. A
file that is broken or cannot be written is done without: nothing depends on it but time.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from agorascope.inference.tuned import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from agorascope.inference.inputs import Reading

_WAIT = 60.0  # seconds for another process that is writing
_AT_ONCE = 500  # keys in one query: SQLite takes no more than 999 in older versions
_DIGEST = 16


class Kept:
    """Bytes by key in a file that several processes share."""

    def __init__(self, path: Path) -> None:
        """Open the file, or begin it; one that is none of ours is begun anew."""
        self._file: sqlite3.Connection | None = None
        with suppress(sqlite3.OperationalError):  # no such folder, a full disk: done without
            self._file = _begun(path)

    def of(self, keys: Sequence[bytes], make: Callable[[list[int]], Sequence[bytes]]) -> list[bytes]:
        """Give what is kept under each key; `make` is asked for the rest, by their places, and that is kept."""
        known = self._known(list(dict.fromkeys(keys)))
        first = {key: place for place, key in reversed(list(enumerate(keys))) if key not in known}
        places = sorted(first.values())
        new = {keys[place]: told for place, told in zip(places, make(places) if places else (), strict=True)}
        self._keep(new)
        return [known[key] if key in known else new[key] for key in keys]

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for at in range(0, len(keys), _AT_ONCE):
            part = keys[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            found.update(self._run(f"SELECT key, told FROM kept WHERE key IN ({marks})", part))  # noqa: S608  marks only
        return found

    def _keep(self, new: dict[bytes, bytes]) -> None:
        if self._file is None or not new:
            return
        try:
            with self._file:
                self._file.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?)", new.items())
        except sqlite3.Error:
            self._file = None

    def _run(self, query: str, values: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        if self._file is None:
            return []
        try:
            return self._file.execute(query, values).fetchall()
        except sqlite3.Error:
            self._file = None
            return []


def _begun(path: Path) -> sqlite3.Connection:
    try:
        return _opened(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # not a database
        forget(path)
        return _opened(path)


def forget(path: Path) -> None:
    """Delete a file of kept results with what SQLite lays beside it."""
    for own in path.parent.glob(f"{path.name}*"):
        own.unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=_WAIT, check_same_thread=False)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = OFF")  # what a power cut may cost here is time
    file.execute("CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, told BLOB NOT NULL) WITHOUT ROWID")
    return file


class _Packed(Struct, frozen=True, array_like=True):
    """An answer as bytes."""

    logits: dict[str, tuple[float, ...]]
    writing: str
    roles: bytes | None
    ends: bytes | None


_PACKED = msgspec.msgpack.Decoder(_Packed)


def packed(answer: Answer) -> bytes:
    """Write an answer."""
    roles = None if answer.roles is None else answer.roles.tobytes()
    ends = None if answer.ends is None else answer.ends.tobytes()
    return msgspec.msgpack.encode(_Packed(answer.logits, answer.writing, roles, ends))


def unpacked(kept: bytes) -> Answer:
    """Read an answer: the same numbers to the last bit."""
    import numpy as np

    told = _PACKED.decode(kept)
    roles = None if told.roles is None else np.frombuffer(told.roles, np.float64).reshape(-1, 3)
    ends = None if told.ends is None else np.frombuffer(told.ends, np.int32)
    return Answer(told.logits, told.writing, roles, ends)


def key_of(model: str, reading: Reading) -> bytes:
    """Name an answer by the model and what it is shown."""
    return digest(model, reading.text, reading.target, reading.parent)


def digest(*parts: str) -> bytes:
    """Give a key of parts, none of which can run into the next."""
    told = "\0".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()

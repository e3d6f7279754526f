"""Answers kept on disk, so that a second run asks nothing and gives the same bytes; no comment's text is kept.

The file is for its owner's eyes alone: what a model told of a debate is in it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from agorascope.errors import UsageError

VARIABLE = "AGORASCOPE_CACHE"
FILE = "answers.sqlite"
PATIENCE = 30.0  # seconds to wait for another process
ONCE = 500  # keys in one query


def cache_folder() -> Path:
    """Give the folder for what can be made again: `AGORASCOPE_CACHE`, `XDG_CACHE_HOME`/agorascope, or the system's."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser()
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named) / "agorascope"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "agorascope" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "agorascope"
    return Path.home() / ".cache" / "agorascope"


class Kept:
    """Answers by key (a hash); safe for threads and processes. Methods raise `UsageError` on a bad disk."""

    def __init__(self, folder: Path) -> None:
        """Keep answers in `folder`, which is made when it is not there."""
        self.path = folder / FILE

    def known(self, keys: Sequence[str]) -> dict[str, str]:
        """Give the answers there are."""
        found: dict[str, str] = {}
        with self._opened() as database:
            for at in range(0, len(keys), ONCE):
                some = keys[at : at + ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, answer FROM answers WHERE key IN ({marks})"  # noqa: S608 - question marks only
                found.update(database.execute(query, some))
        return found

    def keep(self, key: str, answer: str) -> None:
        """Keep one answer."""
        with self._opened() as database, database:
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))  # a narrative quotes people
            with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as database:
                database.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)")
                yield database
        except (OSError, sqlite3.Error) as error:
            raise UsageError(
                f"{self.path}: answers cannot be kept there ({error}); delete the file if it is damaged, "
                f"or set {VARIABLE} to a folder that can be written"
            ) from error

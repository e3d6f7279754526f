"""What was measured, a line each in a file, so that a benchmark that was stopped goes on where it was."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Log:
    """The figures in a folder, each under a key that says what was measured."""

    def __init__(self, path: Path, tell: Callable[[str], None], *, again: bool) -> None:
        """Read the file where there is one; `again` leaves what it has out of account, until it is measured anew."""
        self._path, self._tell = path, tell
        lines = path.read_text("utf-8").splitlines() if path.is_file() and not again else []
        self._known = {self._name(line["key"]): line["told"] for line in map(json.loads, lines)}

    def known(self, key: Row) -> Row | None:
        """Give what was measured last under the key."""
        return self._known.get(self._name(key))

    def once(self, key: Row, work: Callable[[], Row]) -> Row:
        """Give what was measured under the key; what was not is measured now, and entered."""
        if found := self.known(key):
            self._tell(f"{self._name(key)}: taken from {self._path}")
            return found
        load = round(os.getloadavg()[0], 2)
        told = {"began": datetime.now(UTC).isoformat(timespec="seconds"), "load_before": load, **work()}
        self._known[self._name(key)] = told
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": key, "told": told}, ensure_ascii=False) + "\n")
        return told

    @staticmethod
    def _name(key: Row) -> str:
        return ", ".join(f"{name} {value}" for name, value in sorted(key.items()))

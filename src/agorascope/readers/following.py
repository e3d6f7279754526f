"""Tables that grow, as parts of discussions: what came since the last look, at most so many rows of it."""

from __future__ import annotations

import io
import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.errors import ReadError
from agorascope.readers.tables import grown
from agorascope.rows import growing
from agorascope.sources import Source
from agorascope.sources.source import STDIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agorascope.records import Thread
    from agorascope.sources.following import Followed
    from agorascope.sources.growing import Pipe, Place, Tail

ROWS: Final = 500
"""Rows of all files that are read at once."""


class Came(Struct, frozen=True):
    """What came: threads with the stems of their files; how far files were read; how often what was to be said.

    `more` tells that there may be more already; `failed` are files that cannot be followed.
    """

    parts: tuple[tuple[Thread, str], ...]
    places: dict[str, Place]
    notices: Counter[str]
    failed: tuple[ReadError, ...]
    more: bool


class Coming:
    """Reads what comes to files and pipes."""

    def __init__(self, followed: Followed, forced: str | None, columns: Mapping[str, str]) -> None:
        """Take the format that is forced, and the user's names for our columns; raises `ReadError` for another one."""
        if forced is not None and forced not in growing.KINDS:
            raise ReadError(f"--format {forced}", "cannot be followed", growing.ADVICE)
        self._followed, self._forced, self._columns = followed, forced, columns
        self._forms: dict[str, tuple[bytes, growing.Form]] = {}

    def came(self, most: int = ROWS) -> Came:
        """Give what came since the last time."""
        parts: list[tuple[Thread, str]] = []
        places: dict[str, Place] = {}
        notices, failed, left = Counter[str](), list[ReadError](), most
        for name, one in self._followed.look():
            if left <= 0:
                break
            try:
                rows = self._rows(name, one, left, notices)
            except (ReadError, OSError) as error:
                failed.append(error if isinstance(error, ReadError) else _refused(name, error))
                self._followed.drop(name)
                continue
            if rows is not None and rows.size:
                parts += self._parts(name, rows, notices)
                if name != STDIN:
                    places[os.path.abspath(name)] = one.place  # noqa: PTH100 - not resolved
                left -= len(rows.lines)
            self._followed.looked(name, all_taken=rows is None or not rows.size)
        return Came(tuple(parts), places, notices, tuple(failed), left <= 0)

    def _rows(self, name: str, one: Tail | Pipe, most: int, notices: Counter[str]) -> growing.Rows | None:
        data = one.more()
        notices.update({code: count for code, count in one.happened().items() if count})
        if not data:
            return None
        form = self._form(name, one.head())
        found = growing.rows(form, data, one.place, most, last=one.closed)
        if found.size:
            one.took(found.size, found.count)
        return found

    def _form(self, name: str, head: bytes) -> growing.Form:
        known = self._forms.get(name)
        if known is None or known[0] != head:
            known = self._forms[name] = head, growing.form_of(head, name, self._forced)
        return known[1]

    def _parts(self, name: str, rows: growing.Rows, notices: Counter[str]) -> list[tuple[Thread, str]]:
        opener = io.BytesIO if name == STDIN else None
        source = Source(name, opener=opener, columns=self._columns)
        found = grown(rows.lines, source, self._forms[name][1].kind)
        notices.update(notice.code for notice in found.notices)
        return [(thread, source.stem) for thread in found.threads]


def _refused(name: str, error: OSError) -> ReadError:
    return ReadError(name, f"cannot be read: {(error.strerror or str(error)).lower()}", "Check its permissions")

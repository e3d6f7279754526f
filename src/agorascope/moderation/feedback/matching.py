"""Which comment of the desk a decision is about: by discussion and id, by an id that is the only one, by its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from msgspec import Struct

from agorascope.exports.cells import CUT, LONGEST
from agorascope.moderation.feedback.keeping import SOURCE, label_of
from agorascope.moderation.store import threads

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Container, Sequence

    from agorascope.moderation.feedback.given import Given
    from agorascope.moderation.store.threads import Stored

_IDLE: Final = re.compile("['\\s\ufffd\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_KNOWN: Final = """
CREATE TEMP TABLE known AS SELECT c.number, c.thread, c.id, c.digest, c.author, c.published, t.format
    FROM comment c JOIN thread t ON t.number = c.thread ORDER BY c.number;
CREATE INDEX temp.known_id ON known (id);
CREATE INDEX temp.known_digest ON known (digest)
"""


class Match(Struct, frozen=True):
    """The number of a comment, None for none; `changed` where its words are others than those decided about."""

    number: int | None
    changed: bool = False


class _Home(NamedTuple):
    number: int
    label: str
    form: str
    source: str


class Matcher:
    """Looks for the comments of decisions, within one transaction: comments that come later are not seen by words."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection; what is needed beyond the desk's own tables is made when it is first needed."""
        self._connection = connection
        self._prepared = False

    def find(self, given: Given, taken: Container[int] = ()) -> Match:
        """Find the comment; of several with the same words one that is not `taken` by another decision.

        An id alone names a comment only where the discussion is not one that the desk has read.
        """
        homes, sure = self._homes(given)
        named = [stored for home in homes if given.id for stored in self._named(given.id, home.number)]
        same = next((one for one in named if given.text is not None and alike(given.text, one.comment.text)), None)
        if same is not None:
            return Match(same.number)
        moving = {home.number for home in homes if home.form in threads.NAMELESS}
        meant = [one for one in named if one.thread not in moving] if sure else []
        if meant and (given.text is not None or len(meant) == 1):
            return Match(meant[0].number, changed=given.text is not None)
        number = None if any(home.source != SOURCE for home in homes) else self._alone(given)
        return Match(self._by_words(given, homes, taken) if number is None else number)

    def _homes(self, given: Given) -> tuple[list[_Home], bool]:
        """Give the discussions of that name, those that the desk has read first, and whether it is surely one of them.

        Two sites may have a discussion of one name: an address or a title tells them apart, where there is one.
        """
        if given.thread is None:
            return [], False
        query = "SELECT number, label, format, source FROM thread WHERE name = ? ORDER BY source = ?, number"
        rows = self._connection.execute(query, (given.thread, SOURCE))
        homes = [_Home(*row) for row in rows]
        label = label_of(given)
        exact = [home for home in homes if home.label == label]
        is_told = label != given.thread
        return (exact, True) if exact and is_told else (homes, not is_told)

    def _named(self, identity: str, thread: int) -> list[Stored]:
        """Give the comments of a discussion that have an id."""
        query = "SELECT number FROM comment WHERE thread = ? AND key = ? AND id = key"
        rows: Sequence[tuple[Any, ...]] = self._connection.execute(query, (thread, identity)).fetchall()
        rows = rows or self._rows(
            "SELECT number FROM known WHERE id = ? AND thread = ? ORDER BY number", identity, thread
        )
        return threads.read(self._connection, [number for (number,) in rows])

    def _alone(self, given: Given) -> int | None:
        """Give the one comment of the desk with the id, if its words are not others; ids that move do not count."""
        if not given.id:
            return None
        rows = self._rows("SELECT number, format FROM known WHERE id = ? LIMIT 2", given.id)
        if len(rows) != 1 or rows[0][1] in threads.NAMELESS:
            return None
        [stored] = threads.read(self._connection, [rows[0][0]])
        return stored.number if given.text is None or alike(given.text, stored.comment.text) else None

    def _by_words(self, given: Given, homes: Sequence[_Home], taken: Container[int]) -> int | None:
        """Give a comment with the very same words, of the same author where the decision names one."""
        if not (given.text or "").strip():
            return None
        digest = threads.digest(given.text or "")
        rows = self._rows(
            "SELECT number, thread, id, author, published FROM known WHERE digest = ? ORDER BY number", digest
        )
        places = {home.number for home in homes}
        wishes: tuple[Callable[[tuple[Any, ...]], bool], ...] = (
            lambda row: row[1] in places,
            lambda row: row[4] == given.published is not None,
            lambda row: row[2] == given.id,
            lambda row: row[0] not in taken,
        )
        left = [row for row in rows if given.author in {None, row[3]}]
        for wish in wishes:
            left = [row for row in left if wish(row)] or left
        return left[0][0] if left else None

    def _rows(self, query: str, *values: object) -> Sequence[tuple[Any, ...]]:
        """Ask what the desk's own tables have no index for."""
        if not self._prepared:
            for statement in _KNOWN.split(";"):
                self._connection.execute(statement)
            self._prepared = True
        return self._connection.execute(query, values).fetchall()


def alike(given: str, stored: str) -> bool:
    """Tell whether a text is another one, but for what a spreadsheet does: blanks, apostrophes, odd signs, its end."""
    if given == stored:
        return True
    theirs, ours = _IDLE.sub("", given), _IDLE.sub("", stored)
    if given.endswith(CUT) and 2 * len(given) > LONGEST:
        return ours.startswith(_IDLE.sub("", given.removesuffix(CUT)))
    return theirs == ours

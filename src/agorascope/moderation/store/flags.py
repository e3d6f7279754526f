"""Flags as they stand on the desk: written when a comment was judged, open until somebody decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from agorascope.language.folding import fold
from agorascope.records import Flag

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from agorascope.moderation.store.threads import Stored

SEARCHED: Final = 20_000
"""Characters of a comment that a search looks at."""
_DECODER = msgspec.json.Decoder(Flag)


def write(
    connection: sqlite3.Connection, stored: Stored, flag: Flag | None, leads: int | None = None, run: int = 1
) -> None:
    """Write what a run judged of a comment, in the place of what stood there; it is open unless it was decided about.

    `leads` is the number of the comment that leads its cluster, itself where there is none.
    """
    clear(connection, stored.number)
    connection.execute("UPDATE comment SET judged = ? WHERE number = ?", (run, stored.number))
    if flag is None:
        return
    row = (
        stored.number,
        int(stored.verdict is None),
        flag.kind,
        flag.score,
        stored.language,
        stored.number if leads is None else leads,
        fold(f"{stored.comment.author or ''}\n{stored.comment.text[:SEARCHED]}"),
        msgspec.json.encode(flag),
    )
    connection.execute(
        "INSERT INTO flag (comment, open, kind, score, language, leads, folded, told) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    codes = sorted({reason.code for reason in flag.reasons})
    connection.executemany("INSERT INTO sign VALUES (?, ?)", [(code, stored.number) for code in codes])


def change(connection: sqlite3.Connection, number: int, flag: Flag) -> None:
    """Change what a flag says; its reasons stay."""
    connection.execute(
        "UPDATE flag SET kind = ?, score = ?, told = ? WHERE comment = ?",
        (flag.kind, flag.score, msgspec.json.encode(flag), number),
    )


def clear(connection: sqlite3.Connection, number: int) -> None:
    """Take a flag away."""
    connection.execute("DELETE FROM sign WHERE comment = ?", (number,))
    connection.execute("DELETE FROM flag WHERE comment = ?", (number,))


def read(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Flag]:
    """Give the flags of those comments that have one."""
    found = {}
    for number in numbers:
        row = connection.execute("SELECT told FROM flag WHERE comment = ?", (number,)).fetchone()
        if row:
            found[number] = decoded(row[0])
    return found


def open_ones(connection: sqlite3.Connection) -> Iterator[tuple[int, bytes, Flag]]:
    """Give the number, the digest of the text and the flag of every comment that waits for a decision."""
    query = "SELECT comment, digest, told FROM flag JOIN comment ON number = comment WHERE open = 1 ORDER BY comment"
    return ((number, digest, decoded(told)) for number, digest, told in connection.execute(query))


def decoded(told: bytes) -> Flag:
    """Read a flag."""
    return _DECODER.decode(told)

"""Tables of decisions: our own JSONL and CSV, also after a spreadsheet, and others with a column of verdicts."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, cast

from agorascope.amounts import many
from agorascope.errors import ReadError, UsageError
from agorascope.moderation.feedback import columns
from agorascope.moderation.feedback.cells import restored
from agorascope.moderation.feedback.given import Given
from agorascope.moderation.feedback.keeping import SOURCE
from agorascope.moderation.out.own import COLUMNS
from agorascope.readers.notation.times import iso_time
from agorascope.records import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agorascope.records import Verdict
    from agorascope.rows import Line, Table

WHO: Final = "imported"
"""Who decided, where neither the table nor the user says."""
_OURS: Final = frozenset(COLUMNS)
"""By these columns we know our own file, which does not say in what format the discussions were read."""
_HEAD: Final = 20
"""Rows that are looked at to tell whether a table has a column of verdicts."""
_SHOWN: Final = 40


def has_verdicts(table: Table, named: columns.Named) -> bool:
    """Tell whether a table has a column of verdicts; raises `UsageError` where one was named that is not there."""
    try:
        rows = [line.row for line in islice(table.lines(), _HEAD) if line.row is not None]
    except ReadError:
        return False
    said = dict(named).get("verdict")
    if said is not None and rows and not any(said in row for row in rows):
        raise UsageError(f"--map verdict={said}: no such column; there are {', '.join(map(str, rows[0]))[:200]}")
    return any("verdict" in columns.chosen(tuple(row), named) for row in rows)


def decisions(table: Table, named: columns.Named, who: str | None) -> Iterator[Given | Notice]:
    """Give the decisions of a table in the order of its rows; what cannot be taken for one is told with its line.

    Raises `ReadError` where no row says anything that is known for a verdict, or for the lack of one.
    """
    passed: Counter[str] = Counter()
    known, strange = 0, ""
    for line in table.lines():
        found = _decision(line, named, table.kind, who or WHO)
        known += not isinstance(found, Notice)
        if isinstance(found, str):
            passed[found] += 1
        else:
            strange = strange or (found.message if isinstance(found, Notice) else "")
            yield found
    if not known:
        advice = "Name the column of verdicts: --map verdict=COLUMN"
        raise ReadError(table.name, f"no decision in it; the first row: {strange or 'there is none'}", advice)
    yield from _told(passed)


def _decision(line: Line, named: columns.Named, kind: str, who: str) -> Given | Notice | columns.Passed:
    where = f"line {line.number}"
    if line.row is None:
        return Notice("bad-line", line.error or "no row", where)
    names = columns.chosen(tuple(line.row), named)
    column = names.get("verdict")
    found = None if column is None else columns.meaning(line.row[column], column)
    if found is None:
        said = "no column of verdicts" if column is None else f"{str(line.row[column])[:_SHOWN]!r} is no verdict"
        return Notice("no-verdict", said, where)
    if found in {"undecided", "removed"}:
        return found
    fields = {ours: _text(line.row[theirs], kind) for ours, theirs in names.items() if ours != "verdict"}
    if not (fields.get("id") or fields.get("text")):
        return Notice("nameless", "neither an id nor a text: nobody knows what it is about", where)
    is_ours = line.row.keys() >= _OURS
    return Given(
        where=where,
        form=SOURCE if is_ours else kind,
        verdict=cast("Verdict", found),
        who=fields.get("who") or who,
        at=moment(fields.get("at")),
        **{name: fields.get(name) for name in ("thread", "id", "author", "published", "text")},
        **({name: _text(line.row[name], kind) for name in ("title", "url")} if is_ours else {}),
    )


def _text(value: Any, kind: str) -> str | None:  # noqa: ANN401 - whatever a row holds
    """Give a value as text, a number as a table shows it; None for what is empty or not one value."""
    if value is None or isinstance(value, dict | list) or value != value:  # noqa: PLR0124 - only NaN differs from itself
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = restored(text) if kind == "csv" else text
    return text if text.strip() else None


def moment(text: str | None) -> str | None:
    """Give a time with its zone, UTC where it says none; one that is written so already stays as it is."""
    found = iso_time(text)
    if found is None or text is None:
        return None
    told = datetime.fromisoformat(found)
    if told.tzinfo is None:
        return told.replace(tzinfo=UTC).isoformat()
    try:
        return text if datetime.fromisoformat(text).tzinfo else found
    except ValueError:
        return found


def _told(passed: Mapping[str, int]) -> Iterator[Notice]:
    if passed["undecided"]:
        yield Notice("undecided", f"{many(passed['undecided'], 'row')} without a verdict yet")
    if passed["removed"]:
        yield Notice(
            "removed", f"{passed['removed']:,} taken off the site for a reason it does not say; not taken for spam"
        )

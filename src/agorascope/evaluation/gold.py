"""Gold lines read: what can be compared, and for every other line its number and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from agorascope.errors import UsageError
from agorascope.evaluation.spans import Span
from agorascope.records import LABELS
from agorascope.rows import renamed
from agorascope.tasks import missing

if TYPE_CHECKING:
    from agorascope.rows import Line
    from agorascope.tasks import Task

ARGUMENT = "argument"
ROLES = ("claim", "premise")
# A yes-or-no label may also be written as such.
BINARY = frozenset({"spam", "keypoint"})
MOST_LABELS = 200
SHOWN = 10
SPAN = 3


class Gold(Struct, frozen=True):
    """A row with gold: its line, its columns under our names and as they came, its label or its spans."""

    line: int
    row: dict[str, Any]
    given: dict[str, Any]
    label: str
    spans: tuple[Span, ...] = ()


class Reject(Struct, frozen=True):
    """A line left out: `code` is `unreadable`, `no-text`, `no-gold`, `unknown-label` or `bad-spans`."""

    line: int
    """Its number in the file."""
    code: str
    """`unreadable`, `no-text`, `no-gold`, `unknown-label` or `bad-spans`; there may be more."""
    message: str
    """Why, in words."""


def read(found: Iterable[Line], task: Task, names: Mapping[str, str]) -> tuple[list[Gold], list[Reject]]:
    """Tell the rows that have all that `task` needs and a gold label from those that have not.

    `names` are the user's columns under ours.
    """
    rows = [_row(line, task, names, LABELS.get(task.name, ())) for line in found]
    return [row for row in rows if isinstance(row, Gold)], [row for row in rows if isinstance(row, Reject)]


def usable(good: Sequence[Gold], bad: Sequence[Reject], source: str) -> None:
    """Raise `UsageError` when nothing can be compared, or when the labels are no labels but, say, texts."""
    if not good:
        reasons = "; ".join(told(bad)) or "it has no lines"
        raise UsageError(
            f"{source}: no row can be compared: {reasons}. Give JSONL rows with the columns of `agorascope evaluate "
            "--help`, or name yours with --map label=COLUMN,text=COLUMN"
        )
    labels = {row.label for row in good}
    if len(labels) > MOST_LABELS:
        raise UsageError(
            f"{source}: {len(labels)} different labels, but at most {MOST_LABELS} make sense; "
            "name the column that holds them with --map label=COLUMN"
        )


def told(bad: Sequence[Reject]) -> list[str]:
    """Say, for each kind of reject, how many there are, on which lines, and what is wrong with the first."""
    counts = Counter(reject.code for reject in bad)
    return [_told(code, [reject for reject in bad if reject.code == code]) for code in sorted(counts)]


def _told(code: str, bad: Sequence[Reject]) -> str:
    numbers = ", ".join(str(reject.line) for reject in bad[:SHOWN]) + (", …" if len(bad) > SHOWN else "")
    lines = f"line {numbers}" if len(bad) == 1 else f"lines {numbers}"
    return f"{len(bad)} {code} ({lines}: {bad[0].message})"


def _row(line: Line, task: Task, names: Mapping[str, str], known: Sequence[str]) -> Gold | Reject:
    if line.row is None:
        return Reject(line.number, "unreadable", str(line.error))
    row = renamed(line.row, names)
    if (absent := missing(row, task)) is not None:
        return Reject(line.number, "no-text", absent)
    column = "spans" if task.name == ARGUMENT else "label"
    if row.get(column) is None:
        return Reject(line.number, "no-gold", f"nothing in column {names.get(column, column)!r}")
    if task.name == ARGUMENT:
        spans = _spans(row["spans"], len(row["text"]))
        return Reject(line.number, "bad-spans", spans) if isinstance(spans, str) else _gold(line, row, ARGUMENT, spans)
    label = _label(row["label"], known, is_binary=task.name in BINARY)
    if label is None or (known and label not in known):
        wanted = f"none of {', '.join(known)}" if known else "not a word or a number"
        return Reject(line.number, "unknown-label", f"label {_short(row['label'])} is {wanted}")
    return _gold(line, row, label)


def _gold(line: Line, row: dict[str, Any], label: str, spans: tuple[Span, ...] = ()) -> Gold:
    return Gold(line.number, row, line.row or {}, label, spans)


def _label(value: object, known: Sequence[str], *, is_binary: bool) -> str | None:
    """Read a label as it is written, else as one of the known in other letters; None for what is no label."""
    if is_binary and value in (0, 1):
        return known[int(bool(value))]
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    written = str(value).strip()
    return written if written in known or written.casefold() not in known else written.casefold()


def _short(value: object) -> str:
    shown = repr(value) if isinstance(value, str | int | float) else f"of type {type(value).__name__}"
    return shown if len(shown) <= 2 * SHOWN else shown[: 2 * SHOWN] + "…"


def _spans(value: object, length: int) -> tuple[Span, ...] | str:
    """Read gold spans [[start, end, role], …] of a text of that length; a message where they are none."""
    if not isinstance(value, list):
        return "spans are not a list of [start, end, role]"
    for place, span in enumerate(value):
        if not (isinstance(span, list) and len(span) >= SPAN and all(type(n) is int for n in span[:2])):
            return f"span {place + 1} is not [start, end, role]"
        if not 0 <= span[0] < span[1] <= length:
            return f"span {place + 1} is {span[0]} to {span[1]}, the text has {length} characters"
        if span[2] not in ROLES:
            return f"span {place + 1} has role {_short(span[2])}, which is none of {', '.join(ROLES)}"
    return tuple((span[0], span[1], span[2]) for span in value)

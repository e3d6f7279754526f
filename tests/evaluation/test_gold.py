"""Gold lines: what is read, and what is left out with its line and reason."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from agorascope.errors import UsageError
from agorascope.evaluation.gold import MOST_LABELS, Gold, Reject, read, told, usable
from agorascope.rows import lines
from agorascope.tasks import TASKS


def _read(task: str, *rows: Any, names: dict[str, str] | None = None) -> tuple[list[Gold], list[Reject]]:
    content = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()
    return read(lines(io.BytesIO(content)), TASKS[task], names or {})


def test_every_line_is_gold_or_told() -> None:
    """Each bad line has its number and a code of its own; good rows around them are kept."""
    good, bad = _read(
        "stance",
        {"text": "yes", "target": "t", "label": "favor"},
        "no json",
        {"text": "no target", "label": "favor"},
        {"text": "x", "target": "t", "label": None},
        {"text": "x", "target": "t", "label": "pro"},
        {"text": "x", "target": "t", "label": ["favor"]},
        {"text": "no", "target": "t", "label": "against"},
    )
    assert [row.line for row in good] == [1, 7]
    assert [(r.line, r.code) for r in bad] == [
        (2, "unreadable"),
        (3, "no-text"),
        (4, "no-gold"),
        (5, "unknown-label"),
        (6, "unknown-label"),
    ]
    assert "'pro'" in bad[3].message
    assert "favor, against, none" in bad[3].message


@pytest.mark.parametrize(
    ("task", "written", "label"),
    [
        ("spam", True, "spam"),
        ("spam", 0, "ham"),
        ("spam", "HAM", "ham"),
        ("keypoint", 1, "1"),
        ("keypoint", False, "0"),
        ("keypoint", "1", "1"),
        ("sentiment", " Positive", "positive"),
        ("language", "el-Latn", "el-Latn"),
    ],
)
def test_labels_as_people_write_them(task: str, written: object, label: str) -> None:
    """Yes-or-no labels may be booleans or numbers; capitals and spaces around a known label do not count."""
    good, _ = _read(task, {"text": "x", "key_point": "k", "label": written})
    assert [row.label for row in good] == [label]


@pytest.mark.parametrize(
    "spans",
    [
        "claim",
        [[0, 5]],
        [[0, 99, "claim"]],
        [[3, 3, "claim"]],
        [[-1, 3, "claim"]],
        [["0", "5", "claim"]],
        [[0, 5, "major"]],
        [[True, 5, "claim"]],
        [[0, 5, ["claim"]]],
    ],
)
def test_spans_that_do_not_cut_the_text_are_told(spans: object) -> None:
    """Spans outside the text, empty, of another shape or role are left out as bad."""
    good, bad = _read("argument", {"text": "twelve chars", "spans": spans})
    assert not good
    assert [reject.code for reject in bad] == ["bad-spans"]


def test_text_without_arguments_is_gold() -> None:
    """An empty list of spans says that there is no argument, and is compared."""
    good, _ = _read("argument", {"text": "hello", "spans": []})
    assert [row.spans for row in good] == [()]


def test_columns_are_renamed_and_kept() -> None:
    """--map gives our names beside the row as it came."""
    [row], _ = _read("sentiment", {"body": "x", "mood": "neutral"}, names={"text": "body", "label": "mood"})
    assert (row.row["text"], row.label, row.given) == ("x", "neutral", {"body": "x", "mood": "neutral"})


def test_rejects_are_counted_with_their_first_lines() -> None:
    """A summary counts each kind, shows the first ten lines, and says what is wrong with the first."""
    _, bad = _read("sentiment", *[{"text": "x"}] * 12, "[]")
    assert told(bad) == [
        "12 no-gold (lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …: nothing in column 'label')",
        "1 unreadable (line 13: not a JSON object)",
    ]


def test_nothing_to_compare_is_an_error_that_helps() -> None:
    """The error names the reasons and --map."""
    with pytest.raises(UsageError, match=r"gold: no row can be compared: 1 no-gold .*--map label="):
        usable(*_read("sentiment", {"text": "x"}), "gold")
    with pytest.raises(UsageError, match="it has no lines"):
        usable([], [], "gold")


def test_texts_are_no_labels() -> None:
    """A column in which nearly every row has another value is refused before a matrix is made of it."""
    rows = [{"text": "x", "label": f"l{i}"} for i in range(MOST_LABELS + 1)]
    with pytest.raises(UsageError, match="201 different labels"):
        usable(*_read("language", *rows), "gold")

"""Folds never split what belongs together."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agorascope.evaluation.folds import COLUMNS, folds

VALUES = st.one_of(st.none(), st.integers(0, 30).map(str))
ROWS = st.lists(
    st.fixed_dictionaries({"text": st.text("ab", max_size=4), "target": VALUES, "thesis_id": VALUES, "parent": VALUES})
)


@given(ROWS)
def test_rows_that_share_a_value_share_a_fold(rows: list[dict[str, Any]]) -> None:
    """No value of a grouping column that was used, and no text where none was, is in two folds."""
    made = folds(rows)
    keys = [[(c, row[c]) for c in made.columns if row.get(c) is not None] or [("text", row["text"])] for row in rows]
    for key in {key for own in keys for key in own}:
        assert len({fold for fold, own in zip(made.of_row, keys, strict=True) if key in own}) == 1
    assert set(made.of_row) == set(range(max(made.count, 1))) or not rows


def test_groups_are_linked_through_rows() -> None:
    """A thesis in two languages is one group by its id, though the two texts of the thesis differ."""
    rows = [{"text": f"t{i}", "thesis_id": f"n{i // 4}", "target": f"s{i // 2}"} for i in range(24)]
    made = folds(rows)
    assert (made.groups, made.count, made.columns) == (6, 5, ("thesis_id", "target"))
    assert all(len({made.of_row[i] for i in range(first, first + 4)}) == 1 for first in range(0, 24, 4))


def test_one_thesis_falls_back_to_texts_and_says_so() -> None:
    """Where one group has most of the rows, texts are the groups, equal ones together; the column is refused."""
    made = folds([{"text": f"t{i // 2}", "target": "the same"} for i in range(20)])
    assert (made.columns, made.refused, made.groups, made.count) == ((), ("target",), 10, 5)
    assert all(made.of_row[i] == made.of_row[i + 1] for i in range(0, 20, 2))


def test_too_little_to_fold() -> None:
    """No rows, or one text only, make no folds."""
    assert folds([]).count == 0
    assert folds([{"text": "x"}] * 5).count == 0


def test_own_groups_are_first() -> None:
    """A `group` column is always one of those that count."""
    assert COLUMNS[0] == "group"

"""Amounts in the words of commands."""

from __future__ import annotations

import pytest

from agorascope.amounts import many


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 replies are"), (1, "1 reply is"), (2, "2 replies are"), (1_234_567, "1,234,567 replies are")],
)
def test_one_and_many(count: int, said: str) -> None:
    """One is one; thousands have commas; a plural that takes more than an s is given."""
    assert many(count, "reply is", "replies are") == said


def test_plain_plurals_take_an_s() -> None:
    """A comment, 2 comments."""
    assert [many(count, "comment") for count in (1, 2)] == ["1 comment", "2 comments"]

"""Answers are read generously: JSON anywhere, fences, thoughts, an end that is missing."""

from __future__ import annotations

import json

import pytest

from agorascope.narration.reading import READ, Answer, Told, read
from tests.narration.page import answer

ONE = answer(("A is said.", ["c1"]))
A, B = Told("A is said.", ("c1",)), Told("B is said.", ("c2",))


@pytest.mark.parametrize(
    "content",
    [
        ONE,
        f"```json\n{ONE}\n```",
        f"Here [as asked] is {{the}} narrative:\n{ONE}\nI hope it helps [1].",
        f"<think>perhaps {answer(('B is said.', ['c2']))}</think>{ONE}",
        json.dumps([{"text": "A is said.", "comments": ["c1"]}]),
        json.dumps({"narrative": {"sentences": [{"text": "A is said.", "comments": "c1"}]}}),
        '{"sentences": [{"text": " A is\\u0007 said.\\u202e\n", "comments": ["c1"], "why": [{"a": []}]}]}',
        f"{'x' * READ}{ONE}",
    ],
)
def test_sentences_are_found(content: str) -> None:
    """Whatever stands around, the last answer is read; what steers a terminal is taken out."""
    assert read(content) == Answer((A,), 0)


def test_an_answer_that_was_cut_off_keeps_its_whole_sentences() -> None:
    """The broken rest counts as one piece that could not be read."""
    whole = answer(("A is said.", ["c1"]), ("B is said.", ["c2"]), ("C is said.", ["c3"]))
    assert read(whole[: whole.index("C is")]) == Answer((A, B), 1)


def test_pieces_that_are_no_sentences_are_counted() -> None:
    """Bare texts are sentences that cite nothing; numbers and empty texts are none."""
    content = '{"sentences": [{"text": "A is said.", "comments": ["c1"]}, "Bare.", 7, {"text": " "}, {"comments": []}]}'
    assert read(content) == Answer((A, Told("Bare.", ())), 3)


def test_no_sentences_are_an_answer() -> None:
    """A model that has nothing to tell has answered."""
    assert read('{"sentences": []}') == Answer((), 0)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "[1, [2]]",
        '{"sentences": "A"}',
        "{" * 50_000,
        "[" * 50_000,
        '{"a": ' * 20_000,
        f"[{'9' * 5000}]",
    ],
)
def test_senseless_answers_are_unreadable(content: str) -> None:
    """Nothing is found, nothing is raised."""
    assert read(content) == Answer((), 1)


def test_halves_of_characters_are_replaced() -> None:
    """What is read can be written again as UTF-8."""
    [told] = read('{"sentences": [{"text": "A \\ud800 b", "comments": ["\\udfff"]}]}').told
    assert told == Told("A ? b", ("?",))

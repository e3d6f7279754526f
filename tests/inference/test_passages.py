"""Cutting texts into passages: everything is read once, in order, and roles land where the words stand."""

from __future__ import annotations

import re
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agorascope.inference.inputs import Layout, Reading
from agorascope.inference.passages import READ, ROLES, Passage, holding, passages, tagged
from agorascope.inference.script import placed
from agorascope.inference.tuned import Answer, _ends
from tests.inference.conftest import Cutter

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONGEST = st.sampled_from([24, 32, 64, 256])
GREEKLISH = "den symfonw katholou me to arthro, einai xasimo xronou kai xrhmatwn"
WORDS = st.sampled_from(
    [
        "Δεν συμφωνώ· γιατί;",
        " Nobody asked.",
        "我不同意，价格太高了。",
        "e\u0301é",
        "👍🏽",
        "\u200b",
        "ﷺ",
        "½…",
        "3.14",
        "\0",
        "\ud800",
    ]
)
CHUNKS = st.one_of(
    WORDS,
    st.text(max_size=12),
    st.integers(1, 40).map("\n".__mul__),
    st.integers(1, 90).map("x".__mul__),
    st.integers(1, 90).map("字".__mul__),
    st.sampled_from([GREEKLISH, "\n" + GREEKLISH + ". "]),
)
TEXTS = st.lists(CHUNKS, max_size=14).map("".join)


def clean(text: str) -> str:
    """Give the words that the passages of a text hold."""
    return placed(text.encode("utf-8", "replace").decode().replace("\0", " "))[0]


@FEW
@given(text=TEXTS, longest=LONGEST)
def test_passages_cover_the_text_in_order_without_gaps(text: str, longest: int, layouts: Cutter) -> None:
    """Each passage begins where the last one ended, holds something, and knows the place of each character."""
    found = passages(text, layouts(longest))
    assert [p.start for p in found] == [0, *(p.end for p in found)][: len(found)]
    assert "".join(p.words for p in found) == clean(text)
    assert not text or found[-1].end == len(text)
    for passage in found:
        places = [*passage.places]
        assert len(places) == len(passage.words) + 1 > 1
        assert (places[0], places[-1]) == (passage.start, passage.end)
        assert places == sorted(places)


@FEW
@given(text=TEXTS, longest=LONGEST)
def test_a_pass_reads_all_of_its_passage(text: str, longest: int, layouts: Cutter) -> None:
    """No passage is longer than a pass has room for, with what stands around it in a row."""
    layout = layouts(longest)
    for passage in passages(text, layout):
        row = layout.row(Reading(passage.words))
        assert len(row.offsets) == len(layout.pieces(passage.words))
        assert len(row.ids) <= longest


@FEW
@given(text=TEXTS, longest=LONGEST)
def test_roles_land_on_the_words_whose_pieces_have_them(text: str, longest: int, layouts: Cutter) -> None:
    """If every piece of a word says one role, the word has that role, in Greeklish too; a space has none."""
    layout = layouts(longest)
    roles = tagged(passages(text, layout), answered(passages(text, layout), layout))
    seen = text.replace("\0", " ")
    for found in re.finditer(r"\S+|\s", seen):
        label = roles.role(found.span())
        number = sum(map(str.isspace, seen[: found.start()]))
        told = ROLES[number % 3] if label.label != "none" or re.search(r"[a-z字]", found[0]) else "none"
        assert label.scores == {name: float(name == told) for name in ROLES}


def answered(found: tuple[Passage, ...], layout: Layout) -> list[Answer]:
    """Answer as a network would that tells nothing but the number of the word that a piece stands in."""
    answers, before = [], 0
    for passage in found:
        offsets = layout.row(Reading(passage.words)).offsets
        numbers = [(before + sum(map(str.isspace, passage.words[: max(end - 1, 0)]))) % 3 for _, end in offsets]
        answers.append(Answer({}, "en", np.eye(3)[numbers].reshape(-1, 3), _ends(offsets)))
        before += sum(map(str.isspace, passage.words))
    return answers


@pytest.mark.parametrize(
    "text",
    [
        "It is so, they say. " * 2500,
        "It is so.\n" * 5000,
        "x" * 50_000,
        "字" * 50_000,
        "\n" * 50_000,
        (GREEKLISH + "\n") * 700,
    ],
    ids=["one line", "5,000 lines", "no stop", "no stop, Chinese", "only newlines", "Greeklish"],
)
def test_long_texts_are_cut_with_little_looking(text: str, layouts: Cutter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a long text looks like, the tokenizer sees each of its characters a few times at most."""
    layout, seen = layouts(256), [0]

    def counted(self: Layout, words: str) -> object:
        seen[0] += len(words)
        return pieces(self, words)

    pieces = Layout.pieces
    monkeypatch.setattr(Layout, "pieces", counted)
    found = passages(text, layout)
    assert found[-1].end == len(text)
    assert len(found) < 300
    assert seen[0] <= 12 * len(text)


def test_only_a_bounded_beginning_of_a_text_is_cut(layouts: Cutter) -> None:
    """Of fifty million characters the first 100,000 are cut into passages."""
    found = passages("word, word\n" * 5_000_000, layouts(256))
    assert found[-1].end == READ


def test_a_line_is_cut_behind_sentences_rather_than_clauses_and_words(layouts: Cutter) -> None:
    """The best kind of stop in the second half of a passage ends it; a line without any is cut where it must."""
    ends = partial(first_end, layouts(64))
    assert ends("One thing, and another, is 3.5 so. " * 9).endswith("so. ")
    assert ends("我不同意，价格太高了。" * 20).endswith("了。")
    assert ends("one thing and another, " * 20).endswith("another, ")
    assert ends("one thing and another " * 20)[-1] == " "
    assert len(ends("x" * 500)) > 100


def first_end(layout: Layout, text: str) -> str:
    """Give the words of a text's first passage."""
    first, *rest = passages(text, layout)
    assert rest
    return first.words


def test_paragraphs_stay_together_as_long_as_there_is_room(layouts: Cutter) -> None:
    """Short lines share a passage; a passage ends between lines where it can."""
    line = "Nobody asked us about it.\n"
    found = passages(line * 20, layouts(64))
    assert 1 < len(found) < 10
    assert all(p.words == line * (len(p.words) // len(line)) for p in found)


def test_only_the_passages_around_what_is_wanted_are_held(layouts: Cutter) -> None:
    """From the first wanted place to the last: others need not be read."""
    found = passages("Nobody asked us about it.\n" * 40, layouts(64))
    assert holding(found, [(0, 5)]) == [found[0]]
    assert holding(found, [(found[1].start, found[1].end), (found[2].start, found[2].start + 1)]) == [*found[1:3]]
    assert holding(found, [(10_000, 10_001)]) == []

"""Lines of a terminal: Chinese fills them, long words too, marks stay with their words, no spaces at the ends."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from agorascope.reports.blocks import bullets, labelled
from agorascope.reports.wrapping import Wrapped, lines

CHINESE = "不管对商家还是对顾客，付费会员都不如直接打折，因为打折人人有份，会费只对买得最多的人划算。"


def _cut(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in lines(text, width)]


def _shown(what: object, width: int = 40) -> list[str]:
    out = io.StringIO()
    Console(file=out, width=width).print(what)
    return out.getvalue().removesuffix("\n").split("\n")


@pytest.mark.parametrize("label", ["Thesis", "论点", "Θέση"])
def test_chinese_begins_beside_its_label(label: str) -> None:
    """No empty line is left between a label and a Chinese sentence, which fills the lines to their end."""
    empty, first, *rest = _shown(labelled(label, CHINESE))
    assert empty == ""
    assert first.startswith(f"{label}  不管对商家")
    assert cell_len(first) >= 37
    assert "".join([first, *rest]).endswith(CHINESE)


def test_a_speaker_stands_beside_what_he_says() -> None:
    """In a list the words begin on the line of the name, and hang under it."""
    first, *rest = _shown(bullets([(f"钟一鸣: “{CHINESE}”", "[504]")]))
    assert first.startswith("  • 钟一鸣: “不管对商家")
    assert rest
    assert all(line.startswith("    ") and line[4] != " " for line in rest)


def test_marks_stay_with_their_words() -> None:
    """No line begins with a closing mark or ends with an opening one."""
    for width in range(8, 60):
        for line in _cut(f"他说：“{CHINESE}”（见《报告》第3页，100%）", width):
            assert line[0] not in "，。、：”）》%"
            assert line[-1] not in "“（《"


def test_words_are_kept_whole() -> None:
    """Words with spaces between are cut at these alone, as far as they fit; longer ones by the character."""
    assert _cut("one two three", 8) == ["one two", "three"]
    assert _cut("don't (ever) stop", 9) == ["don't", "(ever)", "stop"]
    assert _cut("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert _cut("go abcdefghij", 6) == ["go abc", "defghi", "j"]
    assert _cut("第3页ABC", 6) == ["第3页", "ABC"]
    assert _cut("", 8) == [""]


def test_nothing_ends_in_spaces() -> None:
    """Neither a list nor a text has spaces at the ends of lines."""
    told = [("a short one", ""), ("one that is long enough to be set in two lines or three of them", "#1 · 2 voices")]
    for shown in (_shown(bullets(told)), _shown(Wrapped(Text("two   \n\n words  "))), _shown(labelled("Thesis", ""))):
        assert [line for line in shown if line != line.rstrip()] == []


@given(st.text(st.sampled_from("ab ，。“”（）《》中文字ñ%(-\u0301\u3000é"), max_size=80), st.integers(8, 30))
def test_no_word_is_lost(text: str, width: int) -> None:
    """Whatever the text: all but spaces is there in its order, and every line fits unless one piece alone does not."""
    cut = _cut(text, width)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in cut)


def test_long_texts_take_no_time() -> None:
    """Hostile runs of marks and letters are cut in one pass."""
    for text in ("(" * 200_000, "中" * 200_000, "a" * 200_000, "“中" * 100_000, "，" * 200_000):
        assert "".join(_cut(text, 80)) == text

"""Texts as markup, and two texts side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from agorascope.pages.differences import LONGEST, beside, plainly
from agorascope.pages.marks import EVIDENCE, Span, marked

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
SPANS = st.lists(
    st.builds(Span, st.integers(-3, 45), st.integers(-3, 45), st.sampled_from([EVIDENCE, "claim", "said"])), max_size=8
)


def read(markup: str) -> html.HtmlElement:
    """Parse a piece of a page."""
    return html.fragment_fromstring(f"<div>{markup}</div>")


@given(TEXT, SPANS)
def test_marking_changes_no_character(text: str, spans: list[Span]) -> None:
    """Whatever is marked, the text of the markup is the text."""
    assert read(str(marked(text, "x", spans))).text_content() == text


@given(TEXT, SPANS)
def test_every_character_has_the_marks_of_its_spans(text: str, spans: list[Span]) -> None:
    """Each piece has exactly the classes of the spans it lies in, and under evidence its offset."""
    at = 0
    for piece in read(str(marked(text, "x", spans))).xpath(".//text()"):
        holder = piece.getparent()
        inside = not piece.is_tail and holder.tag == "span"
        kinds = set(holder.get("class").split()) if inside else set()
        for place in range(at, at + len(piece)):
            assert kinds == {s.kind for s in spans if max(0, s.start) <= place < s.end}
        if EVIDENCE in kinds:
            assert holder.get("data-at") == str(at)
        at += len(piece)


def test_overlapping_evidence_has_an_anchor_each() -> None:
    """Two quotes that overlap are two anchors, and three pieces to light up."""
    page = str(marked("abcdef", "comment-1", [Span(0, 4, EVIDENCE), Span(2, 6, EVIDENCE)]))
    assert read(page).xpath("//a/@id") == ["comment-1.0-4", "comment-1.2-6"]
    assert [p.text for p in read(page).xpath("//span[@data-at]")] == ["ab", "cd", "ef"]


@given(TEXT, TEXT)
def test_side_by_side_both_texts_are_whole(left: str, right: str) -> None:
    """Differences are marked around the texts; without the marks both are what they were."""
    found = beside(left, right)
    assert read(str(found.left)).text_content() == left
    assert read(str(found.right)).text_content() == right
    assert found.same == (left == right)


def test_differences_are_words_and_chinese_characters() -> None:
    """Words differ as words, Chinese as characters, and nothing is marked in a translation."""
    assert str(beside("one old <b> word", "one new <b> word").right) == "one <ins>new</ins> &lt;b&gt; word"
    assert str(beside("会费太贵了", "会费真贵了").left) == "会费<del>太</del>贵了"
    assert "<" not in plainly("one", "two").left


def test_very_long_texts_are_shown_without_marks() -> None:
    """Where comparing would take long, both texts still stand there."""
    left, right = "a " * LONGEST, "b " * LONGEST
    assert (str(beside(left, right).left), str(beside(left, right).right)) == (left, right)

"""Reports show what was found, with strangers' text made harmless."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.console import Console

from agorascope.records import (
    Counts,
    Discussion,
    Duplicate,
    DuplicateCluster,
    KeyPoint,
    Notice,
    Quality,
    Quote,
    Reason,
    Spam,
    StanceCounts,
    Summary,
)
from agorascope.reports.markdown import escape, render
from agorascope.reports.plain import one_line, safe
from agorascope.reports.terminal import show
from tests.making import claim, comment, discussion

CLAIM = "Nobody reads the small print."


def _debate() -> Discussion:
    first = comment("1", text=f"Sorry. {CLAIM}", stance="against", arguments=(claim(f"Sorry. {CLAIM}", CLAIM),))
    again = comment("2", text=f"Sorry. {CLAIM}", stance="against", duplicate=Duplicate("d1", "1", "exact", 1.0))
    advert = comment(
        "3",
        text="Cheap <script>alert(1)</script> [here](http://x.example)",
        spam=Spam(is_spam=True, score=0.97, reasons=(Reason("link", "http://x.example", 39, 55),)),
    )
    quote = Quote("1", 7, 7 + len(CLAIM), CLAIM)
    summary = Summary(
        counts=Counts(3, 1, 1, 1),
        stance=StanceCounts(against=1),
        stance_raw=StanceCounts(against=2, none=1),
        controversy=0.0,
        key_points=(KeyPoint(CLAIM, "against", ("1",), (quote,), 1.0, ("en",)),),
        unmatched=(),
        by_language={"en": StanceCounts(against=1)},
        headline="One voice: one disagrees.",
    )
    return discussion(
        first,
        again,
        advert,
        summary=summary,
        duplicates=(DuplicateCluster("d1", "exact", ("1", "2"), (), ("en",)),),
        quality=Quality((Notice("comment-count", "the page declares 5 comments, 3 were found"),)),
        declared_comments=5,
    )


def _terminal(found: Discussion) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    show(found, console)
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_terminal_summary_has_every_part_with_references() -> None:
    """Headline, sides, key points, re-posts, spam with reasons and warnings, each with the comment's number."""
    words = _terminal(_debate())
    for part in ("A title", "One voice", CLAIM, "#1", "#1 #2 (exact)", "#3 (0.97; link)", "3 comments of 5 declared"):
        assert part in words


def test_markdown_links_every_quote_to_its_comment() -> None:
    """Each quote names its offsets and links to an anchor that the thread section has."""
    text = render([_debate()])
    assert f"“{escape(CLAIM)}” [\\#1](#comment-1) 7–{7 + len(CLAIM)}" in text
    assert set(re.findall(r"\(#(comment-\d+)\)", text)) <= set(re.findall(r'id="(comment-\d+)"', text))


def test_markdown_cannot_be_made_to_carry_markup() -> None:
    """Script tags and links of a commenter are shown as text."""
    text = render([_debate()])
    assert "<script" not in text
    assert "](http://x.example)" not in text


@pytest.mark.parametrize("attack", ["\x1b[2J", "\u202egnp.exe", "\ud800", "[bold]x[/bold]", "\x00"])
def test_terminal_is_not_steered_by_a_comment(attack: str) -> None:
    """Escape sequences, direction overrides and Rich markup in a comment are printed, not obeyed."""
    first, *rest = _debate().comments
    words = _terminal(structs.replace(_debate(), comments=(structs.replace(first, text=f"{attack} text"), *rest)))
    assert "\x1b" not in words
    assert "\u202e" not in words
    assert ("[bold]x[/bold]" in words) == (attack.startswith("[bold]"))


@given(st.text())
def test_safe_text_is_printable_and_as_long(text: str) -> None:
    """Making a text safe replaces characters one for one, and doing it twice changes nothing."""
    assert len(safe(text)) == len(text)
    assert safe(safe(text)) == safe(text)
    safe(text).encode("utf-8")


@given(st.text(max_size=500), st.integers(20, 200))
def test_one_line_keeps_the_limit(text: str, limit: int) -> None:
    """An excerpt is one line of at most the limit."""
    assert len(one_line(text, limit)) <= limit
    assert "\n" not in one_line(text, limit)


def test_markdown_shows_addresses_without_linking_them() -> None:
    """A spammer's address is readable in the report but is no link in viewers that link bare addresses."""
    assert escape("http://x.example www.y.example a@z.example") == (
        "http:\\/\\/x.example www\\.y.example a\\@z.example"
    )


@pytest.mark.parametrize(
    ("text", "shown"), [("1. one", "1\\. one"), ("- x", "\\- x"), ("2) y", "2\\) y"), ("3 z", "3 z")]
)
def test_markdown_comment_does_not_open_a_list(text: str, shown: str) -> None:
    """A comment that begins with a list mark stays one line of text."""
    assert escape(text) == shown

"""The parts of an article: where they begin and end, what their headings say, which arguments stand in them."""

from __future__ import annotations

from agorascope.arguments.attribution.sections import sections
from agorascope.records import Article, HeldArgument


def an_argument(text: str, quote: str, name: str) -> HeldArgument:
    """Make an argument that stands in `text`."""
    start = text.index(quote)
    return HeldArgument(name, start, start + len(quote), quote, "claim", None, None, 1.0)


def article(*paragraphs: str) -> Article:
    """Make an article; paragraphs that begin with # are its headings."""
    text = "\n\n".join(p.removeprefix("#") for p in paragraphs)
    headings = tuple((text.index(p[1:]), text.index(p[1:]) + len(p) - 1) for p in paragraphs if p.startswith("#"))
    return Article(text=text, headings=headings)


def test_parts_leave_nothing_out_and_hold_their_arguments() -> None:
    """What stands before the first heading is a part without one; each part ends where the next begins."""
    page = article("Sugar sells.", "#What sells", "Salt sells too. It is cheap.", "#What does not", "Ash does not.")
    found = sections(page, [an_argument(page.text, q, q) for q in ("Ash does not", "Sugar sells", "Salt sells")])
    assert [s.heading for s in found] == [None, "What sells", "What does not"]
    assert [s.arguments for s in found] == [("Sugar sells",), ("Salt sells",), ("Ash does not",)]
    assert "".join(page.text[s.start : s.end] for s in found) == page.text


def test_a_bracketed_line_belongs_to_the_heading_above_it() -> None:
    """Whether the reader marks it as a heading or not; a bracketed line in running text does not."""
    for marked in ("#(原因1:缺钱)", "(原因1:缺钱)"):
        page = article("#怎样开店?", marked, "开店要钱。", "(他笑了)", "#怎样关店?", "关店要勇气。")
        assert [s.heading for s in sections(page, ())] == ["怎样开店? (原因1:缺钱)", "怎样关店?"]


def test_an_article_without_headings_is_one_part() -> None:
    """And one without text has none."""
    assert [(s.heading, s.start, s.end) for s in sections(Article(text="Ash sells."), ())] == [(None, 0, 10)]
    assert sections(Article(text=""), ()) == ()
    assert sections(Article(text=" \n "), ()) == ()


def test_headings_that_overlap_or_lie_outside_are_no_parts_of_their_own() -> None:
    """Offsets come from pages of all kinds."""
    page = Article(text="Head\n\nAsh sells.", headings=((0, 4), (0, 3), (2, 4), (90, 99)))
    assert [s.heading for s in sections(page, ())] == ["Head"]

"""Every quote of a page is a slice of the text it is from, and leads to where that text stands."""

from __future__ import annotations

import re

import pytest

from agorascope.pages import render
from agorascope.pages.evidence import quotes_of
from agorascope.records import Discussion
from agorascope.reports.plain import safe
from tests.golden.conftest import Analysed, analysed
from tests.golden.test_pages import DEV, PAGES
from tests.golden.test_seeds import CHINESE, GREEK, SEEDS
from tests.pages.making import full, hostile, long
from tests.pages.reading import comment_text, found, has_class, offset_of, parsed, words

__all__ = ["analysed"]
SPOT = re.compile(r"#(comment-\d+|article)\.(\d+)-(\d+)")


def check(made: Discussion, locale: str) -> None:
    """Compare a page with its discussion: the texts, the anchors, the words of every link to a span."""
    tree = parsed(render(made, locale))
    texts = {f"comment-{place}": safe(c.text) for place, c in enumerate(made.comments, start=1)}
    assert [comment_text(tree, place) for place in range(1, len(texts) + 1)] == list(texts.values())
    [article] = found(tree, "//*[@id='article']") or [None]
    texts["article"] = words(article) if article is not None else ""
    assert texts["article"] == (safe(made.article.text) if article is not None else "")
    spots = {href: match for href in found(tree, "//a/@href") if (match := SPOT.fullmatch(href))}
    for href, match in spots.items():
        [anchor] = found(tree, f"//*[@id='{href[1:]}']")
        assert offset_of(anchor) == int(match[2])
        slice_of = texts[match[1]][int(match[2]) : int(match[3])]
        shown = [words(a) for a in found(tree, f"//a[@href='{href}' and not({has_class('ref')})]")]
        beside = [words(q) for q in found(tree, f"//blockquote[footer/a[@href='{href}']]/p")]
        assert {*shown, *beside} <= {slice_of}
    quotes = [
        *quotes_of(made.summary),
        *(q for s in (made.narrative.sentences if made.narrative else ()) for q in s.quotes),
    ]
    assert len(spots) >= len({(q.comment, q.start, q.end) for q in quotes})


@pytest.mark.parametrize("locale", ["el", "en", "zh", "zh_Hant"])
@pytest.mark.parametrize("code", ["el", "en", "zh"])
def test_texts_are_whole_and_quotes_are_their_slices(code: str, locale: str) -> None:
    """Texts are in the page once, character for character; links to spans have anchors there, and show those words."""
    check(full(code), locale)


@pytest.mark.parametrize("made", [hostile(), long(450)], ids=["hostile", "long"])
def test_of_hostile_and_of_long_discussions(made: Discussion) -> None:
    """So it is where texts try to be markup, and where most comments stand in inert portions."""
    check(made, "en")


@pytest.mark.parametrize("name", DEV)
def test_of_analysed_pages(analysed: Analysed, name: str) -> None:
    """So it is for our own pages as the pipeline reads them, in another language too."""
    found_there = analysed(PAGES / f"{name}.txt")
    for locale in ("en", "zh_Hant"):
        check(found_there, locale)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not part of the repository")
@pytest.mark.parametrize("name", [GREEK, CHINESE])
def test_of_the_pages_asked_for(analysed: Analysed, name: str) -> None:
    """So it is for the two real pages."""
    check(analysed(SEEDS / name), "el")

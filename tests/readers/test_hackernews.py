"""Hacker News: an item with everything under it, and what a search found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.platforms.hackernews import HackerNewsReader
from agorascope.sources import Source
from tests.readers.documents import (
    LANGUAGES,
    SHARED,
    check_annotated,
    check_article,
    codes,
    needs_shared,
    read,
    said,
    survives,
    tree,
    twisted,
)

READER = HackerNewsReader()


def comment(name: int, *children: Any, parent: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "author": "bob",
        "children": list(children),
        "created_at": "2021-10-05T09:00:00.000Z",
        "created_at_i": 1633424400,
        "id": name,
        "parent_id": parent,
        "story_id": 1,
        "text": f"Text {name}",
        "type": "comment",
        **fields,
    }


def story(*children: Any, **fields: Any) -> dict[str, Any]:
    return {
        "author": "ann",
        "children": list(children),
        "created_at": "2021-10-05T08:00:00.000Z",
        "id": 1,
        "parent_id": None,
        "story_id": 1,
        "text": "<p>A fee.",
        "title": "On fees",
        "type": "story",
        "url": None,
        **fields,
    }


def hit(name: int, parent: int, story_id: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "_tags": ["comment"],
        "author": "bob",
        "comment_text": f"Text {name}",
        "created_at_i": 1633424400,
        "objectID": str(name),
        "parent_id": parent,
        "story_id": story_id,
        "story_title": f"Story {story_id}",
        "story_url": "https://example.org",
        **fields,
    }


ITEM = story(comment(2, comment(3, parent=2), comment(4, parent=2, author="ann")), comment(5))
SEARCH = {"hits": [hit(2, 1), hit(9, 8, 8), hit(3, 2)], "nbHits": 40, "page": 0}


def test_an_item() -> None:
    """A story's text is the article, its children are the comments, its writer speaks for himself."""
    (thread,) = read(READER, ITEM)
    assert tree(thread) == [("2", None), ("3", "2"), ("4", "2"), ("5", None)]
    assert [c.by_article_author for c in thread.comments] == [False, False, True, False]
    assert (thread.id, thread.article.title, thread.article.author, thread.article.text) == (
        "1",
        "On fees",
        "ann",
        "A fee.",
    )
    assert (thread.article.published, thread.comments[0].published) == (
        "2021-10-05T08:00:00+00:00",
        "2021-10-05T09:00:00+00:00",
    )
    assert codes(thread) == []


def test_a_link_has_no_article_author() -> None:
    """Who posts a link has not written what it leads to."""
    (thread,) = read(READER, story(comment(2, author="ann"), text=None, url="https://example.org/x"))
    assert (thread.article.author, thread.article.text, thread.article.url) == (None, "", "https://example.org/x")
    assert not thread.comments[0].by_article_author


def test_text_is_rendered() -> None:
    """Paragraphs that are never closed, cut links, code and quotes come out as one reads them."""
    text = (
        '&gt; He said &quot;no&quot;<p>I <i>do</i> not: <a href="https:&#x2F;&#x2F;example.org&#x2F;a-long-way&#x2F;x">'
        "https:&#x2F;&#x2F;example.org&#x2F;a-long...</a><p><pre><code>x = 1\ny &lt; 2\n</code></pre>"
    )
    (thread,) = read(READER, story(comment(2, text=text)))
    found = thread.comments[0]
    assert found.text == '> He said "no"\n\nI do not: https://example.org/a-long-way/x\n\nx = 1\ny < 2'
    assert [found.text[start:end] for start, end in found.quoted] == ['> He said "no"']


def test_what_is_gone() -> None:
    """A comment without a text is gone: it holds its answers, and is counted without any; a name may be gone alone."""
    gone: dict[str, Any] = {"text": None, "author": None}
    (thread,) = read(READER, story(comment(2, comment(3, parent=2, author=None), **gone), comment(4, **gone)))
    assert [(c.id, c.text, c.author, c.site_status) for c in thread.comments] == [
        ("2", "", None, "deleted"),
        ("3", "Text 3", None, None),
    ]
    assert codes(thread) == ["deleted-comments"]


def test_what_a_poll_offers_is_no_comment() -> None:
    """Options of a poll stand beside the comments and are none."""
    option = comment(7, type="pollopt", text="Yes")
    (thread,) = read(READER, story(option, comment(2), type="poll", options=[option]))
    assert tree(thread) == [("2", None)]


def test_an_item_that_is_a_comment() -> None:
    """A comment that was asked for by itself stands at the top, under a story that is not there."""
    (thread,) = read(READER, comment(5, comment(6, parent=5), parent=4))
    assert (thread.id, tree(thread), codes(thread)) == ("1", [("5", None), ("6", "5")], ["no-article"])


def test_several_items() -> None:
    """An array of items is a discussion each."""
    found = read(READER, [story(comment(2)), story(comment(12, parent=11), id=11)])
    assert [(t.id, tree(t)) for t in found] == [("1", [("2", None)]), ("11", [("12", None)])]


def test_a_search() -> None:
    """Hits are put together by story; what the search found beyond them is told, and so are missing parents."""
    found = read(READER, SEARCH)
    assert [(t.id, t.article.title, tree(t)) for t in found] == [
        ("1", "Story 1", [("2", None), ("3", "2")]),
        ("8", "Story 8", [("9", None)]),
    ]
    assert "40, 3 are in the file" in said(found[0], "missing-comments")
    assert (found[0].article.author, found[0].article.published) == (None, None)


def test_a_search_that_finds_stories_too() -> None:
    """A story's own hit says more of it than its comments do, wherever it stands."""
    own = {
        "objectID": "1",
        "story_id": 1,
        "title": "On fees",
        "author": "ann",
        "story_text": "A fee.",
        "num_comments": 3,
    }
    (thread,) = read(READER, {"hits": [hit(2, 1), own, 5, {}]})
    assert (thread.article.title, thread.article.author, thread.declared_comments) == ("On fees", "ann", 3)
    assert codes(thread) == ["bad-item", "bad-item", "comment-count"]


def test_detection_of_what_the_api_sends_today() -> None:
    """Keys may come in any order, with the comments before all that tells of the story."""
    item = dict(sorted(story(*[comment(n, text="x" * 900) for n in range(2, 100)]).items()))
    data = json.dumps(item).encode()
    assert b'"type": "story"' not in data[: 1 << 16]
    assert READER.sniff(data[: 1 << 16], "x.json") > 0.9
    assert READER.sniff(json.dumps(SEARCH).encode(), "x.json") > 0.9
    assert READER.sniff(b'{"hits": [{"objectID": "1", "price": 3}]}', "x.json") == 0
    assert READER.sniff(b'{"name": "x", "children": []}', "x.json") == 0


def test_ten_thousand_levels() -> None:
    """Answers may be 10,000 deep."""
    depth = 10_000
    text = "".join(f'{{"id": {n}, "type": "comment", "text": "t", "children": [' for n in range(1, depth)) + "]}" * (
        depth - 1
    )
    (thread,) = read(READER, '{"id": 0, "type": "story", "title": "T", "children": [' + text + "]}")
    assert (thread.comments[-1].id, thread.comments[-1].depth) == ("9999", 9998)


def test_comments_that_are_none_cost_no_neighbour() -> None:
    """What is no object is told; a comment without an id gets one."""
    (thread,) = read(READER, story(7, None, [], comment(2), {"text": "Nameless"}))
    assert [c.text for c in thread.comments] == ["Text 2", "Nameless"]
    assert codes(thread) == ["bad-item"] * 3


@pytest.mark.parametrize("data", ["", "{}", "[]", "nonsense", '{"hits": []}', json.dumps(ITEM)[:-40]])
def test_what_holds_no_story_is_refused(data: str) -> None:
    """An empty, a foreign and a cut file are refused with their name and the reason."""
    with pytest.raises(ReadError, match=r"export\.json"):
        read(READER, data)


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_annotated_discussions(language: str) -> None:
    """The exports of the annotated discussions hold what was annotated."""
    (thread,) = READER.read(Source(str(SHARED / f"{language}-dev.hn.json")))
    check_annotated(thread, language)
    check_article(thread, language)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Nothing that bytes can hold raises anything but `ReadError`."""
    survives(READER, data)


@given(twisted(ITEM) | twisted(SEARCH))
def test_twisted_documents(data: bytes) -> None:
    """Nothing that an item or a search can become raises anything but `ReadError`."""
    survives(READER, data)

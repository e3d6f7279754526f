"""Reddit's JSON: posts, nested answers, what the page keeps back, what is gone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.platforms.reddit import RedditReader
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

READER = RedditReader()


def listing(*things: Any) -> dict[str, Any]:
    return {"kind": "Listing", "data": {"after": None, "children": list(things)}}


def post(name: str = "p", **fields: Any) -> dict[str, Any]:
    given_fields = {
        "id": name,
        "title": "On fees",
        "author": "ann",
        "selftext": "A fee.\n\n## Why\n\nIt binds.",
        **fields,
    }
    return {
        "kind": "t3",
        "data": {"created_utc": 1633420800.0, "num_comments": 3, "url": "/r/m/comments/p/", **given_fields},
    }


def comment(name: str, *replies: Any, parent: str = "t3_p", **fields: Any) -> dict[str, Any]:
    data = {
        "id": name,
        "author": "bob",
        "body": f"Text {name}",
        "created_utc": 1633420900.0,
        "parent_id": parent,
        **fields,
    }
    return {"kind": "t1", "data": {**data, "replies": listing(*replies) if replies else ""}}


def more(count: int, name: str = "m") -> dict[str, Any]:
    return {"kind": "more", "data": {"count": count, "id": name, "children": ["x"] * count}}


PAGE = [
    listing(post()),
    listing(
        comment("a", comment("b", comment("c", parent="t1_b", is_submitter=True), parent="t1_a"), more(4)),
        comment("d", body="[removed]", author="[deleted]"),
        more(3),
    ),
]


def test_a_page() -> None:
    """A page is a post with nested answers; ids lose their kinds, what is missing or gone is counted."""
    (thread,) = read(READER, PAGE)
    assert tree(thread) == [("a", None), ("b", "a"), ("c", "b")]
    assert [c.by_article_author for c in thread.comments] == [False, False, True]
    assert (thread.id, thread.article.title, thread.article.author) == ("p", "On fees", "ann")
    assert thread.article.url == "https://www.reddit.com/r/m/comments/p/"
    assert [thread.article.text[start:end] for start, end in thread.article.headings] == ["Why"]
    assert (thread.declared_comments, thread.comments[0].published) == (3, "2021-10-05T08:01:40+00:00")
    assert codes(thread) == ["missing-comments", "deleted-comments"]
    assert said(thread, "missing-comments").startswith("7 comments are not in the file")


def test_a_link_has_no_article_and_no_article_author() -> None:
    """Who posts a link has not written what it leads to, and does not speak for it."""
    page = [
        listing(post(selftext="", url="https://example.org/x")),
        listing(comment("a", is_submitter=True, author="ann")),
    ]
    (thread,) = read(READER, page)
    assert (thread.article.text, thread.article.author, thread.article.url) == ("", None, "https://example.org/x")
    assert not thread.comments[0].by_article_author


@pytest.mark.parametrize("body", ["[deleted]", "[removed]", "[ Removed by Reddit ]"])
def test_what_is_gone_holds_its_answers(body: str) -> None:
    """A comment that is gone stays without text under its answers; a text whose author is gone stays."""
    page = [listing(post()), listing(comment("a", comment("b", parent="t1_a", author="[deleted]"), body=body))]
    (thread,) = read(READER, page)
    first, second = thread.comments
    assert (first.text, first.site_status, second.parent) == ("", "deleted", "a")
    assert (second.text, second.author, second.site_status) == ("Text b", None, None)


def test_a_removed_post_is_no_article() -> None:
    """`[removed]` is not what somebody wrote."""
    (thread,) = read(READER, [listing(post(selftext="[removed]")), listing(comment("a", is_submitter=True))])
    assert thread.article.text == ""
    assert not thread.comments[0].by_article_author


def test_three_signs_are_given_back() -> None:
    """Reddit escapes `&`, `<` and `>` once; nothing else is an escape, and quotes are found behind them."""
    body = "&gt; a &amp;gt; b\n\nNo &amp;quot; &amp;#x200B;"
    (thread,) = read(READER, [listing(post(title="A &amp; B")), listing(comment("a", body=body))])
    text = thread.comments[0].text
    assert (thread.article.title, text) == ("A & B", "> a &gt; b\n\nNo &quot; &#x200B;")
    assert [text[start:end] for start, end in thread.comments[0].quoted] == ["> a &gt; b"]


@pytest.mark.parametrize("typed", ["a < b", "> quoted", "Q&A", "&quot;"])
def test_raw_json_is_not_unescaped(typed: str) -> None:
    """One sign that Reddit would have escaped shows that the file was asked for with `raw_json=1`."""
    (thread,) = read(READER, [listing(post()), listing(comment("a", body=typed), comment("b", body="write &lt;b&gt;"))])
    assert [c.text for c in thread.comments] == [typed, "write &lt;b&gt;"]


def test_a_spoiler_is_no_quote() -> None:
    """`>!…!<` hides one's own words."""
    (thread,) = read(READER, [listing(post()), listing(comment("a", body=">!he dies!<\n\n> quoted"))])
    text = thread.comments[0].text
    assert [text[start:end] for start, end in thread.comments[0].quoted] == ["> quoted"]


def test_comments_on_many_posts() -> None:
    """A listing of a user's comments is a discussion for each post, titled but without its text."""
    rows = [
        comment("a", parent="t1_z", link_id="t3_p", link_title="One", link_permalink="https://www.reddit.com/r/m/p"),
        comment("b", parent="t3_q", link_id="t3_q", link_title="Two", is_submitter=True),
        comment("c", parent="t1_a", link_id="t3_p", link_title="One"),
    ]
    found = read(READER, listing(*rows))
    assert [(t.id, t.article.title, tree(t)) for t in found] == [
        ("p", "One", [("a", None), ("c", "a")]),
        ("q", "Two", [("b", None)]),
    ]
    assert (found[0].article.url, codes(found[0])) == ("https://www.reddit.com/r/m/p", ["missing-parent"])
    assert not found[1].comments[0].by_article_author


def test_a_list_of_posts() -> None:
    """Posts without their comments are discussions that say how many they have."""
    found = read(READER, listing(post("p"), post("q", num_comments=0)))
    assert [(t.id, len(t.comments), t.declared_comments, codes(t)) for t in found] == [
        ("p", 0, 3, ["comment-count"]),
        ("q", 0, 0, []),
    ]


def test_pages_that_go_on_elsewhere() -> None:
    """`continue this thread` counts none, but says that there are some."""
    (thread,) = read(READER, [listing(post()), listing(comment("a", more(0, "_")))])
    assert "1 branch goes on, on pages" in said(thread, "missing-comments")


def test_things_that_are_no_comments_cost_no_neighbour() -> None:
    """Numbers, subreddits and comments without a text are told; the others stay."""
    odd: list[Any] = [7, None, {"kind": "t1"}, {"kind": "t5", "data": {}}, comment("a"), comment("b", body=None)]
    (thread,) = read(READER, [listing(post()), listing(*odd, comment("c", id=None, parent_id=None))])
    assert [c.id for c in thread.comments] == ["a", "b", "comment-3"]
    assert codes(thread) == ["bad-item"] * 4 + ["empty-comment"]


def test_ten_thousand_levels() -> None:
    """Answers may be 10,000 deep, which is 40,000 levels of JSON."""
    depth = 10_000
    head = '{"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"id": "%d", "body": "b", "replies": '
    text = "".join(head % n for n in range(depth)) + '""' + "}}]}}" * depth
    (thread,) = read(READER, f"[{json.dumps(listing(post()))}, {text}]")
    assert [thread.comments[-1].id, thread.comments[-1].parent, thread.comments[-1].depth] == ["9999", "9998", 9999]


def test_beyond_all_depth() -> None:
    """Nesting that is nobody's discussion is refused with the reason."""
    with pytest.raises(ReadError, match="nested more than 200,000 deep"):
        read(READER, "[" * 300_000)


def test_broken_signs() -> None:
    """A cut emoji, a broken byte and a raw line break are mended and told; nothing else is touched."""
    body = rb"half \ud83d, whole \ud83d\ude00, escaped \\ud83d, byte " + "κακό".encode() + b"\xff, raw \n line"
    data = json.dumps([listing(post()), listing(comment("a", body="BODY"))]).encode().replace(b"BODY", body)
    (thread,) = read(READER, data)
    assert thread.comments[0].text == "half \ufffd, whole 😀, escaped \\ud83d, byte κακό\ufffd, raw \n line"
    assert codes(thread).count("broken-utf8") == 2


def test_other_encodings() -> None:
    """A file that a Windows shell wrote as UTF-16 reads like any other."""
    (thread,) = read(READER, json.dumps(PAGE).encode("utf-16"))
    assert len(thread.comments) == 3
    assert codes(thread)[0] == "encoding"


@pytest.mark.parametrize("data", ["", "{}", "[]", "nonsense", '{"kind": "Listing"}', json.dumps(PAGE)[:-40], "[1e999]"])
def test_what_holds_no_post_is_refused(data: str) -> None:
    """An empty, a foreign and a cut file are refused with their name and the reason."""
    with pytest.raises(ReadError, match=r"export\.json"):
        read(READER, data)


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_annotated_discussions(language: str) -> None:
    """The exports of the annotated discussions hold what was annotated."""
    (thread,) = READER.read(Source(str(SHARED / f"{language}-dev.reddit.json")))
    check_annotated(thread, language)
    check_article(thread, language)
    assert said(thread, "missing-comments").startswith("2 comments are not in the file")


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Nothing that bytes can hold raises anything but `ReadError`."""
    survives(READER, data)


@given(twisted(PAGE))
def test_twisted_documents(data: bytes) -> None:
    """Nothing that a page can become raises anything but `ReadError`."""
    survives(READER, data)

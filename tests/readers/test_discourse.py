"""Discourse: a topic's posts, whom they answer and quote, and what of them is no comment."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.platforms.discourse import DiscourseReader
from tests.readers.documents import codes, read, said, survives, tree, twisted

READER = DiscourseReader()
QUOTE = (
    '<aside class="quote no-group" data-username="bob" data-post="2" data-topic="77">\n<div class="title">\n'
    '<div class="quote-controls"></div>\n<img alt="" src="https://x.example/b.png" class="avatar"> bob:</div>\n'
    "<blockquote>\n<p>Nobody waits.</p>\n</blockquote>\n</aside>\n<p>I do.</p>"
)
PREVIEW = (
    '<p>Read this:</p>\n<aside class="onebox allowlistedgeneric" data-onebox-src="https://example.org/x">\n'
    '<header class="source"><a href="https://example.org/x">example.org</a></header>\n'
    '<article class="onebox-body"><h3>Somebody’s title</h3><p>Somebody’s words.</p></article></aside>\n<p>Done.</p>'
)
PICTURE = (
    '<p>Look: <div class="lightbox-wrapper"><a class="lightbox" href="f.png"><img src="t.png" alt="image" width="690">'
    '<div class="meta"><span class="filename">image</span><span class="informations">66 KB</span></div></a></div></p>'
)


def post(number: int, to: int | None = None, user: int = 2, **fields: Any) -> dict[str, Any]:
    return {
        "id": 100 + number,
        "post_number": number,
        "reply_to_post_number": to,
        "username": f"user{user}",
        "name": "A Name",
        "user_id": user,
        "cooked": f"<p>Text {number}</p>",
        "created_at": f"2021-10-05T09:{number:02}:00.000Z",
        "post_type": 1,
        "hidden": False,
        "user_deleted": False,
        "deleted_at": None,
        "topic_id": 77,
        **fields,
    }


def topic(*posts: Any, later: int = 0, **fields: Any) -> dict[str, Any]:
    stream = [each["id"] for each in posts if isinstance(each, dict) and "id" in each] + list(range(900, 900 + later))
    return {
        "post_stream": {"posts": list(posts), "stream": stream},
        "id": 77,
        "title": "On fees",
        "slug": "on-fees",
        **fields,
    }


FIRST = post(1, user=1, cooked="<h2>Why</h2>\n<p>A fee.</p>")
TOPIC = topic(FIRST, post(2), post(3, 2, user=1), post(4, 1), post(5, 3, cooked=QUOTE), posts_count=5)


def test_a_topic() -> None:
    """The first post is the article; the others answer one another by their numbers; who began speaks for himself."""
    (thread,) = read(READER, TOPIC)
    assert tree(thread) == [("102", None), ("103", "102"), ("105", "103"), ("104", None)]
    assert [(c.number, c.author, c.by_article_author) for c in thread.comments] == [
        (2, "user2", False),
        (3, "user1", True),
        (5, "user2", False),
        (4, "user2", False),
    ]
    assert (thread.id, thread.article.title, thread.article.author) == ("77", "On fees", "user1")
    assert (thread.article.text, thread.article.headings) == ("Why\n\nA fee.", ((0, 3),))
    assert (thread.article.published, thread.declared_comments, codes(thread)) == ("2021-10-05T09:01:00+00:00", 4, [])


def test_quotes_are_quoted_without_their_headers() -> None:
    """Whom a quote is of is no text of the comment; what is quoted is marked as such."""
    (thread,) = read(READER, topic(FIRST, post(2, cooked=QUOTE)))
    comment = thread.comments[0]
    assert comment.text == "Nobody waits.\n\nI do."
    assert [comment.text[start:end] for start, end in comment.quoted] == ["Nobody waits."]


def test_a_quote_without_a_block_is_quoted_too() -> None:
    """Old posts hold the quoted words in the quote itself."""
    cooked = '<aside class="quote"><div class="title">bob:</div>Nobody waits.</aside><p>I do.</p>'
    comment = read(READER, topic(FIRST, post(2, cooked=cooked)))[0].comments[0]
    assert [comment.text[start:end] for start, end in comment.quoted] == ["Nobody waits."]


def test_previews_are_the_address_that_was_typed() -> None:
    """Another site's title and words are not the writer's."""
    (thread,) = read(READER, topic(FIRST, post(2, cooked=PREVIEW)))
    assert thread.comments[0].text == "Read this:\n\nhttps://example.org/x\n\nDone."


def test_pictures_say_nothing() -> None:
    """A picture's file name and size are not the writer's words."""
    (thread,) = read(READER, topic(FIRST, post(2, cooked=PICTURE)))
    assert thread.comments[0].text == "Look:"


@pytest.mark.parametrize("fields", [{"hidden": True}, {"user_deleted": True}, {"deleted_at": "2021-10-06T00:00:00Z"}])
def test_what_is_gone_holds_its_answers(fields: dict[str, Any]) -> None:
    """Hidden and deleted posts stay without their text under their answers."""
    (thread,) = read(READER, topic(FIRST, post(2, **fields), post(3, 2), post(4, **fields)))
    assert [(c.id, c.text, c.site_status) for c in thread.comments] == [("102", "", "deleted"), ("103", "Text 3", None)]
    assert codes(thread) == ["deleted-comments"]


def test_small_actions_and_whispers_are_no_comments() -> None:
    """What a moderator did is no comment; who answers it stands at the top. Some versions count it, some do not."""
    posts = [FIRST, post(2, post_type=3), post(3, 2), post(4, post_type=4)]
    for declared in (4, 2):
        (thread,) = read(READER, topic(*posts, posts_count=declared))
        assert (tree(thread), thread.declared_comments, codes(thread)) == ([("103", None)], 1, ["no-comments"])


def test_posts_that_were_not_loaded() -> None:
    """A topic lists all its posts and holds the first twenty; the others are told, and who answers them."""
    (thread,) = read(READER, topic(FIRST, post(2), post(50, 49), later=30, posts_count=33))
    assert "30 posts are not in the file" in said(thread, "missing-comments")
    assert sorted(codes(thread)) == ["comment-count", "missing-comments", "missing-parent"]


def test_a_later_page() -> None:
    """A page without the first post has a title and comments; who began is known by the topic's details."""
    page = topic(post(21, 20), post(22, 21, user=9), details={"created_by": {"id": 9, "username": "ann"}})
    (thread,) = read(READER, page)
    assert (thread.article.title, thread.article.text) == ("On fees", "")
    assert [(c.number, c.by_article_author) for c in thread.comments] == [(21, False), (22, True)]


def test_several_topics() -> None:
    """An array of topics is a discussion each."""
    found = read(READER, [TOPIC, {**TOPIC, "id": 78}])
    assert [t.id for t in found] == ["77", "78"]


def test_detection() -> None:
    """A topic is known by its posts, however long the first one is; a list of topics is none."""
    long = topic(post(1, cooked="<p>" + "word " * 20_000))
    assert READER.sniff(json.dumps(long).encode()[: 1 << 16], "x.json") > 0.9
    assert READER.sniff(b'{"topic_list": {"topics": []}}', "x.json") == 0


def test_posts_that_are_none_cost_no_neighbour() -> None:
    """What is no post is told; a post without an id is called by its number."""
    odd: list[Any] = [7, None, FIRST, post(2, id=None), post(3, 2, post_type=[]), post(4, cooked=None)]
    (thread,) = read(READER, topic(*odd))
    assert tree(thread) == [("post-2", None), ("103", "post-2"), ("104", None)]
    assert codes(thread) == ["bad-item", "bad-item", "empty-comment"]


def test_ten_thousand_elements() -> None:
    """Markup that is nested beyond all sense is still text."""
    cooked = '<aside class="quote">' + "<b>" * 10_000 + "deep" + "</b>" * 10_000 + "</aside>"
    (thread,) = read(READER, topic(FIRST, post(2, cooked=cooked)))
    assert thread.comments[0].text == "deep"


@pytest.mark.parametrize("data", ["", "{}", "[]", "nonsense", '{"post_stream": {}}', json.dumps(TOPIC)[:-40]])
def test_what_holds_no_topic_is_refused(data: str) -> None:
    """An empty, a foreign and a cut file are refused with their name and the reason."""
    with pytest.raises(ReadError, match=r"export\.json"):
        read(READER, data)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Nothing that bytes can hold raises anything but `ReadError`."""
    survives(READER, data)


@given(twisted(topic(FIRST, post(2, cooked=QUOTE), post(3, 2, cooked=PREVIEW), post(4, 3, hidden=True), posts_count=9)))
def test_twisted_documents(data: bytes) -> None:
    """Nothing that a topic can become raises anything but `ReadError`."""
    survives(READER, data)


@given(st.lists(st.sampled_from([*f"{QUOTE}{PREVIEW}{PICTURE}".split(">"), "&#1;", "&#xFFFF;", "\0", "<!--"])))
def test_twisted_markup(pieces: list[str]) -> None:
    """Nothing that markup can become raises anything."""
    survives(READER, json.dumps(topic(FIRST, post(2, cooked=">".join(pieces)))).encode())

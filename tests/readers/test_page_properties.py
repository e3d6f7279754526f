"""What holds for every page whatever is on it: nothing is lost, nothing is changed, offsets cut real text."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.readers.notation.addresses import web_address
from agorascope.readers.text import page_thread
from agorascope.records import Thread

PIECES = st.sampled_from(
    [
        "",
        " ",
        "\t",
        "　",
        "1. 1",
        "  1. 1",
        "    • 2",
        "2. 4",
        "1.",
        "1) text",
        "#1",
        "2楼 文字",
        "• 3",
        "* x",
        "- y",
        "16 Σχόλια",
        "24 Comments",
        "46条评论",
        "Σχόλια",
        "Comments (24)",
        "No comments yet",
        "Leave a reply",
        "Tags: a",
        "Reply",
        "1. Ναι. 2. Όχι.",
        "> quoted",
        "Dear Ada,",
        "Kind regards,",
        "Ada",
        "— Ada",
        "@小王 你好",
        "Ο Γιάννης λέει ότι",
        "3 May 2021 | by Ada Moore",
        "发布日期:2016-12-16 作者: 点击:",
        "分享",
        "© 2020",
        "## Heading",
        "What now?",
        "\x00",
        "\x1c",
        "A sentence that is long enough to be the running text of an article, with a comma and a full stop at its end.",
        "隔壁面馆的老板每天五点起床揉面，这是一个足够长的句子，用来充当文章的正文段落，后面还有一些内容，直到句号为止。",
    ]
)
INDENTED = st.builds(lambda indent, piece: " " * indent + piece, st.integers(0, 8), PIECES)
PAGES = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(st.one_of(INDENTED, st.text(max_size=30)), max_size=60),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)


def letters(*texts: str) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


def check(page: str) -> None:
    read = page_thread(page, "page", "page.txt")
    comments = [c.text for c in read.comments]
    chrome = [line.text for line in read.chrome]
    assert letters(page) == letters(read.article.title or "", read.article.text, *comments, *chrome)
    assert all(line.kind for line in read.chrome)
    check_offsets(read)
    check_tree(read)


def check_offsets(read: Thread) -> None:
    for start, end in read.article.headings:
        assert read.article.text[start:end].strip() == read.article.text[start:end] != ""
    for comment in read.comments:
        for start, end in comment.quoted:
            assert comment.text[start:end]
        for link in comment.links:
            assert 0 <= link.start < link.end <= len(comment.text)
            assert comment.text[link.start : link.end].strip()
            assert web_address(link.url) == link.url
        assert comment.signature is None or comment.signature in comment.text
        assert comment.addressee is None or comment.addressee in comment.text


def check_tree(read: Thread) -> None:
    depth: dict[str | None, int] = {None: -1}
    for comment in read.comments:
        assert comment.depth == depth[comment.parent] + 1
        assert comment.id not in depth
        depth[comment.id] = comment.depth


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_every_line_of_a_page_is_accounted_for(page: str) -> None:
    """Each character that is not blank is in the article, in a comment, or in a line of a named kind."""
    check(page)


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_arbitrary_text_is_accounted_for(page: str) -> None:
    """The same holds for text that is no page at all."""
    check(page)


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_reading_is_repeatable(page: str) -> None:
    """The same page gives the same thread."""
    assert page_thread(page, "p", "p") == page_thread(page, "p", "p")

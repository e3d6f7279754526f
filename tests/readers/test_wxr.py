"""WordPress exports: items in a stream, comments in a tree, and XML that is broken, cut off or meant to harm."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.platforms.wxr import WxrReader
from agorascope.records import Thread
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
)

READER = WxrReader()
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n'
    "<channel><title>Blog</title>\n<wp:wxr_version>1.2</wp:wxr_version>\n"
    "<wp:author><wp:author_id>4</wp:author_id><wp:author_login>eva</wp:author_login>"
    "<wp:author_email>eva@example.org</wp:author_email><wp:author_display_name>Eva Roth</wp:author_display_name>"
    "</wp:author>\n"
)
TAIL = "</channel></rss>\n"


def comment(number: object, text: str = "Text.", parent: object = 0, **more: str) -> str:
    fields = {
        "author": "Ann",
        "author_email": "ann@example.org",
        "author_IP": "192.0.2.7",
        "date": "2021-05-03 12:00:00",
        "date_gmt": "2021-05-03 10:00:00",
        "content": f"<![CDATA[{text}]]>",
        "approved": "1",
        "type": "",
        "user_id": "0",
        "parent": str(parent),
        **more,
    }
    inside = "".join(f"<wp:comment_{name}>{value}</wp:comment_{name}>" for name, value in fields.items())
    return f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{inside}</wp:comment>\n"


def item(*comments: str, number: object = 77, body: str = "Queues sell.", **more: str) -> str:
    fields = {"post_type": "post", "status": "publish", "post_date_gmt": "2021-05-03 08:00:00", **more}
    inside = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in fields.items())
    return (
        f"<item><title>Of queues</title><link>https://example.org/queues</link><dc:creator>eva</dc:creator>"
        f"<excerpt:encoded>Short.</excerpt:encoded><content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id>{inside}\n{''.join(comments)}</item>\n"
    )


def export(*items: str) -> str:
    return HEAD + "".join(items) + TAIL


def threads(*items: str) -> list[Thread]:
    return read(READER, export(*items))


def only(*comments: str) -> Thread:
    (thread,) = threads(item(*comments))
    return thread


def until_it_breaks(data: str | bytes) -> tuple[list[Thread], str]:
    """Read what is whole, and give the error that comes after it."""
    found = []
    with pytest.raises(ReadError) as raised:  # noqa: PT012 -- what came before the error is the point
        for thread in READER.read(Source("x.xml", io.BytesIO(data if isinstance(data, bytes) else data.encode()))):
            found.append(thread)  # noqa: PERF402 -- a list() would lose them
    return found, str(raised.value)


# --- what is read -------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annotated_discussions(language: str) -> None:
    """The export of a discussion is that discussion: texts, tree, people, times."""
    (thread,) = READER.read(Source(str(SHARED / f"{language}-dev.wxr.xml")))
    check_annotated(thread, language)
    check_article(thread, language)
    assert said(thread, "not-comments") == "1 left out that are no comments: 1 pingback"
    assert said(thread, "left-out") == "1 left out that are no discussions: 1 nav_menu_item"


def test_the_article() -> None:
    """Block comments vanish, headings have offsets, shortcodes stay, the author is shown by name."""
    body = (
        "<!-- wp:paragraph -->\n<p>One &amp; two.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading -->\n<h2>Why</h2>\n"
        '<!-- /wp:heading -->\n\n<!-- wp:paragraph -->\n<p>[caption id="1"]Three[/caption]<br>four</p>\n'
        "<!-- /wp:paragraph -->"
    )
    (thread,) = threads(item(body=body))
    article = thread.article
    assert article.text == 'One & two.\n\nWhy\n\n[caption id="1"]Three[/caption]\nfour'
    assert [article.text[start:end] for start, end in article.headings] == ["Why"]
    assert (article.title, article.author, article.url) == ("Of queues", "Eva Roth", "https://example.org/queues")
    assert (article.published, thread.id, thread.format) == ("2021-05-03T08:00:00+00:00", "77", "wxr")


@pytest.mark.parametrize(
    ("times", "published"),
    [
        (
            "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt><wp:post_date>2021-05-03 09:00:00</wp:post_date>",
            "2021-05-03T09:00:00",
        ),
        ("<pubDate>Mon, 03 May 2021 08:00:00 +0000</pubDate>", "2021-05-03T08:00:00+00:00"),
        ("<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>", None),
    ],
)  # fmt: skip
def test_times_that_are_none(times: str, published: str | None) -> None:
    """What WordPress writes for no time is none; the next best is taken."""
    (thread,) = threads(f"<item><title>A</title>{times}</item>")
    assert thread.article.published == published


def test_comments_of_any_order_make_a_tree() -> None:
    """Children may come before parents; a missing parent and a circle cost a notice each."""
    thread = only(
        comment(3, parent=2),
        comment(2, parent=1),
        comment(1),
        comment(5, parent=99),
        comment(6, parent=7),
        comment(7, parent=6),
    )
    assert tree(thread) == [("1", None), ("2", "1"), ("3", "2"), ("5", None), ("6", None), ("7", "6")]
    assert codes(thread) == ["missing-parent", "parent-cycle"]


def test_a_comment() -> None:
    """Lines stay as they were typed, markup goes, what is quoted has offsets, the time says its zone."""
    (found,) = only(comment(1, "<blockquote>Queues sell.</blockquote>\nNo &lt;3.\nReally.\n\n<b>No</b>.")).comments
    assert found.text == "Queues sell.\n\nNo <3.\nReally.\n\nNo."
    assert [found.text[start:end] for start, end in found.quoted] == ["Queues sell."]
    assert (found.author, found.published) == ("Ann", "2021-05-03T10:00:00+00:00")


def test_local_time_where_there_is_no_other() -> None:
    """A time that WordPress has only in the site's zone says none."""
    (found,) = only(comment(1, date_gmt="0000-00-00 00:00:00")).comments
    assert found.published == "2021-05-03T12:00:00"


@pytest.mark.parametrize(
    ("approved", "status"),
    [("1", "approved"), ("0", "pending"), ("spam", "spam"), ("trash", "trash"), ("post-trashed", "trash"), ("?", None)],
)
def test_the_sites_verdict(approved: str, status: str | None) -> None:
    """Spam and trash keep their text; the site's verdict stands beside ours."""
    (found,) = only(comment(1, "Buy.", approved=approved)).comments
    assert (found.site_status, found.text) == (status, "Buy.")


def test_what_is_no_comment() -> None:
    """Pingbacks, trackbacks and a shop's notes are counted; reviews are comments."""
    thread = only(
        comment(1, type="comment"), comment(2, type="review"), comment(3, type="pingback"),
        comment(4, type="trackback"), comment(5, type="pingback"), comment(6, type="order_note"),
    )  # fmt: skip
    assert [c.id for c in thread.comments] == ["1", "2"]
    assert said(thread, "not-comments") == "4 left out that are no comments: 2 pingback, 1 trackback, 1 order_note"


def test_the_articles_author() -> None:
    """The account that wrote the post is its author in the comments, under whatever name; nobody's account is not."""
    thread = only(comment(1, user_id="4", author="Site"), comment(2, user_id="5"), comment(3))
    assert [c.by_article_author for c in thread.comments] == [True, False, False]


def test_which_items_are_discussions() -> None:
    """Posts and pages are; drafts, menus and files are only where somebody commented on them."""
    found = threads(
        item(number=1), item(number=2, post_type="page", status="private"), item(number=3, status="draft"),
        item(comment(1), number=4, status="draft"), item(number=5, post_type="nav_menu_item"),
        item(number=6, post_type="attachment", status="inherit"), item(comment(2), number=7, post_type="product"),
        item(number=8, post_type="attachment"), item(comment(3, type="pingback"), number=9, post_type="attachment"),
    )  # fmt: skip
    assert [thread.id for thread in found] == ["1", "2", "4", "7"]
    assert [said(thread, "left-out") for thread in found[:-1]] == ["", "", ""]
    assert said(found[-1], "left-out") == (
        "5 left out that are no discussions: 3 attachment, 1 post (draft), 1 nav_menu_item"
    )


def test_nothing_of_a_person_but_the_name() -> None:
    """No e-mail address and no IP comes out, even where somebody gave one as the name."""
    found = threads(
        item(comment(1), comment(2, author="bob@example.org"), comment(3, author="192.0.2.9")), item(number=78)
    )
    told = b"".join(msgspec.json.encode(thread) for thread in found)
    assert b"@" not in told
    assert b"192.0.2." not in told
    assert [c.author for c in found[0].comments] == ["Ann", "bob", None]


def test_ids_that_come_twice_or_not_at_all() -> None:
    """Repeated ids of posts and of comments stay apart; a post without one has its address, a comment a number."""
    found = threads(item(comment(1), comment(1, "Other."), comment("")), item(), item(number=""))
    assert [thread.id for thread in found] == ["77", "77~2", "https://example.org/queues"]
    assert [c.id for c in found[0].comments] == ["1", "1~2", "unnamed-3"]
    assert codes(found[1]) == ["repeated-id"]


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("prefix", ["wp", "ns0"])
def test_versions_and_prefixes(version: str, prefix: str) -> None:
    """Every version is read, under whatever prefix its namespace has."""
    text = export(item(comment(1))).replace("export/1.2", f"export/{version}").replace("wp:", f"{prefix}:")
    (thread,) = read(READER, text.replace("xmlns:wp", f"xmlns:{prefix}"))
    assert (thread.id, [c.text for c in thread.comments]) == ("77", ["Text."])


def test_namespaces_that_nothing_declares() -> None:
    """WordPress's own prefixes mean what they always mean; a plugin's cost nothing."""
    text = export(item(comment(1) + "<seo:score>5</seo:score>"))
    (thread,) = read(READER, "<rss><channel>" + text[text.index("<item>") :])
    assert (thread.article.text, [c.text for c in thread.comments], thread.notices) == ("Queues sell.", ["Text."], ())


def test_gzip() -> None:
    """A compressed export is read as it is."""
    (thread,) = read(READER, gzip.compress(export(item(comment(1))).encode()), "x.xml.gz")
    assert len(thread.comments) == 1


# --- encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("iso-8859-7", "iso-8859-7", "Οι ουρές πουλάνε"),
        ("windows-1253", "cp1253", "Οι ουρές πουλάνε"),
        ("gb2312", "gb18030", "排队才好卖，镕"),
        ("utf-16", "utf-16", "排队 ουρές"),
        ("UTF-8", "utf-8-sig", "排队 ουρές"),
        ("zip", "utf-8", "排队 ουρές"),
    ],
)
@pytest.mark.parametrize("before", ["", f"<!-- {'x' * 70_000} -->"])
def test_declared_encodings(declared: str, written: str, text: str, before: str) -> None:
    """The declaration is believed, even where the first letters that tell come late."""
    data = export(before, item(comment(1, text))).replace("UTF-8", declared).encode(written)
    (thread,) = read(READER, data)
    assert thread.comments[0].text == text


def test_broken_utf8() -> None:
    """A broken byte becomes U+FFFD, is told with its line, and costs nothing else."""
    data = export(item(comment(1, "καφέ?"), comment(2))).encode().replace("έ?".encode(), "έ".encode() + b"\xff")
    (thread,) = read(READER, data)
    assert [c.text for c in thread.comments] == ["καφέ\ufffd", "Text."]
    assert said(thread, "broken-utf8") == "1 broken byte sequences became U+FFFD, from about here"


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "&#11;", "&#xFFFF;"])
@pytest.mark.parametrize("where", ["<![CDATA[one {} two]]>", "one {} two"])
def test_control_characters(control: str, where: str) -> None:
    """Characters that XML has no place for cost nothing but themselves."""
    thread = only(comment(1, content=where.format(control)), comment(2))
    one, two = thread.comments
    assert (one.text.split()[0], one.text.split()[-1], two.text) == ("one", "two", "Text.")


# --- broken XML ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("I <3 A & B, x < y", "I <3 A & B, x < y"),
        ("A&nbsp;B &eacute; &nonsense; &#128512; &#xD83D;&#xDE00;", "A\xa0B é &nonsense; 😀 😀"),
        ("<p>One<br>two", "One\ntwo"),
        ("</p>stray</div>", "stray"),
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("<b>bold</b> and <i>it</i>", "bold and it"),
        ("a &lt;b&gt;c&lt;/b&gt; d", "a c d"),
    ],
)
def test_text_that_nobody_escaped(written: str, text: str) -> None:
    """What breaks XML is read as it was meant, and neither its own fields nor its neighbours suffer."""
    one, two = only(comment(1, content=written, approved="spam"), comment(2, parent=1)).comments
    assert (one.text, one.site_status, one.author) == (text, "spam", "Ann")
    assert (two.text, two.parent) == ("Text.", "1")


def test_what_was_mended_is_told_with_its_line() -> None:
    """A notice says what was wrong and where; of many of a kind the first hundred are shown."""
    thread = only(comment(1), comment(2, content="AT&T"), *(comment(n, content="&x;") for n in range(3, 303)))
    mended = [notice for notice in thread.notices if notice.code == "broken-xml"]
    assert mended[0].where == f"line {HEAD.count(chr(10)) + 3}"
    assert mended[-1].message == "201 more of the kind"
    assert len(thread.comments) == 302


def test_end_tags_that_are_missing() -> None:
    """A row without its end ends where the next begins."""
    found = threads(
        item(comment(1).replace("</wp:comment>", ""), comment(2), number=1).replace("</item>", ""),
        item(comment(3), number=2),
    )
    assert [[c.id for c in thread.comments] for thread in found] == [["1", "2"], ["3"]]
    assert said(found[0], "broken-xml") == (
        "<comment> does not end; ended where the next begins <item> does not end; ended where the next begins"
    )


def test_a_row_that_cannot_be_read() -> None:
    """What is no row at all is told and left out."""
    thread = only(comment(1), "<wp:comment>" + "<" * 20 + "</wp:comment>", comment(2))
    assert [c.id for c in thread.comments] == ["1", "2"]
    assert codes(thread) == ["bad-row"]


def test_a_comment_outside_of_an_item() -> None:
    """A comment that belongs to nothing is left out with its line."""
    (thread,) = threads(comment(1), item(comment(2)))
    assert [c.id for c in thread.comments] == ["2"]
    assert said(thread, "bad-row") == "a comment outside of any item is left out"


def test_warnings_of_php_before_the_document() -> None:
    """What a server printed before the document is passed over."""
    (thread,) = read(READER, "<br />\n<b>Warning</b>: no such & file\n" + export(item(comment(1))))
    assert len(thread.comments) == 1


def test_two_exports_in_one_file() -> None:
    """Exports that were put one behind the other are read as one."""
    found = read(READER, export(item(comment(1), number=1)) + export(item(comment(2), number=2)))
    assert [[c.id for c in thread.comments] for thread in found] == [["1"], ["2"]]


@pytest.mark.parametrize(
    "cut",
    [
        lambda text: text[: text.index("<wp:comment_id>31")],
        lambda text: text[: text.index("Last words") + 5],
        lambda text: text[: text.rindex("</item>") + 3],
    ],
    ids=["between fields", "inside CDATA", "inside a tag"],
)
def test_files_that_break_off(cut: object) -> None:
    """Whole discussions are given; then the error says how many they were, and where it breaks off."""
    whole = export(item(comment(11), number=1), item(comment(21), number=2), item(comment(31, "Last words"), number=3))
    found, error = until_it_breaks(cut(whole))  # type: ignore[operator]
    assert [(thread.id, len(thread.comments)) for thread in found] == [("1", 1), ("2", 1)]
    start = whole[: whole.index("<wp:post_id>3<")].count("\n") + 1
    assert f"after 2 discussions: the <item> that begins in line {start} does not end" in error


def test_a_file_without_its_end() -> None:
    """That only the last line is missing is an error too, after all discussions."""
    found, error = until_it_breaks(HEAD + item(number=1))
    assert [thread.id for thread in found] == ["1"]
    assert "breaks off in line" in error


def test_a_compressed_file_that_breaks_off() -> None:
    """Of a cut gzip what came out whole is given before the error."""
    text = export(*(item(comment(n, f"{n} " * 400), number=n) for n in range(2000)))
    data = gzip.compress(text.encode())
    found, error = until_it_breaks(data[: len(data) * 9 // 10])
    assert 500 < len(found) < 2000
    assert f"after {len(found):,} discussions" in error


@pytest.mark.parametrize("text", ["", " ", "Queues.", "<html></html>", "<rss", "<rss/>", "<rss></rss>", export()])
def test_nothing_to_read(text: str) -> None:
    """What holds no discussion is an error."""
    with pytest.raises(ReadError, match=r"no <rss> in it|no discussion in it"):
        read(READER, text)


def test_only_what_is_no_discussion() -> None:
    """The error says what there is instead."""
    with pytest.raises(ReadError, match="no discussion in it; 1 left out that are no discussions: 1 nav_menu_item"):
        threads(item(post_type="nav_menu_item"))


# --- attacks ------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
SUBSETS = {
    "billion laughs": f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}]>',
    "external": '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE rss [<!ENTITY % l9 SYSTEM "file:///etc/passwd"> %l9;]>',
    "attributes": f'<!DOCTYPE rss [<!ATTLIST item x CDATA "{"x" * 9999}">]>',
    "after comments": f'<!-- {"x" * 100_000} -->\n<!-- <rss> -->\n<!DOCTYPE rss [<!ENTITY l9 "x">]>',
    "quoted root": '<!DOCTYPE rss [<!ELEMENT a ANY><!ATTLIST a b CDATA "<rss>"><!ENTITY l9 "x">]>',
}


@pytest.mark.parametrize("subset", SUBSETS.values(), ids=SUBSETS)
@pytest.mark.parametrize("use", ["<item><title>&l9;</title></item>", '<item x="&l9;"><title>T</title></item>'])
def test_document_types_that_declare_something(subset: str, use: str) -> None:
    """Entities are refused before anything is read."""
    with pytest.raises(ReadError, match="its document type declares"):
        read(READER, HEAD.replace("<rss", subset + "<rss", 1) + use + TAIL)


@pytest.mark.parametrize("subset", SUBSETS.values(), ids=SUBSETS)
def test_document_types_elsewhere(subset: str) -> None:
    """Further below a document type is text of somebody's or nothing: no name in it stands for anything."""
    found = threads(subset, item(comment(1, content=subset + "&l9;")), item(comment(2), number=2))
    assert [c.id for thread in found for c in thread.comments] == ["1", "2"]
    told = b"".join(msgspec.json.encode(thread) for thread in found)
    assert b"root:" not in told
    assert len(told) < 200_000


def test_a_document_type_that_only_names_a_file() -> None:
    """A document type without a word of its own is passed over; its file is not opened."""
    (thread,) = read(READER, HEAD.replace("<rss", '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss', 1) + item() + TAIL)
    assert thread.article.text == "Queues sell."


@pytest.mark.parametrize(
    "junk",
    [
        "<wp:comment>" + "<b>" * 200_000 + "</wp:comment>",
        "<wp:comment>" + "<wp:comment_content>" * 50_000 + "</wp:comment>",
        "<wp:comment " * 100_000,
        "&x;" * 100_000,
        "<" * 500_000,
        "<!-- -->" * 100_000,
        "]]>" * 100_000,
        "<x " + "a='1' " * 50_000 + "/>",
    ],
)
def test_junk_between_comments(junk: str) -> None:
    """Whatever stands between two comments, both are read."""
    thread = only(comment(1), junk, comment(2))
    assert {"1", "2"} <= {c.id for c in thread.comments}


def test_ten_thousand_answers_deep() -> None:
    """A chain of 10,000 answers, last first, is as deep as that."""
    thread = only(*(comment(n, parent=n - 1) for n in reversed(range(1, 10_001))))
    assert thread.comments[-1].depth == 9_999


def test_a_row_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comment longer than any is left out, and is not held in memory; a post keeps its comments."""
    monkeypatch.setattr("agorascope.readers.xml.cutting.LARGEST_ROW", 100_000)
    found = threads(item(comment(1, "x" * 200_000), comment(2)), item(comment(3), number=2, body="x" * 200_000))
    assert [[c.id for c in thread.comments] for thread in found] == [["2"], ["3"]]
    assert "more than 64 MB is left out" in said(found[0], "bad-row")


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Whatever follows the head of an export, there are threads or a `ReadError`."""
    survives(READER, data, "x.xml")
    survives(READER, HEAD.encode() + data, "x.xml")


SOUND = export(
    item(comment(1, "<p>One</p>"), comment(2, content=escape("<p>two</p>"), parent=1), number=1),
    item(comment(3), number=2),
)


PIECES = [
    b"", b"<", b">", b"&", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"</", b"/>", b"<item>", b"</item>", b"<wp:comment>",
    b"</wp:comment>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\xff", b"\0", b'"', b"<?x", b"&#xD800;", b"<rss>",
    b"<wp:comment_content>", b"</rss>", b"xmlns:wp='u'", b"\xff\xfe", b"<wp:author>", b"<item/>",
]  # fmt: skip
CHANGE = st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), st.sampled_from(PIECES) | st.binary(max_size=8))


@given(st.lists(CHANGE, max_size=6))
def test_twisted_exports(changes: Sequence[tuple[int, int, bytes]]) -> None:
    """An export in which pieces are gone or others raises nothing but `ReadError`."""
    data = SOUND.encode()
    for at, gone, new in changes:
        data = data[:at] + new + data[at + gone :]
    survives(READER, data, "x.xml")


@given(st.integers(1, 700), st.integers(0, 3))
def test_pieces_of_any_size(size: int, broken: int) -> None:
    """Where the pieces of a stream are cut makes no difference, in the middle of a mark or of a letter."""
    text = export(item(comment(1, "καφές"), comment(2, content="A & B <3" * broken)), item(comment(3), number=2))
    at_once = read(READER, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agorascope.readers.xml.stream.CHUNK", size)
        assert read(READER, text) == at_once


# --- size and form ------------------------------------------------------------------------------

# What getrusage tells includes the memory of the process that this one was forked from.
BIG = """
import re, sys
from agorascope.readers.platforms.wxr import WxrReader
from agorascope.sources import Source
count = sum(len(thread.comments) for thread in WxrReader().read(Source(sys.argv[1])))
print(count, re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the memory")
def test_a_large_export_in_little_memory(tmp_path: Path) -> None:
    """60 MB of items are read in a fraction of it."""
    path = tmp_path / "large.xml"
    filler = "Queues sell, and nobody asks them why. " * 50
    many = 60 * 150
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(many):
            file.write(item(*(comment(f"{number}-{n}", filler) for n in range(2)), number=number, body=filler))
        file.write(TAIL)
    assert path.stat().st_size > 60_000_000
    done = subprocess.run([sys.executable, "-c", BIG, str(path)], capture_output=True, check=True)  # noqa: S603 -- ours
    count, kilobytes = map(int, done.stdout.split())
    assert count == 2 * many
    assert kilobytes < 300_000


def test_items_are_given_while_the_file_is_read() -> None:
    """A discussion is given before the file is read to its end."""
    text = export(*(item(comment(n, "x" * 9_000), number=n) for n in range(500))).encode()
    stream = io.BytesIO(text)
    next(iter(READER.read(Source("x.xml", stream))))
    assert stream.tell() < len(text) / 2


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (export(item())[:3000].encode(), 1.0),
        (export(item())[:3000].encode("utf-16"), 1.0),
        (b"\n\n" + export(item())[:3000].encode(), 1.0),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>A feed</title></channel></rss>', 0.0),
        (b"<html>xmlns:wp</html>", 0.0),
        (b'{"text": "<rss>"}', 0.0),
        (b"", 0.0),
    ],
)
def test_sniffing(head: bytes, sure: float) -> None:
    """An export is known by WordPress's namespace, other feeds are none."""
    assert READER.sniff(head, "x.xml") == sure

"""Disqus exports: threads and posts in any order, several threads for one page, people without their addresses."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.platforms.disqus import DisqusReader
from agorascope.records import Thread
from agorascope.sources import Source
from tests.readers.documents import (
    LANGUAGES,
    SHARED,
    annotated,
    check_annotated,
    codes,
    needs_shared,
    read,
    said,
    survives,
    tree,
)

READER = DisqusReader()
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" '
    'xmlns:dsq="http://disqus.com/disqus-internals" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
    '<category dsq:id="1"><forum>blog</forum><title>General</title><isDefault>true</isDefault></category>\n'
)
TAIL = "</disqus>\n"


def thread(name: object, message: str = "", **more: str) -> str:
    fields = {
        "id": "",
        "forum": "blog",
        "link": f"https://example.org/{name}",
        "title": f"Page {name}",
        "message": f"<![CDATA[{message}]]>",
        "createdAt": "2021-05-03T08:00:00Z",
        **more,
    }
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    author = "<author><email>eva@example.org</email><name>Eva Roth</name><username>eva</username></author>"
    return f'<thread dsq:id="{name}">{inside}<category dsq:id="1" />{author}<ipAddress>192.0.2.1</ipAddress></thread>\n'


def post(name: object, of: object = 1, parent: object = None, html: str = "<p>Text.</p>", **more: str) -> str:
    fields = {
        "id": "",
        "message": f"<![CDATA[{html}]]>",
        "createdAt": "2021-05-03T10:00:00Z",
        "isDeleted": "false",
        "isSpam": "false",
        "author": "<email>ann@example.org</email><name>Ann</name><username>ann7</username>",
        "ipAddress": "192.0.2.7",
        **more,
    }
    inside = "".join(f"<{key}>{value}</{key}>" for key, value in fields.items())
    answered = "" if parent is None else f'<parent dsq:id="{parent}" />'
    return f'<post dsq:id="{name}">{inside}<thread dsq:id="{of}" />{answered}</post>\n'


def export(*rows: str) -> str:
    return HEAD + "".join(rows) + TAIL


def threads(*rows: str) -> list[Thread]:
    return read(READER, export(*rows))


def only(*rows: str) -> Thread:
    (found,) = threads(thread(1), *rows)
    return found


# --- what is read -------------------------------------------------------------------------------


@needs_shared
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annotated_discussions(language: str) -> None:
    """The export of a discussion is that discussion: texts, tree, people, times, article."""
    (found,) = READER.read(Source(str(SHARED / f"{language}-dev.disqus.xml")))
    check_annotated(found, language)
    truth = annotated(language)["article"]
    assert found.article.text == "\n\n".join(text.removeprefix("## ") for text in truth["paragraphs"])
    assert (found.article.title, found.article.url) == (truth["title"], truth["url"])


def test_the_article() -> None:
    """A thread is its page: title, address, author, time, text with the offsets of headings."""
    (found,) = threads(thread(1, "<p>One &amp; two.</p><h2>Why</h2><p>Three.</p>", title="Of &amp;lt;b&amp;gt; queues"))
    article = found.article
    assert (article.text, article.author) == ("One & two.\n\nWhy\n\nThree.", "Eva Roth")
    assert [article.text[start:end] for start, end in article.headings] == ["Why"]
    assert (found.id, article.title) == ("1", "Of <b> queues")
    assert (article.url, article.published) == ("https://example.org/1", "2021-05-03T08:00:00+00:00")


def test_a_post() -> None:
    """Paragraphs and breaks stay, what is quoted has offsets, the time says its zone."""
    (found,) = only(post(7, html="<blockquote>Queues sell.</blockquote><p>No,<br />\nthey don't.</p>")).comments
    assert (found.id, found.text) == ("7", "Queues sell.\n\nNo,\nthey don't.")
    assert [found.text[start:end] for start, end in found.quoted] == ["Queues sell."]
    assert (found.author, found.published, found.site_status) == ("Ann", "2021-05-03T10:00:00+00:00", "approved")


def test_old_posts_keep_their_lines() -> None:
    """Messages without paragraphs are as they were typed."""
    (found,) = only(post(7, html="One\n\n<i>two</i>\nthree")).comments
    assert found.text == "One\n\ntwo\nthree"


def test_any_order() -> None:
    """Posts may come before their thread, and answers before what they answer; circles and gaps cost a notice each."""
    (one, two) = threads(
        post(3, of=1, parent=2), post(4, of=2), thread(2), post(2, of=1, parent=1), post(1, of=1), thread(1),
        post(5, of=1, parent=99), post(6, of=1, parent=7), post(7, of=1, parent=6),
    )  # fmt: skip
    assert tree(one) == [("1", None), ("2", "1"), ("3", "2"), ("5", None), ("6", None), ("7", "6")]
    assert codes(one) == ["missing-parent", "parent-cycle"]
    assert (tree(two), two.article.title) == ([("4", None)], "Page 2")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "approved"),
        ({"isSpam": "true"}, "spam"),
        ({"isApproved": "false"}, "pending"),
        ({"isApproved": "true"}, "approved"),
        ({"isSpam": "", "isDeleted": ""}, None),
    ],
)
def test_the_sites_verdict(fields: dict[str, str], status: str | None) -> None:
    """Spam keeps its text; the site's verdict stands beside ours."""
    (found,) = only(post(1, **fields)).comments
    assert (found.site_status, found.text) == (status, "Text.")


def test_deleted_posts() -> None:
    """A deleted post that somebody answers holds the tree without its text; others are left out and counted."""
    found = only(post(1, isDeleted="true"), post(2, parent=1), post(3, isDeleted="true", isSpam="true"))
    assert [(c.id, c.text, c.site_status) for c in found.comments] == [("1", "", "deleted"), ("2", "Text.", "approved")]
    assert codes(found) == ["deleted-comments"]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<name>Ann &amp;amp; Bob</name>", "Ann & Bob"),
        ("<name></name><username>ann7</username>", "ann7"),
        ("<name /><username>ann@example.org</username>", None),
        ("<name>ann@example.org</name>", "ann"),
        ("<name>192.0.2.3</name>", None),
        ("<name>Anonymous</name><isAnonymous>true</isAnonymous>", None),
        ("", None),
    ],
)
def test_names(author: str, name: str | None) -> None:
    """The name shown, else the account's; nothing that is an address."""
    (found,) = only(post(1, author=author)).comments
    assert found.author == name


def test_nothing_of_a_person_but_the_name() -> None:
    """No e-mail address and no IP comes out."""
    told = b"".join(map(msgspec.json.encode, threads(thread(1), post(1), post(2, author="<name>b@example.org</name>"))))
    assert b"@" not in told
    assert b"192.0.2." not in told


# --- threads that are one -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "http://example.org/1",
        "https://example.org/1/",
        "https://EXAMPLE.org/1#comments",
        "https://example.org/1?utm_source=x&amp;utm_medium=y",
        "http://example.org/1/?UTM_source=x#top",
    ],
)
def test_threads_of_one_address(link: str) -> None:
    """Threads whose addresses differ in nothing that matters are one discussion."""
    (found,) = threads(thread(1), thread(2, link=link), post(1, of=1), post(2, of=2, parent=1))
    assert (found.id, tree(found)) == ("1", [("1", None), ("2", "1")])
    assert said(found, "same-page") == "1 more threads of the same address or id are read as this one"


@pytest.mark.parametrize(
    "link", ["https://example.org/1?p=2", "https://example.org/11", "https://www.example.org/1", ""]
)
def test_threads_of_other_addresses(link: str) -> None:
    """What tells pages apart keeps them apart."""
    found = threads(thread(1), thread(2, link=link), post(1, of=1), post(2, of=2))
    assert [(t.id, tree(t), t.notices) for t in found] == [("1", [("1", None)], ()), ("2", [("2", None)], ())]


def test_threads_of_one_id() -> None:
    """The same id of Disqus, or of the site in one forum, is the same discussion; empty ids are none."""
    (one, other) = threads(
        thread(1, id="p7"), thread(1, id="p7"), thread(2, id="p7"), thread(3, id="p7", forum="shop"),
        post(1, of=1), post(2, of=2), post(3, of=3),
    )  # fmt: skip
    assert (tree(one), tree(other)) == ([("1", None), ("2", None)], [("3", None)])
    assert said(one, "same-page").startswith("2 more threads")


def test_the_text_may_be_with_any_of_them() -> None:
    """The article is taken from the thread that has its text."""
    (found,) = threads(
        post(1, of=2), thread(1), thread(2, "<p>Queues sell.</p>", link="http://example.org/1", title="B")
    )
    assert (found.id, found.article.text, found.article.title, len(found.comments)) == ("1", "Queues sell.", "B", 1)


def test_ids_that_come_twice_or_not_at_all() -> None:
    """Repeated ids stay apart, empty ones are numbered; a thread without one has its address."""
    found = only(post(1), post(1), post("", id=""), post("", id="wp_id=5"))
    assert [c.id for c in found.comments] == ["1", "1~2", "unnamed-4", "wp_id=5"]
    (bare,) = read(READER, export(thread("", "<p>Text.</p>")))
    assert bare.id == "https://example.org/"


def test_threads_without_anything() -> None:
    """Threads without a post and without a text are left out and counted, on the last discussion."""
    found = threads(thread(1), thread(2), post(1, of=2), thread(3), thread(4, "<p>Text.</p>"))
    assert [t.id for t in found] == ["2", "4"]
    assert codes(found[0]) == []
    assert said(found[1], "left-out") == "2 left out that are no discussions: threads without a post and without a text"


def test_posts_of_a_thread_that_is_not_there() -> None:
    """They make a discussion without an article; those that name none belong to the only article."""
    (one, two) = threads(thread(1, "<p>Text.</p>"), post(1, of=1), post(2, of=99), post(3, of=""))
    assert ([c.id for c in one.comments], [c.id for c in two.comments]) == (["1", "3"], ["2"])
    assert (two.id, codes(two)) == ("99", ["no-article"])


# --- forms, and what is broken ------------------------------------------------------------------


def test_prefixes_and_gzip() -> None:
    """The namespaces may have other prefixes, or none; a compressed export is read as it is."""
    text = export(thread(1, "<p>Text.</p>"), post(1))
    (other,) = read(READER, text.replace("dsq:", "d:").replace(":dsq=", ":d="))
    (bare,) = read(READER, "<disqus>" + text[text.index("<category") :])
    (packed,) = read(READER, gzip.compress(text.encode()), "x.xml.gz")
    assert len(other.comments) == len(bare.comments) == len(packed.comments) == 1


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&lt;p&gt;One &amp;amp; two&lt;/p&gt;", "One & two"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("I <3 A & B&nbsp;C", "I <3 A & B\xa0C"),
        ("<p>One<p>two", "One\n\ntwo"),
        ("</div>stray", "stray"),
        ("<![CDATA[<p>ctrl \x08 one</p>]]>", "ctrl one"),
    ],
)
def test_text_that_nobody_escaped(written: str, text: str) -> None:
    """What breaks XML is read as it was meant; people's addresses stay out of it, and neighbours are whole."""
    found = only(post(1, message=written), post(2, parent=1))
    one, two = found.comments
    assert (one.text, one.author, two.text, two.parent) == (text, "Ann", "Text.", "1")
    assert b"@" not in msgspec.json.encode(found)


def test_attributes_without_quotes() -> None:
    """Attributes as HTML has them are read, too."""
    row = post(1).replace('dsq:id="1"', "dsq:id=1")
    (found,) = only(row, post(2)).comments[:1]
    assert found.id == "1"


def test_files_that_break_off() -> None:
    """Whole posts are given with their discussions; then the error says where it breaks off."""
    text = export(thread(1), post(1, of=1), thread(2), post(2, of=2), post(3, of=2, html="Last words"))
    found = []
    with pytest.raises(ReadError, match="after 2 discussions: the <post> that begins in line 8 does not end"):  # noqa: PT012
        for one in READER.read(Source("x.xml", io.BytesIO(text[: text.index("Last")].encode()))):
            found.append(one)  # noqa: PERF402 -- a list() would lose them
    assert [[c.id for c in one.comments] for one in found] == [["1"], ["2"]]


@pytest.mark.parametrize("text", ["", "Queues.", "<rss></rss>", "<disqus/>", export(), export(thread(1))])
def test_nothing_to_read(text: str) -> None:
    """What holds no discussion is an error."""
    with pytest.raises(ReadError, match=r"no <disqus> in it|no discussion in it"):
        read(READER, text)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)),
        '<!ENTITY l9 SYSTEM "file:///etc/passwd">',
    ],
)
def test_entities(declared: str) -> None:
    """Entities are refused before anything is read; where no document type can be, they are text."""
    doctype = f"<!DOCTYPE disqus [{declared}]>"
    rows = thread(1, title="&l9;") + post(1, message="&l9;")
    with pytest.raises(ReadError, match="its document type declares"):
        read(READER, HEAD.replace("<disqus", doctype + "<disqus", 1) + rows + TAIL)
    (found,) = read(READER, HEAD + doctype + rows + TAIL)
    assert (found.article.title, found.comments[0].text) == ("&l9;", "&l9;")


def test_many_threads_of_one_page() -> None:
    """Two thousand threads of one page are one discussion."""
    rows = [thread(n, link=f"http://example.org/a?utm_x={n}") + post(n, of=n) for n in range(2_000)]
    (found,) = threads(*rows)
    assert len(found.comments) == 2_000


def test_ten_thousand_answers_deep() -> None:
    """A chain of 10,000 answers, last first, is as deep as that."""
    found = only(*(post(n, parent=n - 1 if n else None) for n in reversed(range(10_000))))
    assert found.comments[-1].depth == 9_999


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Whatever follows the head of an export, there are threads or a `ReadError`."""
    survives(READER, data, "x.xml")
    survives(READER, HEAD.encode() + data, "x.xml")


SOUND = export(
    thread(1, "<p>Text.</p>"), post(1), post(2, parent=1), thread(2, link="http://example.org/1"), post(3, of=2)
)
PIECES = [
    b"", b"<", b">", b"&", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"</", b"/>", b"<post>", b"</post>", b"<thread>",
    b"</thread>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\xff", b"\0", b'"', b"<?x", b"&#xD800;", b"<disqus>",
    b"<message>", b"</disqus>", b"xmlns:dsq='u'", b"http://[", b"<author>", b"<post/>",
]  # fmt: skip
CHANGE = st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), st.sampled_from(PIECES) | st.binary(max_size=8))


@given(st.lists(CHANGE, max_size=6))
def test_twisted_exports(changes: Sequence[tuple[int, int, bytes]]) -> None:
    """An export in which pieces are gone or others raises nothing but `ReadError`."""
    data = SOUND.encode()
    for at, gone, new in changes:
        data = data[:at] + new + data[at + gone :]
    survives(READER, data, "x.xml")


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_address(link: str) -> None:
    """No address is too odd."""
    survives(READER, export(thread(1, link=f"<![CDATA[http://{link}]]>"), post(1)).encode(), "x.xml")


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (HEAD.encode(), 1.0),
        (b"\xef\xbb\xbf" + HEAD.encode(), 1.0),
        (HEAD.encode("utf-16"), 1.0),
        (b"<html><body>disqus.com/embed <disqus></html>", 0.0),
        (b'<html><a href="http://disqus.com">x</a><disqus></html>', 0.0),
        (b"<rss></rss>", 0.0),
        (b"disqus", 0.0),
        (b"", 0.0),
    ],
)
def test_sniffing(head: bytes, sure: float) -> None:
    """An export is known by its root element; a page with Disqus's comments is none."""
    assert READER.sniff(head, "x.xml") == sure

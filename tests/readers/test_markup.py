"""Markup to text, bytes to markup, printed times to moments; and what holds for every page, however broken."""

from __future__ import annotations

import codecs
import io
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.errors import ReadError
from agorascope.readers.html import HtmlReader
from agorascope.readers.markup.rendering import Rendered, plain
from agorascope.records import Thread
from agorascope.sources import Source
from tests.readers.documents import codes, read, said
from tests.readers.test_page_properties import check_offsets, check_tree

PAGES = {path.stem: path.read_text("utf-8") for path in sorted((Path(__file__).parent / "pages").glob("*.html"))}


# --- markup to text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("no markup", "no markup"),
        (" a \n b ", "a b"),
        ("a<br>b", "a\nb"),
        ("a<br><br>b", "a\n\nb"),
        ("a<br/>\n<br/>\n<br/>b", "a\n\nb"),
        ("<p>a\n b</p><p>c</p>", "a b\n\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<dl><dt>a<dd>b</dl>", "a\nb"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<pre>a  b\nc</pre>", "a  b\nc"),
        pytest.param("<pre>a\n  b</pre>", "a\n  b", marks=pytest.mark.xfail(strict=True, reason="indents are lost")),
        ("<b>a</b>b <i> c</i>", "ab c"),
        ("a<!-- x -->b", "ab"),
        ("1<sup>st</sup> H<sub>2</sub>O", "1st H2O"),
        ("a<hr>b", "a\n\nb"),
        ("<h2>Head</h2>words", "Head\n\nwords"),
        ("a&nbsp;b &amp; &lt;b&gt; &#x1F600; &#128; &Alpha;", "a\xa0b & <b> 😀 € Α"),
        ("&amp;amp;", "&amp;"),
        ("a < b & c > d", "a < b & c > d"),
        ("I <3 you", "I <3 you"),
        ("<unknown>a</unknown><o:p>b</o:p>", "ab"),
        ("<p></p><p> </p>&nbsp;", ""),
        ("", ""),
        ('<a href="https://x.example/long/path">https://x.example/lo…</a>', "https://x.example/long/path"),
        ('<a href="https://www.x.example/long/path">x.example/lo...</a>', "x.example/long/path"),
        ('<a href="https://x.example/">and so on...</a>', "and so on..."),
        ('<img alt=":-)"><img alt="a cat"><img alt="smile" class="smiley">', ":-)smile"),
        ("<script>x</script><style>y</style><textarea>z</textarea>a", "a"),
    ],
)
def test_text_as_one_reads_it(markup: str, text: str) -> None:
    """Blocks stand apart, breaks are breaks, runs of blanks are one, signs are signs."""
    assert plain(markup).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [("a\nb", "a\nb"), ("<p>a\nb</p>", "a\nb"), ("<p>a</p>\n\n<p>b</p>", "a\n\nb"), ("<b>a</b>\n\nb", "a\n\nb")],
)
def test_text_as_it_was_typed(markup: str, text: str) -> None:
    """Where line breaks of the source are the writer's, they stay."""
    assert plain(markup, as_typed=True).text == text


@pytest.mark.parametrize(
    ("markup", "quotes"),
    [
        ("a<blockquote>b<br>c</blockquote>d", ["b\nc"]),
        (" \n <blockquote> <p> b </p> </blockquote>", ["b"]),
        ("<blockquote>a<blockquote>b</blockquote>c</blockquote>", ["a\n\nb\n\nc"]),
        ("<blockquote>a</blockquote><p>x</p><blockquote>b</blockquote>", ["a", "b"]),
        ("<blockquote></blockquote>x<blockquote> </blockquote>", []),
        ("&gt; a<br>b", ["> a"]),
        ("<blockquote>&gt; a</blockquote>b", ["> a"]),
        ("[quote=Ada]a[/quote]b", ["[quote=Ada]a[/quote]"]),
    ],
)
def test_quotes_are_cut_exactly(markup: str, quotes: list[str]) -> None:
    """Offsets of quotes begin at their first letter and end at their last; those inside others are one."""
    found = plain(f"<div>{markup}</div>")
    assert [found.text[start:end] for start, end in found.quoted] == quotes


def test_headings_are_cut_exactly() -> None:
    """So do those of headings."""
    found = plain("<p>a</p><h2> One <b>two</b></h2><p>b</p><h4></h4><h3>Three</h3>")
    assert [found.text[start:end] for start, end in found.headings] == ["One two", "Three"]


def test_markup_of_too_many_levels_is_text_all_the_same() -> None:
    """Where no parser follows, the tags alone are taken away."""
    assert plain(f"<b>one</b>{'<div>' * 3_000}two &amp; three").text == "one two & three"


BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "blockquote",
    "section",
    "article",
    "h2",
    "table",
    "tr",
    "td",
    "dl",
    "dd",
    "pre",
)
INLINE = ("b", "i", "em", "strong", "span", "a", "u", "font", "code", "sub", "sup", "mark", "small", "center", "x-own")
UNSEEN = (
    ("<script>", "</script>"), ("<style>", "</style>"), ("<template>", "</template>"), ("<noscript>", "</noscript>"),
    ("<span hidden>", "</span>"), ('<div style="display: none">', "</div>"), ("<textarea>", "</textarea>"),
    ("<select><option>", "</option></select>"), ('<b class="screen-reader-text">', "</b>"), ('<img alt="', '">'),
    ("<!--", "-->"),
)  # fmt: skip
LETTERS = st.text(st.sampled_from("abcxyzαβγΩήϊ赞好的😀é "), max_size=6)
# A piece of a page: its markup, and its letters, each with whether it is quoted.
Piece = tuple[str, tuple[tuple[str, bool], ...]]


def _shown(text: str) -> Piece:
    return escape(text), tuple((char, False) for char in text if not char.isspace())


def _wrapped(tag: str, pieces: list[Piece]) -> Piece:
    letters = tuple((char, quoted or tag == "blockquote") for _, inner in pieces for char, quoted in inner)
    return f"<{tag}>{''.join(markup for markup, _ in pieces)}</{tag}>", letters


LEAVES = st.one_of(
    LETTERS.map(_shown),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=6).map(
        lambda t: _shown(t.strip("…."))
    ),
    st.builds(lambda ends, text: (f"{ends[0]}q {text}{ends[1]}", ()), st.sampled_from(UNSEEN), LETTERS),
    st.sampled_from(["<br>", "<hr>", "<wbr>", "<!-- -->", "<img>", "\n", "<p>", "</i>"]).map(
        lambda markup: (markup, ())
    ),
)
PIECES: st.SearchStrategy[list[Piece]] = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.builds(_wrapped, st.sampled_from(BLOCKS + INLINE), st.lists(inner, max_size=4)),
        max_leaves=25,
    ),
    max_size=5,
)


def _rendered(pieces: list[Piece]) -> Rendered:
    return plain(f"<div>{''.join(markup for markup, _ in pieces)}</div>")


@given(PIECES)
@settings(max_examples=300)
def test_every_letter_that_is_shown_is_kept(pieces: list[Piece]) -> None:
    """Whatever is nested in what, all visible letters are in the text, in their order, and no other."""
    found = _rendered(pieces)
    assert "".join(found.text.split()) == "".join(char for _, letters in pieces for char, _ in letters)
    assert found.text == found.text.strip()
    assert "\n\n\n" not in found.text


@given(PIECES)
@settings(max_examples=300)
def test_offsets_are_in_order_and_apart(pieces: list[Piece]) -> None:
    """Spans cut real text, in order, without overlap."""
    found = _rendered(pieces)
    for spans in (found.quoted, found.headings):
        assert all(0 <= start < end <= len(found.text) for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


NESTED: st.SearchStrategy[list[Piece]] = st.lists(
    st.recursive(
        LETTERS.map(_shown),
        lambda inner: st.builds(_wrapped, st.sampled_from(("blockquote", "div", *INLINE)), st.lists(inner, max_size=4)),
        max_leaves=25,
    ),
    max_size=5,
)


@given(NESTED)
@settings(max_examples=300)
def test_exactly_what_is_quoted_is_quoted(pieces: list[Piece]) -> None:
    """Each letter inside a `blockquote` is inside a quoted span, and no other letter is."""
    found = _rendered(pieces)
    inside = {at for start, end in found.quoted for at in range(start, end)}
    seen = [(char, at in inside) for at, char in enumerate(found.text) if not char.isspace()]
    assert seen == [pair for _, letters in pieces for pair in letters]


# --- bytes to markup ----------------------------------------------------------------------------

GREEK = "Όλα τα μαγαζιά της παλιάς στοάς νοικιάστηκαν, και άνοιξε ένα βιβλιοδετείο."
SIMPLE = "旧商场的铺面已经全部租出去了，最后一家是装订作坊。"
TRADITIONAL = "舊商場的鋪面已經全部租出去了，最後一家是裝訂作坊。"


def served(words: str, encoding: str, head: str = "", charset: str | None = None) -> Thread:
    """Give the thread of a page whose comment is `words`, in an encoding, with a head and what the server said."""
    row = f'<li class="comment" id="comment-1"><cite class="fn">Ada</cite><p class="comment-content">{words}</p></li>'
    text = f"<html><head>{head}<title>{words[:9]}</title></head><body><h1>{words[:9]}</h1><ol>{row}</ol></body></html>"
    source = Source("page.html", io.BytesIO(text.encode(encoding)), charset=charset)
    [found] = HtmlReader().read(source)
    return found


def typed(charset: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'


@pytest.mark.parametrize(
    ("words", "encoding", "head", "charset"),
    [
        (GREEK, "cp1253", typed("windows-1253"), None),
        (GREEK, "cp1253", "", "windows-1253"),
        (GREEK, "cp1253", "", None),
        (GREEK, "cp1253", typed("utf-8"), None),
        (GREEK, "cp1253", typed("windows-1253"), "utf-8"),
        (GREEK, "cp1253", typed("gbk"), "windows-1253"),
        (GREEK, "cp1253", typed("windows-1253"), "\0 nonsense"),
        (GREEK, "cp1253", typed("x-none"), None),
        (GREEK, "iso8859-7", typed("ISO-8859-7"), None),
        (GREEK, "utf-16", "", None),
        (GREEK, "utf-16-le", "", None),
        (GREEK, "utf-16-be", typed("utf-8"), None),
        (SIMPLE, "gbk", typed("gb2312"), None),
        (SIMPLE, "gbk", "<meta charset=gbk>", None),
        (SIMPLE + "㐀€", "gb18030", typed("gb2312"), None),
        (SIMPLE, "gb18030", "", "gbk"),
        (SIMPLE, "gbk", "", None),
        (SIMPLE, "utf-16", typed("gb2312"), "gb2312"),
        (TRADITIONAL, "big5", typed("big5"), None),
        (TRADITIONAL, "big5", "", "Big5"),
        (TRADITIONAL, "big5", "", None),
        ("Café “Arcade” – 5 €", "cp1252", typed("iso-8859-1"), None),
    ],
)
def test_charsets(words: str, encoding: str, head: str, charset: str | None) -> None:
    """A page is read in the charset that the server, the page or its bytes tell, and the notice names it."""
    found = served(words, encoding, head, charset)
    assert [comment.text for comment in found.comments] == [words]
    assert said(found, "encoding").startswith("not UTF-8; read as ")


@pytest.mark.parametrize(
    ("words", "head", "charset"),
    [
        *(
            (words, head, said)
            for words in (GREEK, SIMPLE)
            for head in ("", typed("x"))
            for said in (None, "", "utf-8")
        ),
        (SIMPLE, typed("gb2312"), None),
        (SIMPLE, typed("iso-8859-1"), "gbk"),
        (GREEK, typed("windows-1253"), None),
        (GREEK, typed("gb2312"), None),
        (GREEK, typed("iso-8859-1"), None),
        (GREEK, typed("iso-8859-1"), "utf-8"),
        (GREEK, typed("utf-8"), "iso-8859-1"),
        (GREEK, typed("utf-8"), "gbk"),
    ],
)
def test_utf_8_is_told_by_its_bytes(words: str, head: str, charset: str | None) -> None:
    """Whatever the page or the server says, what can hardly be anything but UTF-8 is UTF-8."""
    found = served(words, "utf-8", head, charset)
    assert [comment.text for comment in found.comments] == [words]
    assert "encoding" not in codes(found)


def test_a_byte_order_mark_is_not_text() -> None:
    """The mark of UTF-8 is in no text."""
    found = served(GREEK, "utf-8-sig")
    assert (found.comments[0].text, found.article.title) == (GREEK, GREEK[:9])


@pytest.mark.parametrize("charset", ["unicode_escape", "raw_unicode_escape"])
def test_what_is_no_charset_of_the_web_is_none(charset: str) -> None:
    """A label that no browser knows says nothing."""
    assert served(GREEK, "cp1253", typed(charset)).comments[0].text == GREEK


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "base64", "zip", "hex", "rot13", "undefined", "utf-7", "mbcs", "hz", "oem"]
)
def test_codecs_that_are_no_charsets(name: str) -> None:
    """Neither do the names of codecs that turn something else than bytes into text."""
    assert served(GREEK, "cp1253", "", name).comments[0].text == GREEK
    assert served(GREEK, "cp1253", typed(name)).comments[0].text == GREEK


# --- printed times ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ('<time datetime="2021-05-02T10:05:00Z">a while ago</time>', "2021-05-02T10:05:00+00:00"),
        ('<time datetime="2021-05-02T10:05+03:00">2 Μαΐου</time>', "2021-05-02T10:05:00+03:00"),
        ('<abbr class="published" title="2021-05-02T10:05:00+08:00">昨天</abbr>', "2021-05-02T10:05:00+08:00"),
        ('<a class="time" title="2021-05-02 10:05">yesterday</a>', "2021-05-02T10:05:00"),
        ('<span class="date" data-timestamp="1619949900">yesterday</span>', "2021-05-02T10:05:00+00:00"),
        ('<span class="date" data-time="1619949900000">yesterday</span>', "2021-05-02T10:05:00+00:00"),
        ('<meta itemprop="dateCreated" content="2021-05-02T10:05:00Z">', "2021-05-02T10:05:00+00:00"),
        ('<span class="comment-date">2 Μαΐου 2021 στις 10:05 π.μ.</span>', "2021-05-02T10:05:00"),
        ('<span class="comment-date">Κυριακή, 2 Μαΐου 2021, 10:05 μ.μ.</span>', "2021-05-02T22:05:00"),
        ('<span class="comment-date">2/5/2021 22:05</span>', "2021-05-02T22:05:00"),
        ('<span class="comment-date">2021年5月2日 下午10:05</span>', "2021-05-02T22:05:00"),
        ('<span class="comment-date">发表于 2021-5-2 10:05:30</span>', "2021-05-02T10:05:30"),
        ('<span class="comment-date">May 2nd, 2021 at 10:05 pm</span>', "2021-05-02T22:05:00"),
        ('<span class="comment-date">Posted on Sunday, 2 May 2021</span>', "2021-05-02"),
        ('<span class="comment-date">2 days ago</span>', None),
        ('<span class="comment-date">πριν από 2 μέρες</span>', None),
        ('<span class="comment-date">3小时前</span>', None),
        ("", None),
    ],
)
def test_times(printed: str, moment: str | None) -> None:
    """A time is what machines are told before what people read; 'two days ago' is no moment, and none is words."""
    start, end = f'<cite class="fn">Ada</cite> {printed}<p class="comment-content">Words', "</p></li>"
    rows = "".join(f'<li class="comment" id="comment-{at}">{start} {at}.{end}' for at in (1, 2, 3))
    [found] = read(HtmlReader(), f"<html><body><h1>Title</h1><ol>{rows}</ol></body></html>", "page.html")
    assert [(comment.text, comment.published) for comment in found.comments] == [
        (f"Words {at}.", moment) for at in (1, 2, 3)
    ]


# --- every page, however broken -----------------------------------------------------------------

OPENINGS = st.sampled_from(
    [b"<!doctype html>", b"<html><head>", b"<body>", b"<html><body><ol class=comments><li>", b"<div>"]
)
CHARSETS = st.sampled_from([None, "", "utf-8", "gbk", "windows-1253", "utf-16", "big5", "x", "\ud800", "cp037"])
INSERTED = st.sampled_from([
    "<", ">", "&", '"', "'", "\0", "\x1b", "\ud83d", "<b>", "</b>", "</div>", "</li>", "</ol>", "</body>", "<!--",
    "-->", "<script>", "</script>", "<li class=comment>", '<div class="comment" id="comment-1">', "<table><tr>",
    '<div itemprop="comment" itemscope>', '<div class="comment-content">', '<time datetime="2021-13-45">', "<h1>",
    "<blockquote>", "</blockquote>", "<form>", "<textarea>", "<template>", "<plaintext>", "<frameset>", "<svg>",
    '<a rel="in-reply-to" href="#comment-1">@</a>', '<span class="reply-to">@Ada</span>', '<div class="quote">',
    '<script type="application/ld+json">{"@type":"Article","comment":', "<?php ", "<![CDATA[", "&#xD800;", "&#0;",
    '<a href="http://ann:pw@a.example/x" rel="nofollow">', "<a href='//b.example'>", "</a>",
    "<a href='www.\0c.example'>",
    "<body>", "<html>", '<meta charset="utf-16">', '<div class="depth-3 comment">', "<base href='x'>", "<math>",
    '<li class="comment bypostauthor pingback">', '<ol class="children">', "3 comments",
])  # fmt: skip


def page_or_none(data: bytes, charset: str | None = None) -> Thread | None:
    """Give the thread of a page; None where it cannot be read."""
    try:
        [found] = HtmlReader().read(Source("page.html", io.BytesIO(data), charset=charset))
    except ReadError:
        return None
    return found


def check(data: bytes, charset: str | None = None) -> None:
    """Assert that a page gives a sound thread that can be written, or none."""
    found = page_or_none(data, charset)
    if found is None:
        return
    check_offsets(found)
    check_tree(found)
    article, comments = found.article, found.comments
    strings = [article.title, article.author, article.published, article.url, article.text]
    strings += [text for c in comments for text in (c.id, c.author, c.author_url, c.published, c.text)]
    strings += [link.url for c in comments for link in c.links]
    assert all(text.encode() is not None for text in strings if text)
    assert all(comment.text.strip() == comment.text for comment in comments)


@given(OPENINGS, st.binary(max_size=300), CHARSETS)
@settings(max_examples=150)
def test_any_bytes_behind_an_opening(opening: bytes, data: bytes, charset: str | None) -> None:
    """Whatever follows the first element of a page, nothing but `ReadError` is raised."""
    check(opening + data, charset)


@given(st.lists(st.one_of(INSERTED, st.text(max_size=8)), max_size=40), CHARSETS)
@settings(max_examples=200)
def test_any_pieces_of_markup(pieces: list[str], charset: str | None) -> None:
    """The same holds for tags of pages in any order."""
    check(b"<html>" + "".join(pieces).encode("utf-8", "surrogatepass"), charset)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Give a page with slices cut out, doubled or put elsewhere, and tags put in."""
    text = draw(st.sampled_from(list(PAGES.values())))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.one_of(st.integers(0, 40), st.integers(0, 3_000)))
        kind = draw(st.sampled_from(["cut", "double", "move", "insert"]))
        piece = text[start:end]
        if kind == "insert":
            text = text[:start] + draw(INSERTED) + text[start:]
        elif kind == "double":
            text = text[:end] + piece + text[end:]
        else:
            text = text[:start] + text[end:]
            at = draw(st.integers(0, len(text)))
            text = text if kind == "cut" else text[:at] + piece + text[at:]
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-16", "gb18030"]))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


@given(mutated())
@settings(max_examples=200)
def test_pages_that_somebody_broke(data: bytes) -> None:
    """A page cut, doubled and mixed up gives sound comments: parents are there, depths are right, offsets cut text."""
    check(data)


@given(st.sampled_from(list(PAGES.values())), st.integers(0, 10_000))
@settings(max_examples=60)
def test_pages_cut_off(text: str, end: int) -> None:
    """A page that breaks off anywhere is read as far as it goes."""
    check(text[:end].encode())


@pytest.mark.parametrize("count", range(1, 6))
def test_comments_before_the_end_are_the_same(count: int) -> None:
    """Of a page that breaks off after some comments, those are what they are in the whole page."""
    page = PAGES["wp-html5-el"]
    whole, part = page_or_none(page.encode()), page_or_none(page[: page.index(f'<li id="comment-10{count}"')].encode())
    assert whole is not None
    assert part is not None
    assert part.comments == whole.comments[:count]
    assert part.article == whole.article


@given(mutated())
@settings(max_examples=20)
def test_pages_are_read_alike(data: bytes) -> None:
    """The same bytes give the same thread."""
    assert page_or_none(data) == page_or_none(data)


def test_a_mark_of_utf_16_without_text() -> None:
    """Marks alone are no page."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE):
        check(mark)
        check(mark + b"<")

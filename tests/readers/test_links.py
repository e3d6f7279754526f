"""Where links lead that the text does not say: their words are cut exactly, in every format that has markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.readers import read as read_all
from agorascope.readers.html import HtmlReader
from agorascope.readers.markup.rendering import Rendered, plain
from agorascope.readers.platforms.discourse import DiscourseReader
from agorascope.readers.platforms.disqus import DisqusReader
from agorascope.readers.platforms.hackernews import HackerNewsReader
from agorascope.readers.platforms.wxr import WxrReader
from agorascope.readers.platforms.youtube import YoutubeReader
from agorascope.readers.tables import CsvReader, JsonlReader
from agorascope.records import Comment, Thread
from tests.readers import test_discourse, test_disqus, test_wordpress, test_wxr
from tests.readers.documents import read

TRAP = "http://casino-bonus.example/win"
SAID = (
    f'Great <a href="{TRAP}" rel="nofollow">post, click  here</a>, and <a href="mailto:ann@mail.example">mail me</a>.'
)


def led(found: Rendered | Comment) -> list[tuple[str, str]]:
    """Give the words of links with where they lead."""
    return [(found.text[link.start : link.end], link.url) for link in found.links]


# --- markup to links ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "links"),
    [
        (f'<a href="{TRAP}">click  <b>here</b> </a>now', ["click here"]),
        (f' \n<p> <a href="{TRAP}"> one </a></p><p><a href="{TRAP}">two</a></p>', ["one", "two"]),
        (f'a<a href="{TRAP}"><p>b</p><p>c</p></a>d', ["b\n\nc"]),
        (f'<pre>a <a href="{TRAP}"> b\n  c </a></pre>', ["b\nc"]),
        (f'<a href="{TRAP}">a<span hidden>b</span><script>c</script></a>', ["a"]),
        (f'<a href="{TRAP}"><img alt="😀" class="emoji"></a>', ["😀"]),
        (f'<a href="{TRAP}"><img src="a.png"></a>b<a href="{TRAP}"> </a>c<a href="{TRAP}">&nbsp;</a>d', []),
        (f'<b><a href="{TRAP}">&nbsp;</a>aa</b>', []),
        (f'<div style="display:none"><a href="{TRAP}">unseen</a></div>b', []),
        (f'<a href="{TRAP}">{TRAP}</a> <a href="{TRAP}">casino-bonus.example/win</a>', []),
        (f'<a href="{TRAP}">http://casino-bonus.exam…</a>', []),
        (f'<a href="{TRAP}">https://news.example/story</a>', ["https://news.example/story"]),
        (f'<a href="{TRAP}">https://news.example/sto…</a>', ["https://news.example/sto…"]),
        (f'<blockquote>a <a href="{TRAP}">b</a></blockquote>c', ["b"]),
        ('<a href="/about">a</a><a href="#c1">b</a><a href="javascript:x">c</a><a>d</a><a href>e</a>', []),
        (f"{'<div>' * 3_000}<a href='{TRAP}'>a</a>", []),
        (f"{TRAP} and no markup", []),
    ],
)
def test_links_are_cut_exactly(markup: str, links: list[str]) -> None:
    """A link is its visible words; one that says where it leads, or leads nowhere on the web, is none."""
    assert led(plain(markup)) == [(words, TRAP) for words in links]


def test_who_logs_in_with_an_address_is_not_read() -> None:
    """Neither in the address nor, where that is written out for its words, in the text."""
    found = plain('<a href="http://ann:pw@a.example/x">here</a> <a href="http://ann:pw@b.example/long">http://ann…</a>')
    assert led(found) == [("here", "http://a.example/x"), ("http://ann…", "http://b.example/long")]
    assert "pw" not in found.text


def test_disqus_leads_over_a_page_of_its_own() -> None:
    """What is given is where that leads; the words of a plain address say it, cut short or not."""
    over = "https://disq.us/url?url=http%3A%2F%2Fcasino-bonus.example%2Fwin%3AGTwU4dcq96lIEIpJc8INii4ptuY&amp;cuid=5"
    assert led(plain(f'<a href="{over}">here</a>')) == [("here", TRAP)]
    assert led(plain(f'<a href="{over}">{TRAP}</a>')) == []
    assert plain(f'<a href="{over}">http://casino-bonus…</a>') == Rendered(TRAP)


# A piece of a page: its markup, the visible letters, and of each link in it the letters.
Piece = tuple[str, str, tuple[str, ...]]
LETTERS = st.text(st.sampled_from("abcαβγ赞好😀\xa0 \n"), max_size=6)
TAGS = ("b", "i", "span", "u", "font", "code", "sup", "x-own", "div", "blockquote")


def _bare(text: str) -> str:
    return "".join(text.split())


def _together(tag: str, pieces: list[Piece]) -> Piece:
    """Put pieces into an element; what is in a link is its words, one of blanks alone has none."""
    markup, letters = "".join(one[0] for one in pieces), "".join(one[1] for one in pieces)
    links = tuple(link for one in pieces for link in one[2])
    if tag == "a":
        return f'<a href="{TRAP}">{markup}</a>', letters, (letters,) if letters else ()
    return f"<{tag}>{markup}</{tag}>", letters, links


LEAVES = st.one_of(
    LETTERS.map(lambda text: (escape(text), _bare(text), ())),
    st.sampled_from(["<br>", "<img>", "<!-- a -->", "<span hidden>b</span>", f'<a href="{TRAP}"></a>', " "]).map(
        lambda markup: (markup, "", ())
    ),
)
# No link inside another: no parser leaves it there.
WITHOUT_LINKS: st.SearchStrategy[Piece] = st.recursive(
    LETTERS.map(lambda text: (escape(text), _bare(text), ())),
    lambda inner: st.builds(_together, st.sampled_from(TAGS), st.lists(inner, max_size=3)),
    max_leaves=6,
)
LINKS = st.builds(_together, st.just("a"), st.lists(WITHOUT_LINKS, max_size=3))
PIECES: st.SearchStrategy[list[Piece]] = st.lists(
    st.recursive(
        LEAVES | LINKS,
        lambda inner: st.builds(_together, st.sampled_from(TAGS), st.lists(inner, max_size=4)),
        max_leaves=20,
    ),
    max_size=5,
)


@given(PIECES, st.booleans())
@settings(max_examples=400)
def test_every_slice_is_the_visible_words(pieces: list[Piece], as_typed: bool) -> None:  # noqa: FBT001 -- drawn
    """Whatever a link is inside of and whatever is in it, its place in the text has its letters and no others."""
    found = plain(f"<div>{''.join(one[0] for one in pieces)}</div>", as_typed=as_typed)
    assert _bare(found.text) == "".join(one[1] for one in pieces)
    assert [_bare(words) for words, _ in led(found)] == [words for one in pieces for words in one[2]]
    assert all(first.end <= second.start for first, second in pairwise(found.links))


BROKEN = st.lists(
    st.sampled_from([
        f'<a href="{TRAP}">', "<a href=//a.example/x>", "<a href='http://ann:pw@b.example'>", "<a>", "</a>", "<a",
        "<p>", "</p>", "<table>", "<tr>", "<td>", "<pre>", "</pre>", "<blockquote>", "</blockquote>", "<ul><li>", "<b>",
        "</b>", "<h2>", "</h2>", "<br>", "<!--", "-->", "<img alt=':)'>", "<select>", "&nbsp;", "\x1c", "\u200b", " ",
        "a", "…",
    ]) | st.text(max_size=4),
    max_size=30,
).map("".join)  # fmt: skip


@given(BROKEN, st.booleans())
@settings(max_examples=400)
def test_links_of_broken_markup(markup: str, as_typed: bool) -> None:  # noqa: FBT001 -- drawn
    """Links are in order and stand behind words, whatever is open or closed."""
    found = plain(markup, as_typed=as_typed)
    assert list(found.links) == sorted(found.links, key=lambda link: (link.start, link.end, link.url))
    assert all(words.strip() and "@" not in url for words, url in led(found))
    assert all(0 <= link.start < link.end <= len(found.text) for link in found.links)


def test_many_links_inside_one_another() -> None:
    """A hundred thousand links that nobody closes are read in one pass, each ends where the next begins."""
    found = plain(f"<a href='{TRAP}'>a" * 100_000)
    assert (len(found.links), found.links[-1].end) == (100_000, len(found.text))


# --- formats ------------------------------------------------------------------------------------


def only(threads: list[Thread]) -> Comment:
    """Give the one comment of the one thread."""
    ((comment,),) = (thread.comments for thread in threads)
    return comment


def page(body: str, who: str = '<cite class="fn">Bob Ray</cite>') -> list[Thread]:
    """Read a WordPress page whose one comment has this body and this line of its author."""
    row = f'<li class="comment" id="comment-1">{who}<time datetime="2021-05-03T10:00:00Z"></time>{body}</li>'
    article = f"<article><h1>Of queues</h1><p>{'Queues sell what nobody needs. ' * 9}</p></article>"
    return read(HtmlReader(), f"<html><body>{article}<ol class='comment-list'>{row}</ol></body></html>", "page.html")


def jsonld(body: str) -> list[Thread]:
    """Read a page that tells machines of its one comment."""
    told = {"@type": "Article", "headline": "Of queues", "comment": [{"text": body, "author": {"name": "Bob Ray"}}]}
    block = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    return read(HtmlReader(), f"<html><head>{block}</head><body><h1>Of queues</h1></body></html>", "page.html")


def story(body: str) -> list[Thread]:
    item = {"id": 2, "type": "comment", "author": "bob", "text": body, "created_at_i": 1, "children": []}
    return read(
        HackerNewsReader(), {"id": 1, "type": "story", "title": "Of queues", "created_at_i": 1, "children": [item]}
    )


def topic(body: str) -> list[Thread]:
    posts = [test_discourse.post(1), test_discourse.post(2, cooked=f"<p>{body}</p>")]
    return read(DiscourseReader(), {"id": 77, "title": "Of queues", "post_stream": {"posts": posts}})


def video(body: str) -> list[Thread]:
    snippet = {"videoId": "v", "textDisplay": body, "authorDisplayName": "Bob", "publishedAt": "2021-05-03T10:00:00Z"}
    return read(YoutubeReader(), {"items": [{"kind": "youtube#comment", "id": "c", "snippet": snippet}]})


READERS: Mapping[str, Any] = {
    "wxr": lambda body: read(WxrReader(), test_wxr.export(test_wxr.item(test_wxr.comment(1, body))), "x.xml"),
    "disqus": lambda body: read(
        DisqusReader(), test_disqus.export(test_disqus.thread(1), test_disqus.post(1, html=body)), "x.xml"
    ),
    "hackernews": story,
    "discourse": topic,
    "youtube": video,
    "html": lambda body: page(f'<div class="comment-content"><p>{body}</p></div>'),
    "html, unmarked": lambda body: page(f"<p>{body}</p>"),
    "html, linked data": jsonld,
}


@pytest.mark.parametrize("form", READERS)
def test_every_format_with_markup(form: str) -> None:
    """The text is what it was, and the comment tells where it leads; of an e-mail address nothing is read."""
    comment = only(READERS[form](SAID))
    assert comment.text == "Great post, click here, and mail me."
    assert led(comment) == [("post, click here", TRAP)]
    assert "ann@mail" not in repr(comment)


def test_the_api_of_wordpress(tmp_path: Path) -> None:
    """So does WordPress's REST API, with the address that the author signs with."""
    said = test_wordpress.comment(10, content={"rendered": f"<p>{SAID}</p>"}, author_url="http://bob@casino.example")
    test_wordpress.saved(tmp_path, posts=[test_wordpress.post(1)], comments=[said])
    comment = only([one for one in read_all([str(tmp_path / "posts.json")]) if isinstance(one, Thread)])
    assert led(comment) == [("post, click here", TRAP)]
    assert comment.author_url == "http://casino.example"


def test_words_that_are_cut_off_take_their_links_along() -> None:
    """The writer's name at the beginning of a body is no words of it; links behind it stand where their words are."""
    link = f'<a href="{TRAP}">'
    body = f'<div class="text"><p>{link}Bob Ray</a></p><p> {link}One</a> two {link}three</a> </p></div>'
    comment = only(page(body))
    assert comment.text == "One two three"
    assert led(comment) == [("One", TRAP), ("three", TRAP)]


def test_what_the_site_deleted_leads_nowhere() -> None:
    """A comment that is kept for its answers alone has neither words nor links."""
    posts = [test_disqus.post(1, html=SAID, isDeleted="true"), test_disqus.post(2, parent=1)]
    [thread] = read(DisqusReader(), test_disqus.export(test_disqus.thread(1), *posts), "x.xml")
    assert [(c.text, c.links) for c in thread.comments] == [("", ()), ("Text.", ())]


# --- authors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (TRAP, TRAP),
        ("<![CDATA[http://a.example/?a=1&b=2]]>", "http://a.example/?a=1&b=2"),
        ("http://a.example/?a=1&amp;b=2", "http://a.example/?a=1&b=2"),
        ("http://ann:pw@a.example", "http://a.example"),
        ("ann@mail.example", None),
        ("http://", None),
        ("", None),
    ],
)
def test_authors_of_an_export(written: str, url: str | None) -> None:
    """WordPress's export says with which address somebody signed; e-mail addresses and IPs are still not read."""
    comment = only(read(WxrReader(), test_wxr.export(test_wxr.item(test_wxr.comment(1, author_url=written))), "x.xml"))
    assert comment.author_url == url
    assert not {"ann@example.org", "192.0.2.7", "pw"} & set(repr(comment).split("'"))


@pytest.mark.parametrize(
    ("who", "url"),
    [
        (f'<cite class="fn"><a href="{TRAP}" rel="external nofollow ugc" class="url">Bob Ray</a></cite>', TRAP),
        (f'<b class="fn"><a href="{TRAP}" class="url" rel="ugc">Bob Ray</a></b> <span class="says">says:</span>', TRAP),
        (f'<a href="{TRAP}" rel="external nofollow" class="url"><span class="fn">Bob Ray</span></a>', TRAP),
        (f'<cite class="fn"><a href="{TRAP}" rel="nofollow">Bob Ray</a></cite>', TRAP),
        (f'<cite class="fn"><a href="{TRAP}">Bob Ray</a></cite>', None),
        ('<cite class="fn"><a href="https://a.example/profile/7" rel="nofollow" class="url">Bob Ray</a></cite>', None),
        ('<cite class="fn"><a href="/bob" class="url">Bob Ray</a></cite>', None),
        ('<cite class="fn"><a href="mailto:ann@mail.example" class="url">Bob Ray</a></cite>', None),
        (f'<cite class="fn">Bob Ray</cite> <a href="{TRAP}" rel="nofollow">Reply</a>', None),
        ('<cite class="fn">Bob Ray</cite>', None),
    ],
)
def test_authors_on_a_page(who: str, url: str | None) -> None:
    """On pages it is the link around the name that the page takes no responsibility for; accounts are not read."""
    comment = only(page('<div class="comment-content"><p>Words of a comment.</p></div>', who))
    assert (comment.author, comment.author_url, comment.text) == ("Bob Ray", url, "Words of a comment.")
    assert comment.links == ()


@pytest.mark.parametrize("column", ["author_url", "comment_author_url"])
def test_authors_in_a_table(column: str) -> None:
    """A table says it in a column of its own; an address without http:// is one, an e-mail address is none."""
    rows = [{"text": "One.", "author": "Bob", column: url} for url in ("casino.example", "ann@mail.example", 7)]
    [thread] = read(JsonlReader(), "".join(json.dumps(row) + "\n" for row in rows), "rows.jsonl")
    assert [comment.author_url for comment in thread.comments] == ["casino.example", None, None]
    [thread] = read(CsvReader(), f"text,author,{column}\nOne.,Bob,{TRAP}\n", "rows.csv")
    assert (thread.comments[0].author_url, thread.comments[0].author) == (TRAP, "Bob")

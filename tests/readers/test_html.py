"""Web pages: who said what to whom, in the markup of twenty systems and on pages that nobody foresaw."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agorascope.errors import ReadError
from agorascope.readers.html import HtmlReader
from agorascope.records import Comment, Thread
from tests.readers.documents import codes, read, said

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
MINUTE = len("2021-05-01T10:00")
DAY = len("2021-05-01")

TITLE = "The arcade is full again"
TEXT = """\
Every shop in the old arcade is now let, and the last of them, a bindery, opened its shutters on Tuesday to a crowd.

The council had expected the arcade to stand empty for another year; the money for guards will pay for a second lamp.

Nobody has yet said what will become of the upper floor, where pigeons have lived in peace since the cinema closed."""
PARAGRAPHS = TEXT.split("\n\n")
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
BOB = "I bought a notebook there and it fell apart by Friday, but the glue smells wonderful."
EVE = "The second lamp should have been there all along, as my grandmother used to say."
DAN = "Pigeons first, people later."


def page_of(comments: str, *, heading: str = "", beside: str = "", head: str = "", body: str = BODY) -> str:
    """Give a page with an article, a list of comments under it, and what else stands around them."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head><body><main>'
        f'<article class="post"><header><h1 class="entry-title">{TITLE}</h1><a class="fn" rel="author">Ada Moore</a> '
        '<time class="entry-date published" datetime="2021-05-01T09:00:00+00:00">May 1, 2021</time></header>'
        f'<div class="entry-content">{body}</div></article><section id="comments" class="comments-area">{heading}'
        f'<ol class="comment-list">{comments}</ol></section></main>{beside}</body></html>'
    )


def item(number: int, words: str, name: str = "Bob", *, answers: str = "", kind: str = "comment") -> str:
    """Give a comment in the markup of WordPress (html5), whose words stand in an element of their own."""
    return (
        f'<li id="comment-{number}" class="{kind}"><article class="comment-body"><footer class="comment-meta">'
        f'<div class="comment-author vcard"><img alt="{name}" src="a.png" class="avatar"> <b class="fn">{name}</b> '
        f'<span class="says">says:</span></div><a href="#comment-{number}"><time datetime="2021-05-02T10:00:00+00:00">'
        f'May 2, 2021 at 10:00 am</time></a></footer><div class="comment-content">{words}</div><div class="reply">'
        f'<a class="comment-reply-link" href="?replytocom={number}#respond">Reply</a></div></article>{answers}</li>'
    )


def plain_item(number: int, words: str, name: str = "Bob") -> str:
    """Give a comment in the older markup of WordPress, whose words are paragraphs among the rest."""
    return (
        f'<li class="comment" id="comment-{number}"><div class="comment-author vcard"><img alt="{name}" class="avatar">'
        f'<cite class="fn">{name}</cite> <span class="says">says:</span></div><em class="comment-awaiting-moderation">'
        'Your comment is awaiting moderation.</em><div class="comment-meta commentmetadata">'
        f'<a href="#comment-{number}">May 2, 2021 at 10:00</a></div>'
        f'{words}<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>'
        '<span class="likes">Like (3)</span><div class="reply"><a href="#respond" class="comment-reply-link">Reply</a>'
        "</div></li>"
    )


THREE = item(1, f"<p>{BOB}</p>") + item(2, f"<p>{EVE}</p>", "Eve") + item(3, f"<p>{DAN}</p>", "Dan")


def thread_of(page: str | bytes) -> Thread:
    """Read a page as a user's file."""
    [found] = read(HtmlReader(), page, "page.html")
    return found


def texts(thread: Thread) -> list[str]:
    return [comment.text for comment in thread.comments]


def tree(thread: Thread) -> list[int | None]:
    """Give for each comment the place of the one it answers."""
    place = {comment.id: at for at, comment in enumerate(thread.comments)}
    return [None if comment.parent is None else place[comment.parent] for comment in thread.comments]


def told(thread: Thread) -> list[tuple[str | None, str]]:
    return [(comment.author, comment.text) for comment in thread.comments]


# --- pages of many systems ----------------------------------------------------------------------


@cache
def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    return found


@cache
def page(name: str) -> Thread:
    return thread_of((PAGES / f"{name}.html").read_bytes())


def _each(key: str) -> Callable[[dict[str, Any]], object]:
    return lambda row: [comment[key] for comment in row["comments"]]


def _all(value: Callable[[Comment], object]) -> Callable[[Thread], object]:
    return lambda thread: [value(comment) for comment in thread.comments]


# What is found on a page, and what its description says of it.
ASPECTS: dict[str, tuple[Callable[[Thread], object], Callable[[dict[str, Any]], object]]] = {
    "texts": (texts, _each("text")),
    "parents": (tree, _each("parent")),
    "authors": (_all(lambda comment: comment.author), _each("author")),
    "times": (_all(lambda comment: (comment.published or "")[:MINUTE]), _each("published")),
    "own": (_all(lambda comment: comment.by_article_author), _each("by_article_author")),
    "declared": (lambda thread: thread.declared_comments, lambda row: row["declared"]),
    "title": (lambda thread: thread.article.title, lambda row: row["title"]),
    "author": (lambda thread: thread.article.author, lambda row: row["author"]),
    "published": (lambda thread: (thread.article.published or "")[:DAY], lambda row: row["published"]),
    "article": (lambda thread: thread.article.text, lambda row: "\n\n".join(row["paragraphs"])),
}
# What is not yet read rightly: (page, aspect): why.
WRONG: dict[tuple[str, str], str] = {
    ("cnblogs-zh", "declared"): "the number is in an element inside '评论(…)'",
    ("csdn-zh", "author"): "class=follow-nickName above the article",
    ("csdn-zh", "own"): "follows from the article's author",
    (
        "csdn-zh",
        "parents",
    ): "a list beside a list of one comment is taken for its answers; '回复 <name>' is not looked at",
    (
        "drupal7-el",
        "published",
    ): "trafilatura makes the first of January of a year; '4 Μαρτίου 2019' stands under the title",
    ("h-entry-el", "article"): "the heading 'Απαντήσεις' and the likes below it are taken for text",
    ("hn-en", "author"): "'by <a class=hnuser>' under the title",
    ("hn-en", "own"): "follows from the article's author",
    ("hn-en", "article"): "the title and the line of facts are part of one block with the text",
    ("jcomments-el", "author"): "'Γράφτηκε από …' in class=createdby",
    ("jcomments-el", "own"): "follows from the article's author",
    ("oldreddit-en", "declared"): "'all 6 comments'",
    ("oldreddit-en", "article"): "paragraphs become lines",
    ("phpbb3-el", "texts"): "posts of phpBB are not found: class=post, the words in class=content",
    ("phpbb3-el", "parents"): "posts of phpBB are not found",
    ("phpbb3-el", "authors"): "posts of phpBB are not found",
    ("phpbb3-el", "times"): "posts of phpBB are not found",
    ("phpbb3-el", "own"): "posts of phpBB are not found",
    ("stackexchange-en", "times"): "title='2020-06-01 10:12:00Z, License: CC BY-SA 4.0'",
    ("typepad-en", "author"): "'Posted by …' in the foot of the post",
    ("typepad-en", "own"): "follows from the article's author",
    ("wp-xhtml-zh", "declared"): "'6条评论' is bare text between icons",
    ("wp-xhtml-zh", "article"): "a text of fewer than 250 characters becomes one block with its title",
}


def _cases() -> list[Any]:
    marks = {
        key: (pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError),) for key, reason in WRONG.items()
    }
    return [
        pytest.param(name, aspect, id=f"{name}-{aspect}", marks=marks.get((name, aspect), ()))
        for name in NAMES
        for aspect in ASPECTS
    ]


@pytest.mark.parametrize(("name", "aspect"), _cases())
def test_pages_of_many_systems(name: str, aspect: str) -> None:
    """Article and comments of a page are what its description says: nothing more, nothing less."""
    found, known = ASPECTS[aspect]
    assert found(page(name)) == known(truth(name))


@pytest.mark.parametrize("name", NAMES)
def test_article_and_comments_are_apart(name: str) -> None:
    """No comment is in the article, no paragraph of the article in a comment."""
    found, known = page(name), truth(name)
    assert len(found.comments) == len({comment.id for comment in found.comments})
    assert not [comment["text"] for comment in known["comments"] if comment["text"] in found.article.text]
    assert not [text for text in known["paragraphs"] if any(text in comment.text for comment in found.comments)]
    assert all(text in found.article.text for text in known["paragraphs"])


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_recognised(name: str) -> None:
    """A page is known by its first bytes, whatever it is called."""
    head = (PAGES / f"{name}.html").read_bytes()[: 1 << 16]
    assert HtmlReader().sniff(head, "export") > 0.5


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b'{"comments": []}',
        b"1. 1\n\n    Yes.\n",
        b'<?xml version="1.0"?><rss version="2.0"><channel>',
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">',
        b'<?xml version="1.0"?><disqus xmlns="http://disqus.com">',
        b"id,text\n1,<b>yes</b>\n",
    ],
)
def test_what_is_no_page_is_left_to_others(head: bytes) -> None:
    """Feeds, exports, tables and plain text are no pages."""
    assert HtmlReader().sniff(head, "export") == 0


# --- what is a comment --------------------------------------------------------------------------


def test_a_page_of_three_comments() -> None:
    """The pages of the tests below are read in the first place."""
    found = thread_of(page_of(THREE, heading="<h2>3 comments</h2>"))
    assert told(found) == [("Bob", BOB), ("Eve", EVE), ("Dan", DAN)]
    assert (found.article.title, found.article.author, found.article.text) == (TITLE, "Ada Moore", TEXT)
    assert (found.declared_comments, found.notices) == (3, ())


def test_lists_beside_the_article_are_neither() -> None:
    """A widget that repeats two comments gives no third, and other articles with author and date are no comments."""
    latest = "".join(
        f'<li class="recentcomments"><span class="comment-author-link">{name}</span> on <a href="#">{TITLE}</a>'
        f"<p>{text}</p></li>"
        for name, text in (("Bob", BOB), ("Eve", EVE))
    )
    related = "".join(
        f'<article class="related-post"><h3><a href="/{at}">The fountain, part {at}</a></h3><span class="author">Rob '
        f'Finch</span> <time datetime="2021-04-0{at}">April {at}</time><p>The fountain in front of the arcade has been '
        f"turned off for summer number {at}.</p></article>"
        for at in range(1, 5)
    )
    aside = (
        f'<aside><section class="widget widget_recent_comments"><h2>Recent comments</h2><ul>{latest}</ul></section>'
        f'<section class="related"><h2>Related posts</h2>{related}</section></aside>'
    )
    found = thread_of(page_of(THREE, beside=aside))
    assert (texts(found), found.article.text) == ([BOB, EVE, DAN], TEXT)
    alone = thread_of(page_of("", beside=aside))
    assert (alone.comments, alone.article.text) == ((), TEXT)
    plain = thread_of(page_of("", beside=f'<div class="posts"><h2>More stories</h2>{related}</div>'))
    assert (plain.comments, plain.article.text) == ((), TEXT)


def test_a_form_is_no_comment() -> None:
    """Where nobody wrote anything there are no comments, and the form is not in the article."""
    form = (
        '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form class="comment-form"><p class='
        '"comment-notes">Your email address will not be published.</p><p class="comment-form-comment"><label>Comment'
        '</label><textarea id="comment" name="comment"></textarea></p><p class="comment-form-author"><label>Name'
        '</label><input name="author"></p><p class="form-submit"><input type="submit" value="Post Comment"></p></form>'
        "</div>"
    )
    found = thread_of(page_of("", beside=form))
    assert (found.comments, found.article.text, found.notices) == ((), TEXT, ())


def test_pingbacks_are_counted_and_left_out() -> None:
    """Notices of other sites' links are no comments: how many there are is told."""
    others = "".join(
        f'<li id="comment-{at}" class="{kind} even depth-1"><div class="comment-body">{kind.title()}: <a href="http://'
        f'x.example/{at}">Another blog</a></div></li>'
        for at, kind in ((8, "pingback"), (9, "trackback"))
    )
    found = thread_of(page_of(THREE + others, heading="<h2>5 comments</h2>"))
    assert texts(found) == [BOB, EVE, DAN]
    assert said(found, "not-comments") == "2 pingbacks and trackbacks are not comments"


def test_fewer_comments_than_declared_are_told() -> None:
    """The number in the heading is what the page declares, and the difference is told."""
    found = thread_of(page_of(THREE, heading="<h2>24 comments</h2>"))
    assert (found.declared_comments, len(found.comments), codes(found)) == (24, 3, ["comment-count"])


def test_no_comments_yet_declares_none() -> None:
    """'No comments yet' is a number too, as on plain pages."""
    found = thread_of(page_of("", heading="<h2>No comments yet</h2>"))
    assert (found.declared_comments, found.comments, found.notices) == (0, (), ())


@pytest.mark.parametrize(
    ("frame", "maker"),
    [
        ('<div id="disqus_thread"></div><script src="https://arcade.disqus.com/embed.js"></script>', "Disqus"),
        ('<iframe src="https://disqus.com/embed/comments/?base=default"></iframe>', "Disqus"),
        ('<div class="fb-comments" data-href="https://arcade.example"></div>', "Facebook"),
        ('<script src="https://utteranc.es/client.js" repo="a/b"></script>', "Utterances"),
    ],
)
def test_comments_that_are_elsewhere(frame: str, maker: str) -> None:
    """A page that loads its comments says from where; so does the notice, and what to do."""
    found = thread_of(page_of("", beside=frame))
    assert (found.comments, found.article.text) == ((), TEXT)
    assert f"from {maker}" in said(found, "comments-elsewhere")
    assert "save the page" in said(found, "comments-elsewhere")


def test_comments_that_were_not_saved() -> None:
    """A page that declares comments and holds none of them says what to do."""
    found = thread_of(page_of("", heading="<h2>24 comments</h2>"))
    assert "before saving the page" in said(found, "comments-elsewhere")


# --- what is in a comment -----------------------------------------------------------------------


def test_quotes_are_pointed_at() -> None:
    """What stands in a `blockquote`, or behind `>`, is somebody else's: its offsets cut exactly that."""
    words = "<blockquote><p>it fell</p><blockquote>apart</blockquote></blockquote><p>Mine did <b>not</b>.</p>"
    first = item(1, words + "<blockquote>the glue</blockquote>It smells &gt; all.")
    found = thread_of(page_of(first + item(2, "<p>&gt; Mine did not.</p><p>Lucky you.</p>", "Eve")))
    one, two = found.comments
    assert one.text == "it fell\n\napart\n\nMine did not.\n\nthe glue\n\nIt smells > all."
    assert [one.text[a:b] for a, b in one.quoted] == ["it fell\n\napart", "the glue"]
    assert [two.text[a:b] for a, b in two.quoted] == ["> Mine did not."]


@pytest.mark.parametrize("make", [item, plain_item])
def test_what_the_page_prints_is_not_in_the_words(make: Callable[[int, str, str], str]) -> None:
    """No 'says:', no 'Reply', no number of likes, no link to share, no name of a picture, no word of the moderation."""
    rows = [(1, "<p>First words.</p>", "Bob"), (2, "<p>Second words.</p>", "Eve"), (3, "Bare words.", "Dan")]
    found = thread_of(page_of("".join(make(*row) for row in rows)))
    assert told(found) == [("Bob", "First words."), ("Eve", "Second words."), ("Dan", "Bare words.")]
    assert {comment.published for comment in found.comments} <= {"2021-05-02T10:00:00+00:00", "2021-05-02T10:00:00"}


SHORT = ["赞", "Reply", "Share", "+1", "12", "Like", "2021-05-02", "Bob", "😀"]


def test_short_words_are_words() -> None:
    """Somebody may write only what pages print: in an element of its own it is what was written."""
    found = thread_of(page_of("".join(item(at, f"<p>{word}</p>") for at, word in enumerate(SHORT, 1))))
    assert texts(found) == SHORT


@pytest.mark.parametrize("word", ["Reply", "+1", "12", "Totally agree.\n\n+1", "2021\n\nwas a bad year"])
def test_short_words_in_paragraphs_are_words(word: str) -> None:
    """A paragraph is the writer's, where the page prints its own words in other elements."""
    words = [BOB, EVE, word, DAN]
    marked = ["".join(f"<p>{part}</p>" for part in text.split("\n\n")) for text in words]
    found = thread_of(page_of("".join(plain_item(at, text) for at, text in enumerate(marked, 1))))
    assert texts(found) == words


HIDDEN = (
    "<script>var unseen = 1</script><style>.unseen {}</style><template><p>unseen</p></template><noscript><p>unseen</p>"
    '</noscript><p hidden>unseen</p><p style="display:none">unseen</p><p style="visibility: hidden">unseen</p><!-- '
    "unseen --><textarea>unseen</textarea><select><option>unseen</option></select><svg><text>unseen</text></svg>"
    '<span class="screen-reader-text">unseen</span><iframe>unseen</iframe><object>unseen</object>'
)


def test_what_is_not_shown_is_not_said() -> None:
    """Scripts, styles, templates and hidden elements are in no comment."""
    found = thread_of(page_of(item(1, f"<p>Before.</p>{HIDDEN}<p>After.</p>") + item(2, f"{HIDDEN}Only this.", "Eve")))
    assert texts(found) == ["Before.\n\nAfter.", "Only this."]


def test_what_is_not_shown_is_not_in_the_article() -> None:
    """Neither are they in the article."""
    found = thread_of(
        page_of(THREE, body=f"<p>{PARAGRAPHS[0]}</p>{HIDDEN}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")
    )
    assert found.article.text == TEXT


def test_pictures_of_signs_are_signs() -> None:
    """An emoji shown as a picture is the sign itself; a photograph is not its caption."""
    words = (
        '<p>Great <img class="emoji" alt="😀" src="x"> <img class="wp-smiley" alt=":)" src="x"> <img alt="The '
        'arcade at night" src="x"> 👍🏽</p>'
    )
    found = thread_of(page_of(item(1, words) + item(2, '<p><img class="emoji" alt="❤️" src="x"></p>', "Eve")))
    assert texts(found) == ["Great 😀 :) 👍🏽", "❤️"]


@pytest.mark.parametrize(
    "words", ["<p>Three:</p><ol><li>one</li><li>two</li></ol>", f"<ul>{'<li>one</li><li>two</li>' * 3}</ul>"]
)
def test_lists_in_the_words_are_words(words: str) -> None:
    """Somebody who counts his reasons writes one comment."""
    found = thread_of(page_of(item(1, words) + item(2, f"<p>{EVE}</p>", "Eve"), heading="<h2>2 comments</h2>"))
    assert [comment.author for comment in found.comments] == ["Bob", "Eve"]
    assert found.comments[0].text.endswith("one\ntwo")


def test_tables_and_headings_in_the_words_are_words() -> None:
    """So does who draws a table or shouts, and a number of comments in the words declares nothing."""
    words = "<h2>5 comments</h2><table><tr><td>one</td><td>two</td></tr></table>"
    found = thread_of(page_of(item(1, words) + item(2, f"<p>{EVE}</p>", "Eve"), heading="<h2>2 comments</h2>"))
    assert texts(found) == ["5 comments\n\none two", EVE]
    assert found.declared_comments == 2


SIGNED_BELOW = [
    (
        "<p>As <cite>Homer</cite> has it.</p>",
        '<span class="comment-author">{}</span> <span class="date">2 May 2021</span>',
    ),
    ('<p>As <a href="/user/homer">@homer</a> has it.</p>', "<p>Posted by <b>{}</b> on 2 May 2021</p>"),
]


@pytest.mark.parametrize(("words", "line"), SIGNED_BELOW)
def test_names_in_the_words_are_not_the_writers(words: str, line: str) -> None:
    """Who is quoted or called in a comment did not write it."""
    rows = "".join(
        f'<div class="comment" id="comment-{at}"><div class="comment-body">{words}</div>{line.format(name)}</div>'
        for at, name in enumerate(("Bob", "Eve"))
    )
    assert [comment.author for comment in thread_of(page_of(rows)).comments] == ["Bob", "Eve"]


def test_comments_without_words_are_told() -> None:
    """A photograph alone says nothing that can be read, but the comment is there and is counted."""
    photo = item(2, '<p><img src="x.jpg" alt="The arcade at night"></p>', "Eve")
    found = thread_of(page_of(item(1, f"<p>{BOB}</p>") + photo, heading="<h2>2 comments</h2>"))
    assert "empty-comment" in codes(found)


@pytest.mark.parametrize("words", ["[removed]", "[deleted]"])
def test_deleted_comments_hold_the_tree(words: str) -> None:
    """A comment that the site deleted has no text; where others answer it, it keeps its place."""
    answer = f'<ol class="children">{item(2, f"<p>{EVE}</p>", "Eve")}</ol>'
    found = thread_of(page_of(item(1, f"<p>{words}</p>", "[deleted]", answers=answer)))
    assert [(c.author, c.site_status, c.text) for c in found.comments] == [(None, "deleted", ""), ("Eve", None, EVE)]


@pytest.mark.parametrize("name", ["Rob (192.168.10.4)", "Eve &lt;someone@x.example&gt;"])
def test_addresses_are_not_names(name: str) -> None:
    """Addresses printed beside a name are not read with it."""
    [comment] = thread_of(page_of(item(1, f"<p>{BOB}</p>", name))).comments
    assert comment.author in {"Rob", "Eve"}


# --- data for machines --------------------------------------------------------------------------


def test_microdata() -> None:
    """Comments marked by schema.org's properties are read by them alone, answers inside those they answer."""
    answer = (
        '<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Eve</span>'
        '<meta itemprop="dateCreated" content="2021-05-04T10:00:00Z"><p itemprop="text">Inside the first.</p></div>'
    )
    rows = "".join(
        f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope '
        f'itemtype="https://schema.org/Person"><span itemprop="name">{name}</span></span><time itemprop="dateCreated" '
        f'datetime="2021-05-03T10:00:00Z">May 3</time><div itemprop="text"><p>{text}</p></div>{inner}</div>'
        for name, text, inner in (("Bob", BOB, answer), ("Dan", DAN, ""))
    )
    found = thread_of(page_of("", beside=rows))
    assert told(found) == [("Bob", BOB), ("Eve", "Inside the first."), ("Dan", DAN)]
    assert tree(found) == [None, 0, None]
    assert [c.published for c in found.comments][:2] == ["2021-05-03T10:00:00+00:00", "2021-05-04T10:00:00+00:00"]


def linked(comments: object) -> str:
    """Give a page that tells machines its comments and shows none; a string is put there as it is."""
    told_of = {"@type": "NewsArticle", "headline": TITLE, "author": {"name": "Ada Moore"}, "comment": comments}
    data = comments if isinstance(comments, str) else json.dumps(told_of)
    return page_of("", head=f'<script type="application/ld+json">{data}</script>')


def remark(text: object, **changes: object) -> dict[str, object]:
    """Give a comment of JSON-LD."""
    return {
        "@type": "Comment",
        "text": text,
        "author": {"name": "Bob"},
        "dateCreated": "2021-05-02T10:00:00Z",
        **changes,
    }


def test_linked_data_is_markup() -> None:
    """Texts told to machines may be HTML: entities are signs, paragraphs are paragraphs, a lone sign stays."""
    given = [
        "Fish &amp; chips &lt;3",
        "<p>One</p><p>Two<br>three</p>",
        "a < b & c > d",
        "<blockquote>x</blockquote>No.",
    ]
    found = thread_of(linked([remark(text) for text in given]))
    assert texts(found) == ["Fish & chips <3", "One\n\nTwo\nthree", "a < b & c > d", "x\n\nNo."]
    assert found.comments[3].quoted == ((0, 1),)
    assert {(c.author, c.published) for c in found.comments} == {("Bob", "2021-05-02T10:00:00+00:00")}


def test_linked_data_of_one_comment() -> None:
    """A single comment stands there without a list around it; so does a single answer."""
    found = thread_of(linked(remark(BOB, comment=remark(DAN, author="Dan"))))
    assert (told(found), tree(found)) == ([("Bob", BOB), ("Dan", DAN)], [None, 0])


@pytest.mark.parametrize("junk", [None, True, 0, 1.5, "", "words", [], {}, [[]], [None, 1, "x", []], {"text": {}}])
def test_linked_data_of_no_use(junk: object) -> None:
    """What is no comment costs nothing but itself, and never the article."""
    found = thread_of(linked([junk, remark(BOB)]))
    assert [text for text in texts(found) if text] == [BOB]
    alone = thread_of(linked(junk))
    assert (alone.article.text, "".join(texts(alone))) == (TEXT, "")


@pytest.mark.parametrize("broken", ['{"@type": "NewsArticle", "comment": [{"text": "los', "nonsense", "[" * 100_000])
def test_broken_linked_data_is_nothing(broken: str) -> None:
    """A block that is cut off, or nested beyond all sense, leaves the page as it is."""
    found = thread_of(linked(broken))
    assert (found.article.title, found.article.text, found.comments) == (TITLE, TEXT, ())


def test_linked_data_in_a_cdata_section() -> None:
    """XHTML pages hide the block from parsers that it is for anyway."""
    block = json.dumps({"@type": "Article", "headline": TITLE, "comment": [remark(BOB)]})
    assert texts(thread_of(linked(f"//<![CDATA[\n{block}\n//]]>"))) == [BOB]


def _levels(count: int) -> str:
    opened = "".join(
        f'[{{"@type": "Comment", "@id": "#c{at}", "text": "Level {at}.", "comment": ' for at in range(count)
    )
    return f'{{"@type": "NewsArticle", "headline": "{TITLE}", "comment": {opened}[]{"}]" * count}}}'


@pytest.mark.parametrize(
    "count",
    [
        100,
        5_000,
    ],
)
def test_linked_data_of_many_levels(count: int) -> None:
    """Answers to answers to answers are all read."""
    found = thread_of(linked(_levels(count)))
    assert texts(found) == [f"Level {at}." for at in range(count)]
    assert [comment.depth for comment in found.comments] == list(range(count))


def test_linked_data_names_parents() -> None:
    """A flat list of any length may name whom each comment answers."""
    rows = [remark(f"Level {at}.", **{"@id": f"#c{at}", "parentItem": {"@id": f"#c{at - 1}"}}) for at in range(5_000)]
    found = thread_of(linked(rows))
    assert [comment.depth for comment in found.comments] == list(range(5_000))


def test_times_of_comments_are_not_the_articles() -> None:
    """Where a page does not say when its article appeared, nobody knows."""
    bare = linked([remark(BOB, dateCreated="2019-03-02T10:00:00Z"), remark("In 1995 it was open.")])
    dated = '<time class="entry-date published" datetime="2021-05-01T09:00:00+00:00">May 1, 2021</time>'
    assert dated in bare
    assert thread_of(bare.replace(dated, "")).article.published is None


# --- whom a comment answers ---------------------------------------------------------------------


@pytest.mark.parametrize("depth", [3, 60, 300])
def test_comments_inside_comments(depth: int) -> None:
    """Each element inside another answers it, however deep."""
    nested = ""
    for number in range(depth, 0, -1):
        nested = item(
            number, f"<p>Level {number}.</p>", answers=f'<ol class="children">{nested}</ol>' if nested else ""
        )
    found = thread_of(page_of(nested))
    assert texts(found) == [f"Level {number}." for number in range(1, depth + 1)]
    assert [comment.depth for comment in found.comments] == list(range(depth))
    assert found.article.text == TEXT


def test_levels_in_classes() -> None:
    """A flat list tells by `depth-N` how far in each comment stands, 300 deep and back."""
    levels = [*range(1, 301), 2, 1, 2, 3, 2]
    rows = "".join(item(at, f"<p>Words {at}.</p>", kind=f"comment depth-{n}") for at, n in enumerate(levels, 1))
    found = thread_of(page_of(rows))
    assert [comment.depth + 1 for comment in found.comments] == levels
    assert tree(found)[299:] == [298, 0, None, 301, 302, 301]


def test_ids_that_come_again() -> None:
    """Where ids are not unique, comments are named by their places and none is lost."""
    inner = item(7, f"<p>{DAN}</p>", "Dan")
    found = thread_of(
        page_of(
            item(7, f"<p>{BOB}</p>") + item(7, f"<p>{EVE}</p>", "Eve", answers=f'<ol class="children">{inner}</ol>')
        )
    )
    assert (texts(found), tree(found)) == ([BOB, EVE, DAN], [None, None, 1])
    assert len({comment.id for comment in found.comments}) == 3


def test_very_many_comments() -> None:
    """A page of twenty thousand comments is a page like any other."""
    count = 20_000
    rows = "".join(
        f'<li class="comment" id="c{at}"><b class="fn">Reader {at}</b><p class="comment-content">Words {at}.</p></li>'
        for at in range(count)
    )
    found = thread_of(page_of(rows, heading=f"<h2>{count} comments</h2>"))
    assert texts(found) == [f"Words {at}." for at in range(count)]
    assert found.comments[-1].author == f"Reader {count - 1}"
    assert (found.declared_comments, found.article.text) == (count, TEXT)


@pytest.mark.parametrize("words", ["<p>{}</p>", "<blockquote><p>{}</p></blockquote>"])
def test_a_paragraph_that_somebody_copied_stays(words: str) -> None:
    """No reader can take a paragraph out of an article by writing it again."""
    found = thread_of(page_of(item(1, words.format(PARAGRAPHS[1])) + item(2, f"<p>{EVE}</p>", "Eve")))
    assert (texts(found), found.article.text) == ([PARAGRAPHS[1], EVE], TEXT)


def test_an_article_called_a_discussion_stays() -> None:
    """On a page without comments, nothing is taken away because of its name alone."""
    page = f"<html><body><h1>{TITLE}</h1><div class='discussion-content'>{BODY}</div></body></html>"
    assert thread_of(page).article.text == TEXT


@pytest.mark.parametrize("place", ["before", "inside"])
def test_comments_anywhere_are_apart(place: str) -> None:
    """Comments may stand above the article or inside its element."""
    comments = f'<div id="comments"><h3>3 comments</h3><ol class="comment-list">{THREE}</ol></div>'
    rows = (comments, "") if place == "before" else ("", comments)
    page = f'{rows[0]}<article><h1>{TITLE}</h1><div class="entry-content">{BODY}{rows[1]}</div></article>'
    found = thread_of(f"<html><body>{page}</body></html>")
    assert (texts(found), found.article.text, found.declared_comments) == ([BOB, EVE, DAN], TEXT, 3)


def test_tags_that_nobody_closed() -> None:
    """Capital tags, and tags that are not closed, are tags."""
    found = thread_of(page_of(THREE).replace("</li>", "").replace("</p>", "").replace("<li ", "<LI CLASS=x "))
    assert (texts(found), found.article.text) == ([BOB, EVE, DAN], TEXT)


# --- what is hardly a page ----------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["<", "<" * 1000, "<html>", "<html><p", "<li class=comment>", "< html", "<>", "&"])
def test_what_is_hardly_a_page(bad: str) -> None:
    """A scrap of markup is a page without an article, and the notice says so."""
    found = thread_of(bad)
    assert (found.comments, found.article.text.strip("<>& htmlp"), codes(found)[:1]) == ((), "", ["no-article"])


@pytest.mark.parametrize("bad", ["", "   ", "<!-- nothing -->", "<!--", "<![CDATA[x", "</p>", "<?xml version='1.0'?>"])
def test_what_is_no_page_at_all(bad: str) -> None:
    """Where there is no element, the error says so and what to do."""
    with pytest.raises(ReadError, match=r"page\.html: .*nothing in it.*again"):
        thread_of(bad)


def test_elements_beyond_all_sense() -> None:
    """What is nested deeper than the parser follows is refused, not cut off in silence."""
    with pytest.raises(ReadError, match="2,048 deep"):
        thread_of(page_of(item(1, "<b>" * 5_000)))


@pytest.mark.xfail(strict=True, reason="under 250 characters trafilatura gives one block with title and byline in it")
def test_a_short_article_keeps_its_paragraphs() -> None:
    """A note of two sentences is an article too: its paragraphs stay apart, its title is not in its text."""
    found = thread_of(page_of(THREE, body="<p>The arcade is full.</p><p>The pigeons stay.</p>"))
    assert found.article.text == "The arcade is full.\n\nThe pigeons stay."


def test_paragraphs_parted_by_line_breaks() -> None:
    """Old pages part paragraphs by two breaks, lines by one; both are seen."""
    first, second, third = PARAGRAPHS
    found = thread_of(page_of(THREE, body=f"{first}<br><br>{second}<br>{third}"))
    assert found.article.text == f"{first}\n\n{second}\n{third}"


def test_characters_of_no_text_are_blanks() -> None:
    """NULs and other controls, of which there are a few on some pages, part words and are not kept."""
    found = thread_of(page_of(item(1, "<p>one\0two\x01 three</p>", "Bo\0b") + item(2, f"<p>{EVE}</p>", "Eve")))
    assert told(found) == [("Bo b", "one two three"), ("Eve", EVE)]


def test_a_comment_shown_above_its_answer_is_whom_it_answers() -> None:
    """News sites put the whole comment that is answered into a box inside the answer: it is no text of the answer."""
    rows = f"""
    <li class="comment-item"><a class="user-nick">Bob</a>
      <div class="comment-txt">{BOB}</div><span class="time">2021-05-02 10:00</span></li>
    <li class="comment-item"><a class="user-nick">Eve</a>
      <div class="comment-box"><span class="quote"><a>Bob</a></span><div class="comment-txt">{BOB}</div></div>
      <div class="comment-txt">{EVE}</div><span class="time">2021-05-02 11:00</span></li>"""
    found = thread_of(page_of(rows, heading="<h2>2 comments</h2>"))
    assert [(c.author, c.text, c.depth) for c in found.comments] == [("Bob", BOB, 0), ("Eve", EVE, 1)]


def test_the_latest_of_a_pages_own_comments_are_its_comments() -> None:
    """'Latest' is a way to sort the page's comments, and elsewhere a list of other pages' comments."""
    rows = item(1, f"<p>{BOB}</p>") + item(2, f"<p>{EVE}</p>", "Eve")
    inside = thread_of(page_of(f'<div class="latest-list">{rows}</div>'))
    assert [c.text for c in inside.comments] == [BOB, EVE]
    outside = thread_of(page_of("", beside=f'<div class="latest-comments">{rows}</div>'))
    assert outside.comments == ()


def test_closed_comments_are_not_no_comments() -> None:
    """'Comments are closed' above a list says nothing of how many there are, with times or without."""
    rows = "".join(
        f'<li class="comment" id="comment-{at}"><b class="fn">{name}</b>'
        f'<div class="comment-content"><p>{words}</p></div></li>'
        for at, (name, words) in enumerate((("Bob", BOB), ("Eve", EVE)), start=1)
    )
    found = thread_of(page_of(rows, heading="<p>Comments are closed.</p>"))
    assert [c.text for c in found.comments] == [BOB, EVE]
    assert found.declared_comments is None

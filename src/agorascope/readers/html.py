"""Web pages saved from a browser or fetched: the article, and the comments below it as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from agorascope.errors import ReadError
from agorascope.readers.facts import heading
from agorascope.readers.markup.charset import text_of
from agorascope.readers.markup.comments import Found, found_in
from agorascope.readers.markup.groups import pingbacks_of
from agorascope.readers.markup.linked_data import told
from agorascope.readers.markup.page_article import article_of, without
from agorascope.readers.markup.parsing import Element, TooDeepError, document
from agorascope.readers.markup.removing import without_comments
from agorascope.readers.threads.finishing import Draft, finished
from agorascope.records import Comment, Notice, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import opens_with_tag

OPENING = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|meta|title)\b", re.IGNORECASE)
OTHER = re.compile(rb"<(?:rss|feed|disqus|urlset|svg|opml)\b", re.IGNORECASE)
ELSEWHERE = (
    ("disqus.com/embed", "Disqus"), ("disqus_thread", "Disqus"), ("facebook.com/plugins/comments", "Facebook"),
    ("fb-comments", "Facebook"), ("hyvor", "Hyvor Talk"), ("commento", "Commento"), ("coral", "Coral"),
    ("utteranc.es", "Utterances"),
)  # fmt: skip
HEADED = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "div", "p", "strong", "b", "em", "i", "small", "legend")
)
FEW = 2
LONGEST = 200
SAMPLE = 4096
SHORTEST_REPEAT = 40


class HtmlReader:
    """A web page: article and comment tree (WordPress, Blogger, Disqus, schema.org, h-entry, other lists)."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml", ".shtml")
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know a page by its first element."""
        start = head[:SAMPLE].replace(b"\0", b"")
        if OTHER.search(start[:1024]) or not opens_with_tag(start):
            return 0.3 * (name.lower().endswith(self.suffixes) and b"<" in start and not OTHER.search(start))
        return 0.9 if OPENING.search(start) else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give the one thread of a page; raises `ReadError` for what is no page, or nested beyond all sense."""
        text, notices = text_of(source.data(), source.name, source.charset)
        try:
            page = document(text)
        except TooDeepError as error:
            reason = "elements nested more than 2,048 deep"
            raise ReadError(source.name, reason, "No page is; save it again from a browser") from error
        if page is None:
            raise ReadError(source.name, "a web page with nothing in it", "Save it again from a browser")
        yield _thread(page, source, notices)


def _thread(page: Element, source: Source, notices: tuple[Notice, ...]) -> Thread:
    data = told(page)
    found = found_in(page)
    comments: tuple[Comment, ...] = found.comments
    if sum(bool(c.text) for c in data.comments) > sum(bool(c.text) for c in comments):
        comments = data.comments
    declared = _declared(page, found)
    declared = data.declared if declared is None else declared
    if declared == 0 and not any(comment.published for comment in comments):
        found, comments = Found(), ()  # a page that says it has none, and something that no time stands with
    pingbacks = max(found.pingbacks, pingbacks_of(page))
    said = list(_said(page, comments, declared, pingbacks))
    without_comments(page, found)
    article, chrome = article_of(page, data)
    article = without(article, {" ".join(c.text.split()) for c in comments if len(c.text) > SHORTEST_REPEAT})
    own = {comment.author for comment in comments if comment.by_article_author and comment.author}
    if article.author is None and len(own) == 1:
        article = structs.replace(article, author=own.pop())
    draft = Draft(
        id=source.stem,
        article=article,
        comments=comments,
        declared=declared,
        by_time=False,
        chrome=chrome,
        not_comments=pingbacks,
    )
    if not article.text:
        said.append(Notice("no-article", "no article text was found on the page"))
    return finished(draft, source.name, HtmlReader.name, [*notices, *said])


def _declared(page: Element, found: Found) -> int | None:
    """Read the number of comments from the heading next above them, else from the first line that gives one.

    Words that say there are none count where there are none: 'comments are closed' stands below many.
    """
    first = found.elements[0] if found.elements else None
    counts: list[int] = []
    for node in page.iter():
        if node is first:
            return counts[-1] if counts else None
        count = _count(node, in_words=first is None)
        if count is not None:
            counts.append(count)
    return next(iter(counts), None)


def _count(node: Element, *, in_words: bool) -> int | None:
    if node.tag not in HEADED or len(node) > FEW:
        return None
    line = " ".join("".join(node.itertext()).split())[:LONGEST]
    is_read = 0 < len(line) < LONGEST and (in_words or any(char.isdigit() for char in line))
    head = heading(line) if is_read else None
    return head.count if head is not None else None


def _said(page: Element, comments: tuple[Comment, ...], declared: int | None, pingbacks: int) -> Iterator[Notice]:
    if pingbacks:
        yield Notice("not-comments", f"{pingbacks} pingbacks and trackbacks are not comments")
    if comments:
        return
    maker = next((name for mark, name in ELSEWHERE if _holds(page, mark)), None)
    if maker:
        advice = "export them there, or save the page of the frame itself"
        yield Notice("comments-elsewhere", f"the comments are loaded from {maker} and are not in the file; {advice}")
    elif declared:
        yield Notice("comments-elsewhere", "no comment is in the file: scroll to the last one before saving the page")


def _holds(page: Element, mark: str) -> bool:
    values = (
        node.get(name) or ""
        for node in page.iter("iframe", "div", "script", "section")
        for name in ("src", "id", "class")
    )
    return any(mark in value for value in values)

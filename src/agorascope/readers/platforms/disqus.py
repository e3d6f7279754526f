"""Disqus exports: threads and posts in any order, a discussion for each page of the site.

Disqus often keeps several threads for one page (http and https, with and without a campaign's parameters); they are
one discussion. So the file is read twice: what belongs together is known when all threads are seen. E-mail addresses
and IPs are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import urlsplit

from msgspec import Struct, structs

from agorascope.readers.markup.rendering import Rendered, plain
from agorascope.readers.notation.times import iso_time
from agorascope.readers.threads.gathering import Gathering
from agorascope.readers.threads.notices import Notices
from agorascope.readers.xml.cutting import Layout
from agorascope.readers.xml.mending import Element, local
from agorascope.readers.xml.stream import XmlStream
from agorascope.records import Article, Comment, Notice, SiteStatus, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import opens_with_tag

MARK = re.compile(rb"<disqus\s[^>]*disqus\.com")
TEXTS = frozenset({
    "id", "forum", "link", "title", "message", "createdAt", "isDeleted", "isSpam", "isApproved", "name", "username",
})  # fmt: skip
LAYOUT = Layout(
    roots=("disqus",),
    rows={"thread": "", "post": ""},
    texts=TEXTS,
    fields=frozenset({"thread", "parent", "author", "category", "email", "ipAddress", "isAnonymous", "isClosed"}),
    namespaces={"": "http://disqus.com", "dsq": "http://disqus.com/disqus-internals"},
)
BLOCK = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
CAMPAIGN = "utm_"


class DisqusReader:
    """A Disqus export (Admin, Export): the discussions of a whole site, of any size."""

    name = "disqus"
    suffixes = (".xml",)
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know an export by its root element."""
        del name
        start = head.replace(b"\0", b"")
        return 1.0 if opens_with_tag(start) and MARK.search(start) else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give the discussions that have posts or a text, in the order of the file.

        Raises `ReadError` for what is no export, and where one breaks off when all that is whole was given.
        """
        pages = _Pages()
        for row in XmlStream(source, LAYOUT, Notices()).rows(("thread",)):
            pages.see(_Head.of(row.element))
        with Gathering(source.name, source.stem, self.name) as gathered:
            stream = XmlStream(source, LAYOUT, gathered.notices)
            export = _Export(stream, pages, gathered)
            yield from stream.closed(export.threads(), export.last_words)


class _Head(Struct, frozen=True):
    """What tells threads apart: Disqus's id, the site's own, the address; and whether the article's text is with it."""

    id: str
    identifier: str
    page: str
    has_text: bool

    @classmethod
    def of(cls, thread: Element) -> _Head:
        fields = _children(thread)
        own, link = _text(fields, "id"), _text(fields, "link")
        identifier = f"{_text(fields, 'forum')} {own}" if own else ""
        return cls(_id(thread) or own or link, identifier, _page(link), bool(_text(fields, "message")))


class _Pages:
    """Which threads are about one page."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._with_text: set[str] = set()
        self._more: Counter[str] = Counter()

    def see(self, thread: _Head) -> None:
        """Learn of a thread."""
        named = {"thread": thread.id, "page": thread.page, "id": thread.identifier}
        keys = [f"{kind} {name}" for kind, name in named.items() if name]
        page = next((self._first[key] for key in keys if key in self._first), thread.id)
        self._more[page] += any(key in self._first for key in keys)
        for key in keys:
            self._first.setdefault(key, page)
        if page != thread.id:
            self._same[thread.id] = page
        if thread.has_text:
            self._with_text.add(page)

    def of(self, thread: str) -> str:
        """Name the discussion that a thread belongs to, for its first thread."""
        return self._same.get(thread, thread)

    def is_told_by(self, thread: _Head) -> bool:
        """Tell whether a thread is the one to take the article from: one with the text where there is one."""
        return thread.has_text or self.of(thread.id) not in self._with_text

    def said(self, discussion: str) -> tuple[Notice, ...]:
        """Tell of threads that were put together."""
        count = self._more[discussion]
        text = f"{count:,} more threads of the same address or id are read as this one"
        return (Notice("same-page", text),) if count else ()


class _Export:
    """One export on its way."""

    def __init__(self, stream: XmlStream, pages: _Pages, gathered: Gathering) -> None:
        self._stream, self._pages, self._gathered = stream, pages, gathered
        self._left_out = 0
        self._told: tuple[Notice, ...] = ()

    def threads(self) -> Iterator[Thread]:
        """Give the discussions; what has neither posts nor a text is counted."""
        taken = 0
        for taken, row in enumerate(self._stream.rows(), start=1):
            self._take(row.kind, row.element, taken)
        self._told = self._gathered.notices.handed_over()
        for thread in self._gathered.threads() if taken else ():
            if thread.comments or thread.article.text:
                yield structs.replace(thread, notices=(*self._told, *self._pages.said(thread.id), *thread.notices))
                self._told = ()
            else:
                self._left_out += 1

    def last_words(self) -> Iterator[Notice]:
        """Tell what was left out of the file."""
        if self._left_out:
            yield Notice(
                "left-out",
                f"{self._left_out:,} left out that are no discussions: threads without a post and without a text",
            )
        yield from self._told

    def _take(self, kind: str, element: Element, number: int) -> None:
        if kind == "post":
            fields = _children(element)
            thread = _id(fields["thread"]) if "thread" in fields else ""
            self._gathered.comment(self._pages.of(thread), _comment(element, fields, number))
            return
        head = _Head.of(element)
        if self._pages.is_told_by(head):
            self._gathered.article(self._pages.of(head.id), _article(_children(element)))


def _comment(post: Element, fields: Mapping[str, Element], number: int) -> Comment:
    body = _rendered(_text(fields, "message"))
    return Comment(
        id=_id(post) or _text(fields, "id") or f"unnamed-{number}",
        parent=_id(fields["parent"]) or None if "parent" in fields else None,
        author=_author(fields),
        published=iso_time(_text(fields, "createdAt")),
        text=body.text,
        quoted=body.quoted,
        links=body.links,
        site_status=_status({name: _text(fields, name) for name in ("isDeleted", "isSpam", "isApproved")}),
    )


def _article(fields: Mapping[str, Element]) -> Article:
    body = _rendered(_text(fields, "message"))
    return Article(
        title=plain(_text(fields, "title")).text or None,
        author=_author(fields),
        published=iso_time(_text(fields, "createdAt")),
        url=_text(fields, "link") or None,
        text=body.text,
        headings=body.headings,
    )


def _rendered(message: str) -> Rendered:
    """Render a message; those without paragraphs are from the time when lines were kept as they were typed."""
    return plain(message, as_typed=not BLOCK.search(message))


def _author(fields: Mapping[str, Element]) -> str | None:
    """Give the name shown, else the account's where that is no e-mail address."""
    author = _children(fields["author"]) if "author" in fields else {}
    account = _text(author, "username")
    return unescape(_text(author, "name") or ("" if "@" in account else account)) or None


def _status(said: Mapping[str, str]) -> SiteStatus | None:
    if said["isDeleted"] == "true":
        return "deleted"
    if said["isSpam"] == "true":
        return "spam"
    if said["isApproved"] == "false":
        return "pending"
    return "approved" if any(said.values()) else None


def _page(link: str) -> str:
    """Give what the addresses of one page have in common."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    kept = "&".join(part for part in parts.query.split("&") if not part.lower().startswith(CAMPAIGN))
    scheme = "" if parts.scheme in {"http", "https"} else parts.scheme
    return f"{scheme}{parts.netloc.casefold()}{parts.path.rstrip('/')}" + (f"?{kept}" if kept else "")


def _children(element: Element) -> dict[str, Element]:
    """Give an element's children by their names; of one that comes twice the first."""
    found: dict[str, Element] = {}
    for child in element:
        found.setdefault(local(str(child.tag)), child)
    return found


def _text(fields: Mapping[str, Element], name: str) -> str:
    return (fields[name].text or "").strip() if name in fields else ""


def _id(element: Element) -> str:
    """Give the id that Disqus gave an element or that it refers to."""
    return next((value.strip() for name, value in element.attrib.items() if local(name) == "id"), "")

"""WordPress exports (WXR 1.0 to 1.2): a discussion for each post and page, given as soon as its item has ended.

E-mail addresses and IPs of those who comment are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from msgspec import Struct, structs

from agorascope.readers.fields import STATUSES
from agorascope.readers.markup.rendering import plain
from agorascope.readers.notation.addresses import own_site
from agorascope.readers.notation.times import iso_time
from agorascope.readers.threads.finishing import Draft, finished
from agorascope.readers.threads.notices import Notices
from agorascope.readers.xml.cutting import Layout
from agorascope.readers.xml.mending import Element
from agorascope.readers.xml.stream import Row, XmlStream
from agorascope.records import Article, Comment, Notice, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import opens_with_tag

MARK = re.compile(
    rb"""<rss[\s>].*?xmlns:[\w.-]+\s*=\s*["']https?://wordpress\.org/export/|<wp:wxr_version>""", re.DOTALL
)
COMMENT = frozenset({
    "wp:comment_id", "wp:comment_author", "wp:comment_author_url", "wp:comment_date_gmt", "wp:comment_date",
    "wp:comment_content", "wp:comment_approved", "wp:comment_type", "wp:comment_parent", "wp:comment_user_id",
})  # fmt: skip
ITEM = frozenset({
    "title", "link", "pubDate", "dc:creator", "content:encoded", "wp:post_id", "wp:post_name", "wp:post_date_gmt",
    "wp:post_date", "wp:post_type", "wp:status",
})  # fmt: skip
AUTHOR = frozenset({"wp:author_id", "wp:author_login", "wp:author_display_name"})
# Fields that are not read: they end a field before them that does not end itself.
PASSED = frozenset({
    "guid", "description", "category", "comment_status", "ping_status", "post_parent", "menu_order", "post_password",
    "is_sticky", "postmeta", "meta_key", "meta_value", "comment_author_email", "comment_author_IP",
    "commentmeta", "author_email", "author_first_name", "author_last_name", "post_modified",
    "post_modified_gmt", "attachment_url", "author",
})  # fmt: skip
SPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
LAYOUT = Layout(
    roots=("rss", "RDF"),
    rows={"item": "", "comment": "item", "author": ""},
    texts=frozenset(name.rpartition(":")[2] for name in COMMENT | ITEM | AUTHOR),
    fields=PASSED,
    namespaces={
        "wp": "http://wordpress.org/export/1.2/",
        "excerpt": "http://wordpress.org/export/1.2/excerpt/",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
    },
)
COMMENT_TYPES = frozenset({"", "comment", "review"})
ARTICLE_TYPES = frozenset({"", "post", "page"})
PUBLIC = frozenset({"", "publish", "private", "inherit"})


class WxrReader:
    """A WordPress export (Tools, Export): posts and pages with their comments, of any size."""

    name = "wxr"
    suffixes = (".xml", ".wxr")
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know an export by the namespace of WordPress's, or its version, near the start of an XML document."""
        del name
        start = head.replace(b"\0", b"")
        return (1.0 if opens_with_tag(start) else 0.6) * bool(MARK.search(start))

    def read(self, source: Source) -> Iterator[Thread]:
        """Give a thread for each post and page, and for what else has comments.

        Raises `ReadError` for what is no export, and where one breaks off when all that is whole was given.
        """
        export = _Export(source)
        stream = XmlStream(source, LAYOUT, export.notices)
        yield from stream.closed(export.threads(stream.rows()), export.last_words)


class _Export:
    """One export on its way: who writes, and the comments of the item that is open."""

    def __init__(self, source: Source) -> None:
        self.notices = Notices()
        self._source = source
        self._writers: dict[str, _Writer] = {}
        self._comments: list[tuple[str, Comment]] = []
        self._others: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._ids: Counter[str] = Counter()

    def threads(self, rows: Iterator[Row]) -> Iterator[Thread]:
        """Give the discussions as their items end."""
        for row in rows:
            if row.kind == "item":
                thread = self._thread(_fields(row.element, ITEM))
                self._comments, self._others = [], Counter()
                if thread is not None:
                    yield thread
            elif row.kind == "comment":
                self._comment(_fields(row.element, COMMENT))
            else:
                fields = _fields(row.element, AUTHOR)
                writer = _Writer(fields.get("wp:author_id", ""), fields.get("wp:author_display_name", ""))
                self._writers.setdefault(fields.get("wp:author_login", ""), writer)

    def last_words(self) -> Iterator[Notice]:
        """Tell what was left out of the file."""
        if self._left_out:
            number = sum(self._left_out.values())
            yield Notice("left-out", f"{number:,} left out that are no discussions: {_counted(self._left_out)}")
        yield from self.notices.handed_over()

    def _comment(self, fields: Mapping[str, str]) -> None:
        kind = fields.get("wp:comment_type", "").casefold()
        if kind not in COMMENT_TYPES:
            self._others[kind[:40]] += 1
            return
        body = plain(fields.get("wp:comment_content", ""), as_typed=True)
        comment = Comment(
            id=fields.get("wp:comment_id") or f"unnamed-{len(self._comments) + 1}",
            parent=fields.get("wp:comment_parent") or None,
            author=unescape(fields.get("wp:comment_author", "")) or None,
            author_url=own_site(unescape(fields.get("wp:comment_author_url", ""))),
            published=_moment(fields, "wp:comment_date_gmt", "wp:comment_date"),
            text=body.text,
            quoted=body.quoted,
            links=body.links,
            site_status=STATUSES.get(fields.get("wp:comment_approved", "").casefold()),
        )
        self._comments.append((fields.get("wp:comment_user_id", ""), comment))

    def _thread(self, fields: Mapping[str, str]) -> Thread | None:
        reason = _no_discussion(fields)
        if reason and not self._comments:
            self._left_out[reason] += 1
            return None
        if self._others:
            number = sum(self._others.values())
            self.notices.add("not-comments", f"{number:,} left out that are no comments: {_counted(self._others)}")
        writer = self._writers.get(fields.get("dc:creator", ""), _Writer())
        comments = [
            structs.replace(c, by_article_author=True) if writer.is_user(user) else c for user, c in self._comments
        ]
        draft = Draft(id=self._id(fields), article=_article(fields, writer), comments=comments)
        return finished(draft, self._source.name, WxrReader.name, self.notices.handed_over())

    def _id(self, fields: Mapping[str, str]) -> str:
        """Give the post's id, else its slug or address; one that came before gets a suffix."""
        names = (fields.get(key) for key in ("wp:post_id", "wp:post_name", "link"))
        name = new = next(filter(None, names), self._source.stem)
        while new in self._ids:
            self._ids[name] += 1
            new = f"{name}~{self._ids[name]}"
        self._ids[new] = 1
        if new != name:
            self.notices.add("repeated-id", f"an item before has the id {name[:100]}; this one is now {new[:100]}")
        return new


class _Writer(Struct, frozen=True):
    """Somebody who writes on the site: the number of the account, and the name that readers see."""

    user: str = ""
    name: str = ""

    def is_user(self, user: str) -> bool:
        """Tell whether an account is this writer's; 0 is nobody's."""
        return bool(user) and user != "0" and user == self.user


def _article(fields: Mapping[str, str], writer: _Writer) -> Article:
    body = plain(fields.get("content:encoded", ""), as_typed=True)
    return Article(
        title=plain(fields.get("title", "")).text or None,
        author=unescape(writer.name or fields.get("dc:creator", "")) or None,
        published=_moment(fields, "wp:post_date_gmt", "wp:post_date", "pubDate"),
        url=fields.get("link") or None,
        text=body.text,
        headings=body.headings,
    )


def _no_discussion(fields: Mapping[str, str]) -> str:
    """Say why an item without comments is none; empty for a post or a page that readers of the site can see."""
    if not fields:
        return "empty"
    kind = fields.get("wp:post_type", "")
    if kind not in ARTICLE_TYPES:
        return kind[:40]
    status = fields.get("wp:status", "")
    return "" if status in PUBLIC else f"{kind or 'post'} ({status[:40]})"


def _counted(kinds: Counter[str]) -> str:
    shown = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common(10))
    return shown + (f" and {len(kinds) - 10} more kinds" if len(kinds) > 10 else "")  # noqa: PLR2004 -- those shown


def _moment(fields: Mapping[str, str], *keys: str) -> str | None:
    """Give the first time that is one; what WordPress calls GMT says its zone."""
    for key in keys:
        text = fields.get(key, "")
        if text and not text.startswith("0000") and "-0001" not in text:
            found = iso_time(f"{text}+00:00" if key.endswith("_gmt") else text) or iso_time(text)
            if found:
                return found
    return None


def _fields(row: Element, wanted: frozenset[str]) -> dict[str, str]:
    """Give the wanted fields of a row and no others; of one that comes twice the first."""
    found: dict[str, str] = {}
    for child in row:
        name = _name(str(child.tag))
        if name in wanted and name not in found:
            found[name] = (child.text or "").strip()
    return found


@lru_cache(1 << 12)
def _name(tag: str) -> str:
    """Give a field's name with WordPress's own prefix, whatever the file's is."""
    space, _, name = tag.removeprefix("{").rpartition("}")
    if not space:
        return name
    if "wordpress.org/export/" in space:
        return "" if "/excerpt" in space else f"wp:{name}"
    return SPACES.get(space, "?:") + name

"""What WordPress's REST API says of a site: its articles, and the comments on them, from any number of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from agorascope.errors import ReadError
from agorascope.readers.fields import STATUSES, words
from agorascope.readers.json.document import Row, identity, moment, row, rows
from agorascope.readers.markup.rendering import Rendered, plain
from agorascope.readers.notation.addresses import own_site
from agorascope.readers.threads.gathering import Gathering
from agorascope.readers.threads.notices import Notices
from agorascope.records import Article, Comment
from agorascope.sources import Source
from agorascope.sources.decoding import recoded
from agorascope.sources.json_stream import Mended, items
from agorascope.sources.source import HEAD
from agorascope.sources.streams import utf8

COMMENTS = frozenset({"comment", "review", None})


class Site:
    """Takes the files of a site, articles before comments, into the discussions of its articles."""

    def __init__(self, gathered: Gathering) -> None:
        """Take where articles and comments go."""
        self._gathered, self._notices = gathered, gathered.notices
        self._writers: dict[str, str | None] = {}
        self._seen: set[str] = set()
        self._others: Counter[str] = Counter()
        self._unnamed = 0
        self.taken = 0

    def take(self, files: Sequence[Source]) -> None:
        """Take all that is in files; comments within articles (`_embed`) last, since they say least of themselves."""
        embedding = [file for file in files if self._take(file)]
        for file in embedding:
            for post in _objects(file, Notices()):
                for comment in _embedded(post):
                    self._comment({**comment, "post": post.get("id")}, None)
        if self._others:
            kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(self._others.items()))
            self._notices.add("no-comments", f"other than comments, left out: {kinds}")

    def _take(self, file: Source) -> bool:
        """Take a file; True where an article in it holds comments."""
        is_embedding = False
        for item in _objects(file, self._notices):
            if "post" in item:
                self._comment(item, file.name)
            elif "title" in item or "content" in item:
                self._article(item, file.name)
                is_embedding = is_embedding or any(_embedded(item))
            else:
                self._notices.add("bad-item", "neither a post nor a comment; left out", file.name)
        return is_embedding

    def _article(self, post: Row, where: str) -> None:
        name = identity(post.get("id")) or words(post, "slug") or self._named("post")
        if self._gathered.knows(name):
            self._notices.add("repeated-id", f"article {name} came before; this one is left out", where)
            return
        writer = identity(post.get("author"))
        self._writers[name] = None if writer == "0" else writer
        self._gathered.article(name, _article(post))
        self.taken += 1

    def _comment(self, item: Row, where: str | None) -> None:
        """Take a comment unless it came before, which is told where it is said: `where` is None for embedded ones."""
        name = identity(item.get("id")) or self._named("comment")
        kind = words(item, "type")
        if name in self._seen:
            if where is not None:
                self._notices.add("repeated-id", f"comment {name} came before; this one is left out", where)
        elif kind not in COMMENTS:
            self._others[str(kind)[:20]] += 1
        else:
            post = identity(item.get("post")) or ""
            writer = self._writers.get(post)
            is_own = writer is not None and identity(item.get("author")) == writer
            self._gathered.comment(post, _comment(item, name, is_own=is_own))
            self.taken += 1
        self._seen.add(name)

    def _named(self, kind: str) -> str:
        self._unnamed += 1
        return f"{kind}-{self._unnamed}"


def _objects(file: Source, notices: Notices) -> Iterator[Row]:
    """Give the objects of a file, also of the pages that were put into one array."""
    for item in _items(file, notices):
        found = rows(item)
        if not found:
            notices.add("bad-item", "neither a post nor a comment; left out", file.name)
        yield from found


def _embedded(post: Row) -> Iterator[Row]:
    replies = row(post, "_embedded").get("replies")
    for page in replies if isinstance(replies, list) else ():
        yield from rows(page)


def _article(post: Row) -> Article:
    text = _content(post)
    title = words(row(post, "title"), "rendered") or words(post, "title") or ""
    writers = rows(row(post, "_embedded").get("author"))
    return Article(
        title=plain(title).text or None,
        # The number of the author is all that a post says; its name comes with `?_embed` or from a plugin.
        author=next((name for writer in writers if (name := words(writer, "name"))), None)
        or words(row(post, "yoast_head_json"), "author"),
        published=_moment(post),
        url=words(post, "link"),
        text=text.text,
        headings=text.headings,
    )


def _comment(item: Row, name: str, *, is_own: bool) -> Comment:
    text = _content(item)
    return Comment(
        id=name,
        parent=identity(item.get("parent")),
        author=words(item, "author_name"),
        author_url=own_site(words(item, "author_url")),
        published=_moment(item),
        text=text.text,
        quoted=text.quoted,
        links=text.links,
        by_article_author=is_own,
        site_status=STATUSES.get((words(item, "status") or "").casefold()),
    )


def _content(item: Row) -> Rendered:
    """Render what visitors see; the `raw` of `context=edit` is what was typed."""
    content = row(item, "content")
    html = words(content, "rendered")
    return plain(html) if html else plain(words(content, "raw") or "", as_typed=True)


def _moment(item: Row) -> str | None:
    """Give the time in UTC, which says no zone of its own; else the site's."""
    utc = words(item, "date_gmt")
    return moment(f"{utc}+00:00" if utc else None, utc, item.get("date"))


def _items(source: Source, notices: Notices) -> Iterator[Any]:
    """Give the items of a source; where it cannot be read, or breaks off, it is told, and what came before is kept."""
    number = 0
    try:
        with source.opened() as stream:
            head = stream.read(HEAD)
            stream.seek(0)
            recoding, encoding = utf8(stream, head, source.name, source.charset)
            if not encoding.startswith("utf-8"):
                notices.add("encoding", recoded(encoding).message, source.name)
            mended = Mended(recoding)
            for item in items(mended):
                number += 1
                yield item
            broken = recoding.broken + mended.count
            if broken:
                notices.add("broken-utf8", f"{broken} broken bytes or lone surrogates became U+FFFD", source.name)
    except (ReadError, ValueError) as error:
        reason = error.reason if isinstance(error, ReadError) else f"not JSON, or cut off: {error}"
        notices.add("broken-file", f"read as far as item {number}: {reason}", source.name)

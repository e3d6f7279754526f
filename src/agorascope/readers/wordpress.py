"""WordPress's REST API saved to files: posts, pages and comments, each kind in its own files, read together.

`posts.json`, `comments-2.json`, `example.org-pages.json`: whichever is given, the whole family in its folder or archive
is read, the articles first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from agorascope.errors import ReadError
from agorascope.readers.fields import STATUSES, words
from agorascope.readers.gathering import Gathering
from agorascope.readers.json_document import Row, identity, moment, row, rows
from agorascope.readers.json_items import Mended, items
from agorascope.readers.json_shape import shape
from agorascope.readers.markup.rendering import Rendered, plain
from agorascope.records import Article, Comment, Thread
from agorascope.sources import Source
from agorascope.sources.decoding import recoded
from agorascope.sources.source import HEAD
from agorascope.sources.streams import utf8

FAMILY = re.compile(r"(?P<before>.*?)(?:posts|pages|comments)[^/\\]*\.json(?:\.gz)?", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
ARTICLES, COMMENTS, NOTHING = "articles", "comments", "nothing"
KINDS = frozenset({"comment", "review", None})


class WordpressReader:
    """WordPress's REST API: posts.json, pages.json, comments.json and their further pages, read together."""

    name = "wordpress"
    suffixes = (".json",)
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know posts by their rendered titles, comments by the post they name."""
        del name
        return 0.95 if _holds(head) in {ARTICLES, COMMENTS} else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give a thread for each post, with comments or without; raises `ReadError` where there is none."""
        family = _family(source)
        with Gathering(source.name, source.stem, self.name) as gathered:
            site = _Site(gathered)
            site.take(family)
            if site.is_empty:
                advice = "Save what /wp-json/wp/v2/posts and /wp-json/wp/v2/comments answer as posts.json and comments.json"
                raise ReadError(source.name, site.wrong or "no post and no comment in it", advice)
            yield from gathered.threads()


def _holds(head: bytes) -> str:
    """Tell what a file of the API holds by its first bytes; empty for any other file."""
    if head.split() in ([b"[]"], [b"[", b"]"]):
        return NOTHING
    found = shape(head)
    keys = found.keys if found else {}
    if keys.get("content") == "map" and "post" in keys and ("parent" in keys or "author_name" in keys):
        return COMMENTS
    is_media = "media_type" in keys or "mime_type" in keys
    is_post = "title.rendered" in keys and not is_media and ("content" in keys or "excerpt" in keys or "link" in keys)
    return ARTICLES if is_post else ""


def _family(source: Source) -> list[Source]:
    """Give the files of the same site that lie beside a file, and itself: articles first, pages in their order."""
    named = FAMILY.fullmatch(PurePath(source.name).name)
    held = {source: _holds(source.head())}
    for other in source.beside() if named else ():
        its = FAMILY.fullmatch(PurePath(other.name).name)
        if its and named and its["before"].casefold() == named["before"].casefold():
            held[other] = _held(other)
    files = [file for file, kind in held.items() if kind or file is source]
    for file in files:
        if file is not source:
            source.take(file)
    return sorted(files, key=lambda file: (held[file] == COMMENTS, _in_order(PurePath(file.name).name)))


def _held(file: Source) -> str:
    try:
        return _holds(file.head())
    except ReadError:
        return ""  # it is told when its own turn comes


def _in_order(name: str) -> Sequence[tuple[str, int]]:
    """Give what sorts page 10 behind page 9."""
    numbers = [int(digits[:18]) for digits in DIGITS.findall(name)]
    return list(zip(DIGITS.split(name.casefold()), [*numbers, 0], strict=True))


class _Site:
    """What is read of a site's files: who wrote each article, which comments have come."""

    def __init__(self, gathered: Gathering) -> None:
        self._gathered = gathered
        self._writers: dict[str, str] = {}
        self._seen: set[str] = set()
        self._others: Counter[str] = Counter()
        self._number = 0
        self.wrong = ""
        self.is_empty = True

    def take(self, files: Sequence[Source]) -> None:
        """Take all articles and comments of a family; comments within articles last, since they say less."""
        embedding = []
        for file in files:
            holds = False
            for item in self._items(file):
                holds |= self._item(item, file)
            if holds:
                embedding.append(file)
        for file in embedding:
            for post in self._items(file, again=True):
                for comment in _embedded(post):
                    self._comment({**comment, "post": post.get("id")}, file, again=True)
        if self._others:
            kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self._others.items()))
            self._gathered.notices.add("no-comments", f"of other types, left out: {kinds}")

    def _item(self, item: Row, file: Source) -> bool:
        """Take an article or a comment; True for an article that holds comments."""
        if "post" in item:
            self._comment(item, file)
        elif "title" in item or "content" in item:
            self._article(item, file)
            return bool(_embedded(item))
        else:
            self._gathered.notices.add("bad-item", "neither a post nor a comment; left out", file.name)
        return False

    def _article(self, post: Row, file: Source) -> None:
        self._number += 1
        self.is_empty = False
        name = identity(post.get("id")) or words(post, "slug") or f"post-{self._number}"
        if self._gathered.knows(name):
            self._gathered.notices.add("repeated-id", f"article {name} came before; this one is left out", file.name)
            return
        self._writers[name] = identity(post.get("author")) or ""
        self._gathered.article(name, _article(post))

    def _comment(self, item: Row, file: Source, *, again: bool = False) -> None:
        self._number += 1
        self.is_empty = False
        name = identity(item.get("id")) or f"comment-{self._number}"
        if name in self._seen:
            if not again:
                self._gathered.notices.add("repeated-id", f"comment {name} came before; this one is left out", file.name)
            return
        self._seen.add(name)
        kind = words(item, "type")
        if kind not in KINDS:
            self._others[str(kind)[:20]] += 1
            return
        post, writer = identity(item.get("post")) or "", identity(item.get("author"))
        is_own = writer not in {None, "0"} and writer == self._writers.get(post)
        self._gathered.comment(post, _comment(item, name, is_own=is_own))

    def _items(self, file: Source, *, again: bool = False) -> Iterator[Row]:
        """Give the objects of a file; where it breaks off, what came before is kept and it is told once."""
        number, said = 0, Counter[str]()
        try:
            with file.opened() as stream:
                head = stream.read(HEAD)
                stream.seek(0)
                recoding, encoding = utf8(stream, head, file.name, file.charset)
                mended = Mended(recoding)
                for item in items(mended):
                    number += 1
                    found = rows(item)
                    said["bad-item"] += not found
                    yield from found
            said["broken-utf8"] = recoding.broken + mended.count
            said["encoding"] = not encoding.startswith("utf-8")
        except (ReadError, ValueError) as error:
            reason = error.reason if isinstance(error, ReadError) else f"not JSON, or cut off: {error}"
            self.wrong = self.wrong or reason
            said["broken-file"] = 1
            ...

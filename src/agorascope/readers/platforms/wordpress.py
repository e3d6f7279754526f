"""WordPress's REST API saved to files: posts, pages and comments, each kind in its own files, read together.

`posts.json`, `comments-2.json`, `example.org-pages.json`: whichever is given, the whole family in its folder or archive
is read, the articles first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from agorascope.errors import ReadError
from agorascope.readers.json.shape import shape
from agorascope.readers.platforms.wordpress_rest import Site
from agorascope.readers.threads.gathering import Gathering
from agorascope.records import Thread
from agorascope.sources import Source

FAMILY = re.compile(r"(?P<before>.*?)(?:posts|pages|comments)[^/\\]*\.json(?:\.gz)?", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
ARTICLES, COMMENTS, NOTHING = "articles", "comments", "nothing"


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
            site = Site(gathered)
            site.take(family)
            if not site.taken:
                told = gathered.notices.handed_over()
                advice = (
                    "Save what /wp-json/wp/v2/posts and /wp-json/wp/v2/comments answer as posts.json and comments.json"
                )
                raise ReadError(source.name, told[0].message if told else "no post and no comment in it", advice)
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
    """Give what sorts page 2 behind the one without a number, and page 10 behind page 9."""
    name = name.casefold().removesuffix(".gz").removesuffix(".json")
    numbers = [int(digits[:18]) for digits in DIGITS.findall(name)]
    return list(zip(DIGITS.split(name), [*numbers, 0], strict=True))

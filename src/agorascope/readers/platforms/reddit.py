"""Reddit: what `reddit.com/…/.json` answers, posts with the comments under them.

`[listing of the post, listing of comments]`, or one listing of posts or of comments on many posts. The text is the
Markdown that people typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from agorascope.amounts import many
from agorascope.readers.fields import words
from agorascope.readers.json.document import Row, count, document, identity, moment
from agorascope.readers.json.shape import shape
from agorascope.readers.notation.quotations import quoted
from agorascope.readers.threads.drafts import Drafts
from agorascope.readers.threads.notices import Notices
from agorascope.records import Article, Comment, Offsets, Thread
from agorascope.sources import Source

KIND = re.compile(rb'"kind"\s*:\s*"(?:Listing|t1|t3|more)"')
PREFIX = re.compile(r"t[1-6]_(?=\w)")
TYPED = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
ESCAPED = re.compile(r"&(amp|lt|gt);")
SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
GONE = re.compile(r"\s*\[\s?(?:deleted|removed)(?: by \w+)?\s?\]\s*", re.IGNORECASE)
SITE = "https://www.reddit.com"
LATER = "not in the file: the page gives them on request only (`load more comments`)"
ELSEWHERE = "on, on pages that are not in the file (`continue this thread`)"
Thing = tuple[str, Row, str | None]


class RedditReader:
    """Reddit's JSON: a post with its comments (its address with .json at the end), or a listing of either."""

    name = "reddit"
    suffixes = (".json",)
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know a listing by its children and the kinds of things it names."""
        del name
        found = shape(head)
        is_listing = found is not None and found.keys.get("data.children") == "array"
        return 0.95 if is_listing and KIND.search(head) else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give a thread for each post, in the order of the file; raises `ReadError` where there is none."""
        whole, told = document(source)
        found = Drafts()
        things = list(_things(whole, found.notices))
        page = _Page(found, is_typed=any(map(_is_typed, things)))
        for kind, data, above in things:
            page.take(kind, data, above)
        page.tell_missing()
        yield from found.threads(source, self.name, told)


def _things(whole: object, notices: Notices) -> Iterator[Thing]:
    """Give every thing of all listings: its kind, its data, the comment it stands under; in page order."""
    waiting: list[tuple[object, str | None]] = [(whole, None)]
    while waiting:
        thing, above = waiting.pop()
        data = thing.get("data") if isinstance(thing, dict) else None
        if isinstance(thing, list):
            waiting.extend((each, above) for each in reversed(thing))
        elif not isinstance(thing, dict) or not isinstance(data, dict):
            notices.add("bad-item", "neither a post nor a comment; left out")
        elif thing.get("kind") == "Listing":
            waiting.append((data.get("children") or [], above))
        else:
            yield (words(thing, "kind") or "")[:20], data, above
            waiting.append((data.get("replies") or [], _id(data, "id") or above))


def _is_typed(thing: Thing) -> bool:
    """Tell whether a text is as typed (`raw_json=1`): in all other answers of Reddit these signs are escaped."""
    texts = (thing[1].get(key) for key in ("body", "selftext", "title"))
    return any(isinstance(text, str) and TYPED.search(text) for text in texts)


def _id(data: Row, *keys: str) -> str | None:
    names = (PREFIX.sub("", name, count=1) for key in keys if (name := identity(data.get(key))))
    return next(names, None)


class _Page:
    """What was read so far: the post that comments stand under, and what is missing."""

    def __init__(self, found: Drafts, *, is_typed: bool) -> None:
        self._found, self._is_typed = found, is_typed
        self._post = self._thread = ""
        self._unnamed, self._wrote_article = 0, False
        self._later: Counter[str] = Counter()
        self._elsewhere: Counter[str] = Counter()

    def take(self, kind: str, data: Row, above: str | None) -> None:
        if kind == "t3":
            self._take_post(data)
        elif kind == "t1":
            self._take_comment(data, above)
        elif kind == "more":
            self._take_more(data)
        else:
            self._found.notices.add("bad-item", f"a thing of the kind {kind!r}; left out")

    def tell_missing(self) -> None:
        for thread, number in self._later.items():
            self._found.tell(thread, "missing-comments", f"{many(number, 'comment is', 'comments are')} {LATER}")
        for thread, number in self._elsewhere.items():
            self._found.tell(thread, "missing-comments", f"{many(number, 'branch goes', 'branches go')} {ELSEWHERE}")

    def _take_more(self, data: Row) -> None:
        listed = data.get("children")
        number = count(data.get("count")) or (len(listed) if isinstance(listed, list) else 0)
        if number:
            self._later[self._thread] += number
        else:
            self._elsewhere[self._thread] += 1

    def _take_post(self, data: Row) -> None:
        text = self._text(data, "selftext")
        text = "" if GONE.fullmatch(text) else text
        # Under a link nobody of Reddit is the article's author: the article stands on another site.
        self._wrote_article = bool(text.strip())
        article = Article(
            title=self._text(data, "title").strip() or None,
            author=words(data, "author") if self._wrote_article else None,
            published=moment(data.get("created_utc")),
            url=_address(data, "url", "permalink"),
            text=text,
        )
        self._post = self._thread = _id(data, "id", "name") or ""
        self._found.article(self._post, article, count(data.get("num_comments")))

    def _take_comment(self, data: Row, above: str | None) -> None:
        self._thread = _id(data, "link_id") or self._post
        is_here = self._thread == self._post
        title = self._text(data, "link_title").strip()
        if title and not is_here:
            self._found.article(self._thread, Article(title=title, url=_address(data, "link_permalink", "link_url")))
        text = self._text(data, "body")
        self._unnamed += 1
        comment = Comment(
            id=_id(data, "id", "name") or f"comment-{self._unnamed}",
            parent=_id(data, "parent_id") or above,
            author=words(data, "author"),
            published=moment(data.get("created_utc")),
            text=text,
            quoted=_quoted(text),
            by_article_author=data.get("is_submitter") is True and is_here and self._wrote_article,
            site_status="deleted" if GONE.fullmatch(text) else None,
        )
        self._found.comment(self._thread, comment)

    def _text(self, data: Row, key: str) -> str:
        text = words(data, key) or ""
        return text if self._is_typed else ESCAPED.sub(lambda sign: SIGNS[sign[1]], text)


def _address(data: Row, *keys: str) -> str | None:
    found = next((address for key in keys if (address := words(data, key))), None)
    return f"{SITE}{found}" if found and found.startswith("/") else found


def _quoted(text: str) -> tuple[Offsets, ...]:
    """Give the offsets of quotes; a line `>!hidden!<` is one's own, behind a curtain."""
    return tuple((start, end) for start, end in quoted(text) if not text[start:end].lstrip().startswith(">!"))

"""What a page tells machines of itself in JSON-LD: its article and, where it lists them, its comments (schema.org)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.rendering import plain
from agorascope.readers.notation.times import iso_time
from agorascope.records import Comment
from agorascope.sources.json_stream import loaded

ARTICLES = (
    "Article",
    "Posting",
    "BlogPosting",
    "NewsArticle",
    "CreativeWork",
    "WebPage",
    "Report",
    "Question",
    "VideoObject",
)
MOST = 200_000
WRAPPING = re.compile(r"^\s*(?://|/\*)?\s*<!(?:--|\[CDATA\[)\s*(?:\*/)?|(?://|/\*)?\s*(?:--|\]\])>\s*(?:\*/)?\s*$")
Thing = dict[str, Any]


class Told(Struct, frozen=True):
    """Title, author, date and text of the article, and its comments, as far as the page tells them."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    text: str | None = None
    declared: int | None = None
    comments: tuple[Comment, ...] = ()


def told(root: Element) -> Told:
    """Read every JSON-LD block of a page; broken blocks are nothing."""
    things = [thing for block in root.iter("script") if _is_linked_data(block) for thing in _things(block.text or "")]
    pages = [thing for thing in things if _is_article(thing)]
    if not pages:
        return Told()
    page = max(
        pages,
        key=lambda thing: (
            bool(thing.get("comment")),
            "WebPage" not in str(thing.get("@type")),
            bool(thing.get("headline")),
        ),
    )
    return Told(
        title=_text(page.get("headline") or page.get("name")),
        author=_person(page.get("author")),
        published=iso_time(_text(page.get("datePublished") or page.get("dateCreated"))),
        url=_text(page.get("url")),
        text=_text(page.get("articleBody") or page.get("text")),
        declared=page.get("commentCount") if isinstance(page.get("commentCount"), int) else None,
        comments=tuple(_comments(page)),
    )


def _is_linked_data(block: Element) -> bool:
    return "ld+json" in (block.get("type") or "").lower()


def _things(text: str) -> Iterator[Thing]:
    """Give every object of a block, outer ones first."""
    try:
        waiting = deque([loaded(WRAPPING.sub("", text.strip()))])
    except ValueError:
        return
    seen = 0
    while waiting and seen < MOST:
        at = waiting.popleft()
        seen += 1
        if isinstance(at, dict):
            yield at
            waiting += [
                value for key, value in at.items() if key in {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"}
            ]
        elif isinstance(at, list):
            waiting += at


def _is_article(thing: Thing) -> bool:
    kinds = thing.get("@type")
    return any(str(kind).endswith(ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _comments(page: Thing) -> Iterator[Comment]:
    """Give the comments under an article depth first, without recursion."""
    waiting: list[tuple[Any, str | None]] = [(thing, None) for thing in reversed(_listed(page.get("comment")))]
    count = 0
    while waiting:
        thing, parent = waiting.pop()
        if not isinstance(thing, dict):
            continue
        count += 1
        comment = _comment(thing, parent, count)
        waiting += [(answer, comment.id) for answer in reversed(_listed(thing.get("comment") or thing.get("replies")))]
        yield comment


def _comment(thing: Thing, parent: str | None, place: int) -> Comment:
    said = plain(_text(thing.get("text") or thing.get("commentText") or thing.get("description")) or "")
    above = thing.get("parentItem")
    named = _identity(above) if isinstance(above, dict) else None
    return Comment(
        id=_identity(thing) or f"c{place}",
        parent=parent or named,
        author=_person(thing.get("author") or thing.get("creator")),
        published=iso_time(_text(thing.get("dateCreated") or thing.get("datePublished"))),
        text=said.text,
        quoted=said.quoted,
        links=said.links,
    )


def _identity(thing: Thing) -> str | None:
    named = _text(thing.get("identifier") or thing.get("@id") or thing.get("url"))
    return (named.rpartition("#")[2] or named)[:100] if named else None


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return str(value) if isinstance(value, str | int | float) and str(value).strip() else None


def _person(value: object) -> str | None:
    for person in _listed(value):
        name = _text(person.get("name")) if isinstance(person, dict) else _text(person)
        if name and not name.startswith(("http://", "https://")):
            return plain(name).text
    return None

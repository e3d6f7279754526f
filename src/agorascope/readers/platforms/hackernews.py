"""Hacker News: what its search at hn.algolia.com answers, an item with everything under it or a list of hits."""

from __future__ import annotations

from collections.abc import Iterator

from agorascope.readers.fields import words
from agorascope.readers.json.document import Row, count, document, identity, moment, rows
from agorascope.readers.json.shape import Shape, shape
from agorascope.readers.markup.rendering import plain
from agorascope.readers.threads.drafts import Drafts
from agorascope.readers.threads.notices import Notices
from agorascope.records import Article, Comment, Thread
from agorascope.sources import Source

ROOTS = frozenset({"story", "poll", "job", "comment"})
ITEM = (b'"story_id"', b'"created_at_i"')
MORE = "the search found {:,}, {:,} are in the file; ask for more with &hitsPerPage=1000 and &page=1"


class HackerNewsReader:
    """Hacker News from hn.algolia.com: /api/v1/items/NUMBER, or search results."""

    name = "hackernews"
    suffixes = (".json",)
    columns = ""

    def sniff(self, head: bytes, name: str) -> float:
        """Know an item by its children, hits by the story they name."""
        del name
        found = shape(head)
        return 0.95 if found is not None and (_is_item(found, head) or _are_hits(found, head)) else 0.0

    def read(self, source: Source) -> Iterator[Thread]:
        """Give a thread for each story; raises `ReadError` where there is none."""
        whole, told = document(source)
        found = Drafts()
        answers = rows(whole)
        for answer in answers:
            if isinstance(answer.get("hits"), list):
                _take_hits(answer, found)
            else:
                _take_item(answer, found)
        _tell_missing(answers, found.notices)
        yield from found.threads(source, self.name, told)


def _is_item(found: Shape, head: bytes) -> bool:
    if found.keys.get("children") != "array":
        return False
    return found.words.get("type") in ROOTS or any(mark in head for mark in ITEM)


def _are_hits(found: Shape, head: bytes) -> bool:
    return found.keys.get("hits") == "array" and b'"objectID"' in head and b'"story_id"' in head


def _take_item(root: Row, found: Drafts) -> None:
    """Take a story, or a comment that was asked for by itself, with all that stands under it."""
    if root.get("type") == "comment":
        thread = identity(root.get("story_id")) or ""
        waiting: list[tuple[object, str | None]] = [({**root, "parent_id": None}, None)]
    elif "children" in root:
        thread = identity(root.get("id")) or ""
        found.article(thread, _article(root, "text"), count(root.get("num_comments")))
        waiting = [(child, None) for child in _children(root)]
    else:
        found.notices.add("bad-item", "neither a story nor a comment; left out")
        return
    unnamed = 0
    while waiting:
        item, above = waiting.pop()
        if not isinstance(item, dict):
            found.notices.add("bad-item", "not a comment; left out")
            continue
        unnamed += 1
        name = identity(item.get("id")) or f"comment-{unnamed}"
        if words(item, "type") in {"comment", None}:  # what a poll offers is no comment
            found.comment(thread, _comment(item, name, identity(item.get("parent_id")) or above, "text"))
        waiting.extend((child, name) for child in _children(item))


def _children(item: Row) -> list[object]:
    """Give what stands under an item, its first at the end, from where it is taken."""
    children = item.get("children")
    return children[::-1] if isinstance(children, list) else []


def _take_hits(answer: Row, found: Drafts) -> None:
    """Take what a search found; stories first, since they know more of themselves than their comments do."""
    hits = [hit for hit in answer["hits"] if isinstance(hit, dict)]
    for number, hit in enumerate(sorted(hits, key=_is_comment), start=1):
        if _is_comment(hit):
            thread, name = identity(hit.get("story_id")) or "", identity(hit.get("objectID")) or f"hit-{number}"
            if words(hit, "story_title"):
                found.article(thread, Article(title=words(hit, "story_title"), url=words(hit, "story_url")))
            found.comment(thread, _comment(hit, name, identity(hit.get("parent_id")), "comment_text"))
        elif words(hit, "title"):
            thread = identity(hit.get("objectID")) or identity(hit.get("story_id")) or ""
            found.article(thread, _article(hit, "story_text"), count(hit.get("num_comments")))
        else:
            found.notices.add("bad-item", "neither a story nor a comment; left out")
    for _ in range(len(answer["hits"]) - len(hits)):
        found.notices.add("bad-item", "not an object; left out")


def _is_comment(hit: Row) -> bool:
    return hit.get("comment_text") is not None


def _tell_missing(answers: list[Row], notices: Notices) -> None:
    there = max((count(answer.get("nbHits")) or 0 for answer in answers), default=0)
    here = sum(len(answer["hits"]) for answer in answers if isinstance(answer.get("hits"), list))
    if there > here:
        notices.add("missing-comments", MORE.format(there, here))


def _article(row: Row, text: str) -> Article:
    """Make the article of a story; who posts a link did not write what it leads to."""
    typed = plain(words(row, text) or "")
    return Article(
        title=words(row, "title"),
        author=words(row, "author") if typed.text else None,
        published=moment(row.get("created_at"), row.get("created_at_i")),
        url=words(row, "url"),
        text=typed.text,
        headings=typed.headings,
    )


def _comment(row: Row, name: str, parent: str | None, text: str) -> Comment:
    typed = plain(words(row, text) or "")
    return Comment(
        id=name,
        parent=parent,
        author=words(row, "author"),
        published=moment(row.get("created_at"), row.get("created_at_i")),
        text=typed.text,
        quoted=typed.quoted,
        links=typed.links,
        site_status="deleted" if row.get(text) is None else None,
    )

"""Threads as rows of the layers `articles`, `comments` and `rejects`, and rows as threads again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct, convert, structs

from agorascope.records import Article, Chrome, Comment, Link, Notice, Offsets, Thread

Row = dict[str, Any]
_SAME = ("title", "author", "published", "url", "text")
_OWN = ("id", "parent", "number", "depth", "author", "author_url", "published", "text", "signature", "addressee")


class Held(Struct, frozen=True):
    """A thread of the corpus, with the names its comments have there."""

    thread: Thread
    comment_ids: tuple[str, ...]


def comment_id(discussion: str, comment: str) -> str:
    """Name a comment so that no other of the corpus has the name; `discussion` is unique in it."""
    return f"{discussion.replace('%', '%25').replace('#', '%23')}#{comment}"


def article_row(thread: Thread) -> Row:
    """Give the row of a thread in `articles`."""
    article = thread.article
    return {
        "discussion_id": thread.id,
        "source": thread.source,
        "format": thread.format,
        **{name: getattr(article, name) for name in _SAME},
        "headings": _spans(article.headings),
        "declared_comments": thread.declared_comments,
        "comments": len(thread.comments),
        "set_aside": [{"kind": k, "lines": n} for k, n in sorted(Counter(c.kind for c in thread.chrome).items())],
        "notices": [structs.asdict(notice) for notice in thread.notices],
    }


def comment_rows(thread: Thread) -> Iterator[Row]:
    """Give the rows of a thread in `comments`, in page order."""
    for comment in thread.comments:
        yield {
            "discussion_id": thread.id,
            "comment_id": comment_id(thread.id, comment.id),
            "parent_comment_id": comment_id(thread.id, comment.parent) if comment.parent else None,
            **{name: getattr(comment, name) for name in _OWN},
            "quoted": _spans(comment.quoted),
            "links": [structs.asdict(link) for link in comment.links],
            "by_article_author": comment.by_article_author,
            "site_status": comment.site_status,
        }


def notice_rows(thread: Thread) -> Iterator[Row]:
    """Give what a reader had to say of a thread, as rows of `rejects`."""
    for notice in thread.notices:
        yield reject(notice.code, notice.message, notice.where, source=thread.source, discussion=thread.id)


def reject(code: str, message: str, place: str = "", *, source: str | None, discussion: str | None = None) -> Row:
    """Give a row of `rejects`."""
    told = {"source": source, "discussion_id": discussion, "code": code}
    return {**told, "place": place or None, "message": message}


def held(articles: Sequence[Row], comments: Sequence[Row]) -> Iterator[Held]:
    """Put the threads of a part together again; both layers have the discussions in one order."""
    groups = {name: list(rows) for name, rows in groupby(comments, key=lambda row: row["discussion_id"])}
    for row in articles:
        own = groups.get(row["discussion_id"], [])
        yield Held(_thread(row, own), tuple(found["comment_id"] for found in own))


def _thread(row: Row, comments: Sequence[Row]) -> Thread:
    return Thread(
        id=row["discussion_id"],
        source=row["source"],
        format=row["format"],
        article=Article(**{name: row[name] for name in _SAME}, headings=_offsets(row["headings"])),
        comments=tuple(map(_comment, comments)),
        declared_comments=row["declared_comments"],
        chrome=tuple(_chrome(row["set_aside"])),
        notices=tuple(convert(notice, Notice) for notice in row["notices"]),
    )


def _comment(row: Row) -> Comment:
    return Comment(
        **{name: row[name] for name in _OWN},
        quoted=_offsets(row["quoted"]),
        links=tuple(convert(link, Link) for link in row["links"]),
        by_article_author=row["by_article_author"],
        site_status=row["site_status"],
    )


def _chrome(counted: Sequence[Mapping[str, Any]]) -> Iterator[Chrome]:
    """Give as many lines as were set aside: only their kinds are known any more."""
    for told in counted:
        yield from (Chrome(0, told["kind"], "") for _ in range(told["lines"]))


def _spans(offsets: Sequence[Offsets]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in offsets]


def _offsets(spans: Sequence[Mapping[str, int]]) -> tuple[Offsets, ...]:
    return tuple((span["start"], span["end"]) for span in spans)

"""Small documents of every format for the fuzzer to begin with, made of our own annotated discussions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.readers.discussions import Page, pages
from scripts.readers.exports import FORMATS, make

ROOT = Path(__file__).parents[2]
SMALL = 12_000


def seeds(name: str) -> Iterator[bytes]:
    """Give a few documents of a format."""
    if name == "text":
        yield from (path.read_bytes() for path in sorted((ROOT / "corpora" / "discussions").glob("*-dev.txt")))
    elif name == "html":
        yield from (path.read_bytes() for path in sorted((ROOT / "tests" / "readers" / "pages").glob("*.html")))
    elif name == "parquet":
        yield _parquet()
    elif name in FORMATS:
        yield _made(name)
    elif name in _DOCUMENTS:
        for page in islice(pages(), 3):
            yield json.dumps(_DOCUMENTS[name](page), ensure_ascii=False).encode()


def _made(name: str) -> bytes:
    with TemporaryDirectory() as folder:
        return make(name, Path(folder), SMALL, lambda _: None).path.read_bytes()[: 4 * SMALL]


def _parquet() -> bytes:
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(_rows(next(iter(pages())))), file)
    return file.getvalue()


def _rows(page: Page) -> list[dict[str, Any]]:
    return [
        {"id": str(c.id), "parent_id": c.parent and str(c.parent), "author": c.author, "text": c.text}
        for c in page.comments[:8]
    ]


def _reddit(page: Page) -> list[Any]:
    post = {"id": "p", "title": page.title, "selftext": "\n\n".join(page.paragraphs[:3]), "num_comments": 9}
    said = [
        {
            "kind": "t1",
            "data": {"id": f"k{c.id}", "parent_id": "t3_p", "body": c.text, "author": c.author, "replies": ""},
        }
        for c in page.comments[:5]
    ]
    more = {"kind": "more", "data": {"count": 2, "children": ["a", "b"]}}
    listings = ([{"kind": "t3", "data": post}], [*said, more])
    return [{"kind": "Listing", "data": {"children": children}} for children in listings]


def _hackernews(page: Page) -> dict[str, Any]:
    said = [
        {"id": c.id, "type": "comment", "author": c.author, "text": f"<p>{c.text}", "parent_id": 1, "children": []}
        for c in page.comments[:5]
    ]
    return {"id": 1, "type": "story", "title": page.title, "author": page.author, "text": None, "children": said}


def _youtube(page: Page) -> dict[str, Any]:
    said = [{"id": f"Ug{c.id}", "parent": "root", "text": c.text, "author": c.author} for c in page.comments[:5]]
    return {"id": "v", "title": page.title, "uploader": page.author, "webpage_url": page.url, "comments": said}


def _discourse(page: Page) -> dict[str, Any]:
    posts = [
        {"id": c.id, "post_number": c.id, "username": c.author, "cooked": f"<p>{c.text}</p>", "post_type": 1}
        for c in page.comments[:5]
    ]
    return {"id": 7, "title": page.title, "posts_count": 6, "post_stream": {"posts": posts, "stream": [1, 2, 3]}}


def _wordpress(page: Page) -> list[dict[str, Any]]:
    return [
        {"id": c.id, "post": 7, "parent": 0, "author_name": c.author, "content": {"rendered": f"<p>{c.text}</p>"}}
        for c in page.comments[:5]
    ]


def _json(page: Page) -> list[dict[str, Any]]:
    return _rows(page)


_DOCUMENTS = {
    "reddit": _reddit,
    "hackernews": _hackernews,
    "youtube": _youtube,
    "discourse": _discourse,
    "wordpress": _wordpress,
    "json": _json,
}

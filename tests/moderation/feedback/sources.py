"""Files with decisions: exports of sites in small, tables as people make them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from agorascope.moderation.feedback import Given, read
from agorascope.moderation.out import write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from agorascope.records import Decision, Notice

WXR_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>'
)


def wxr(comments: Sequence[tuple[str, str, str, str]], post: str = "7") -> bytes:
    """Make a WordPress export: id, author, text and status of each comment."""
    told = "".join(
        f"<wp:comment><wp:comment_id>{name}</wp:comment_id><wp:comment_author>{author}</wp:comment_author>"
        f"<wp:comment_date_gmt>2026-11-29 10:00:00</wp:comment_date_gmt>"
        f"<wp:comment_content>{escape(text)}</wp:comment_content><wp:comment_approved>{status}</wp:comment_approved>"
        "<wp:comment_type>comment</wp:comment_type></wp:comment>"
        for name, author, text, status in comments
    )
    return (
        f"{WXR_HEAD}<item><title>Loyalty</title><link>https://example.org/l</link><content:encoded>Words.</content:encoded>"
        f"<wp:post_id>{post}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{told}</item>"
        "</channel></rss>"
    ).encode()


def disqus(posts: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Make a Disqus export: id, author, text and which of isSpam, isDeleted, isApproved is said of each post."""
    told = "".join(
        f'<post dsq:id="{name}"><message>{escape(text)}</message><createdAt>2026-11-29T10:00:00Z</createdAt>'
        f"<isDeleted>{str(said == 'isDeleted').lower()}</isDeleted><isSpam>{str(said == 'isSpam').lower()}</isSpam>"
        f'<author><name>{author}</name></author><thread dsq:id="55"/></post>'
        for name, author, text, said in posts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><disqus xmlns="http://disqus.com"'
        ' xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="55"><forum>f</forum>'
        f"<link>https://example.org/l</link><title>Loyalty</title><message>Words.</message></thread>{told}</disqus>"
    ).encode()


def rest(comments: Sequence[tuple[str, str, str, str]]) -> bytes:
    """Make what WordPress's REST API answers to somebody who may moderate."""
    told = [
        {"id": int(name), "post": 7, "parent": 0, "author": 0, "author_name": author, "date_gmt": "2026-11-29T10:00:00",
         "content": {"rendered": f"<p>{escape(text)}</p>"}, "status": status, "type": "comment"}
        for name, author, text, status in comments
    ]  # fmt: skip
    return json.dumps(told).encode()


def written(decisions: Sequence[Decision], to: str = "jsonl") -> bytes:
    """Write decisions as we do."""
    file = io.BytesIO()
    write(to, decisions, file)
    return file.getvalue()


def both(
    path: Path, data: bytes, names: Mapping[str, str] | None = None, *, trust: bool = False
) -> tuple[list[Given], list[Notice]]:
    """Read decisions from a file, and what is told of them."""
    path.write_bytes(data)
    found = list(read(str(path), names or {}, trust_approved=trust))
    return [one for one in found if isinstance(one, Given)], [one for one in found if not isinstance(one, Given)]

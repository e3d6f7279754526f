"""Exports of any size on disk: WordPress, Disqus, JSON Lines and CSV in one file, HTML as a folder of pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from msgspec import Struct

from scripts.readers.discussions import Page, Said, pages

# Articles that are written together; in tables their rows stand between one another.
_TOGETHER = 50
_COLUMNS = ("id", "parent_id", "article_id", "author", "published", "text")
_HEADS = {
    "wxr": '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">\n'
    "<channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version>\n",
    "disqus": '<?xml version="1.0" encoding="utf-8"?>\n<disqus xmlns="http://disqus.com" '
    'xmlns:dsq="http://disqus.com/disqus-internals">\n',
    "csv": ",".join((*_COLUMNS, "article_title")) + "\r\n",
}
_TAILS = {"wxr": "</channel></rss>\n", "disqus": "</disqus>\n"}
_SUFFIXES = {"wxr": "xml", "disqus": "xml", "jsonl": "jsonl", "csv": "csv"}


class Made(Struct, frozen=True):
    """What was written, and how much of it."""

    path: Path
    bytes: int
    discussions: int
    comments: int


def make(name: str, folder: Path, size: int, tell: Callable[[str], None]) -> Made:
    """Write about `size` bytes of a format into a folder; progress is told."""
    path = folder / name
    put = _folder(path) if name == "html" else _file(path.with_suffix(f".{_SUFFIXES[name]}"))
    written = put("", _HEADS.get(name, ""))
    discussions = comments = shown = 0
    source = pages()
    while written < size:
        group = list(islice(source, _TOGETHER))
        written += sum(put(key, text) for key, text in _WRITERS[name](group))
        discussions += len(group)
        comments += sum(len(page.comments) for page in group)
        if written * 10 // size > shown:
            shown = written * 10 // size
            tell(f"{name}: {written / 1e6:,.0f} MB written")
    written += put("", _TAILS.get(name, ""))
    return Made(path if name == "html" else path.with_suffix(f".{_SUFFIXES[name]}"), written, discussions, comments)


def _file(path: Path) -> Callable[[str, str], int]:
    def put(_: str, text: str) -> int:
        with path.open("ab") as file:
            return file.write(text.encode())

    return put


def _folder(path: Path) -> Callable[[str, str], int]:
    path.mkdir()
    return lambda key, text: (path / f"{key}.html").write_bytes(text.encode()) if key else 0


def _wxr(group: Sequence[Page]) -> Iterator[tuple[str, str]]:
    for page in group:
        body = "\n\n".join(f"<h2>{p[3:]}</h2>" if p.startswith("## ") else p for p in page.paragraphs)
        head = (
            f"<item><title>{_cdata(page.title)}</title><link>{page.url}</link><dc:creator>{_cdata(page.author)}"
            f"</dc:creator><description></description><content:encoded>{_cdata(body)}</content:encoded>"
            f"<wp:post_id>{page.id}</wp:post_id><wp:post_date>{_cdata(page.published)}</wp:post_date>"
            f"<wp:post_date_gmt>{_cdata(page.published)}</wp:post_date_gmt><wp:post_name>{page.id}</wp:post_name>"
            "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\n"
        )
        yield "", head + "".join(map(_wxr_comment, page.comments)) + "</item>\n"


def _wxr_comment(comment: Said) -> str:
    return (
        f"<wp:comment><wp:comment_id>{comment.id}</wp:comment_id><wp:comment_author>{_cdata(comment.author)}"
        f"</wp:comment_author><wp:comment_author_email>{_cdata(f'u{comment.id}@example.org')}"
        "</wp:comment_author_email><wp:comment_author_url></wp:comment_author_url>"
        "<wp:comment_author_IP><![CDATA[192.0.2.1]]></wp:comment_author_IP>"
        f"<wp:comment_date>{_cdata(comment.published)}</wp:comment_date>"
        f"<wp:comment_date_gmt>{_cdata(comment.published)}</wp:comment_date_gmt>"
        f"<wp:comment_content>{_cdata(comment.text)}</wp:comment_content>"
        f"<wp:comment_approved>{_cdata('spam' if comment.is_spam else '1')}</wp:comment_approved>"
        "<wp:comment_type><![CDATA[comment]]></wp:comment_type>"
        f"<wp:comment_parent>{comment.parent or 0}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id>"
        "</wp:comment>\n"
    )


def _disqus(group: Sequence[Page]) -> Iterator[tuple[str, str]]:
    for page in group:
        thread = (
            f'<thread dsq:id="{page.id}"><id>{page.id}</id><forum>blog</forum><link>{page.url}</link>'
            f"<title>{escape(page.title)}</title><message>{_cdata(_paragraphs(page.paragraphs))}</message>"
            f"<createdAt>{_zulu(page.published)}</createdAt><author><name>{escape(page.author)}</name>"
            "<isAnonymous>false</isAnonymous></author><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>\n"
        )
        yield "", thread + "".join(_disqus_post(comment, page.id) for comment in page.comments)


def _disqus_post(comment: Said, thread: int) -> str:
    parent = f'<parent dsq:id="{comment.parent}" />' if comment.parent else ""
    return (
        f'<post dsq:id="{comment.id}"><id>wp_id={comment.id}</id>'
        f"<message>{_cdata(_paragraphs(comment.text.split(chr(10) * 2)))}</message>"
        f"<createdAt>{_zulu(comment.published)}</createdAt><isDeleted>false</isDeleted>"
        f"<isSpam>{'true' if comment.is_spam else 'false'}</isSpam><author><name>{escape(comment.author)}</name>"
        f'<isAnonymous>false</isAnonymous></author><thread dsq:id="{thread}" />{parent}</post>\n'
    )


def _jsonl(group: Sequence[Page]) -> Iterator[tuple[str, str]]:
    yield "", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(group))


def _csv(group: Sequence[Page]) -> Iterator[tuple[str, str]]:
    written = io.StringIO(newline="")
    titles = {page.id: page.title for page in group}
    rows = (row for row in _rows(group) if row["type"] == "comment")
    csv.writer(written).writerows([*(row[key] for key in _COLUMNS), titles[row["article_id"]]] for row in rows)
    yield "", written.getvalue()


def _rows(group: Sequence[Page]) -> Iterator[dict[str, Any]]:
    """Give the first row of every article, then the second of every one, and so on."""
    for together in zip_longest(*map(_rows_of, group)):
        yield from (row for row in together if row is not None)


def _rows_of(page: Page) -> Iterator[dict[str, Any]]:
    text = "\n\n".join(page.paragraphs)
    said = {"author": page.author, "published": page.published, "text": text}
    yield {"type": "article", "id": page.id, "title": page.title, "url": page.url, **said}
    for comment in page.comments:
        yield {
            "type": "comment",
            "id": comment.id,
            "article_id": page.id,
            "parent_id": comment.parent,
            "author": comment.author,
            "published": comment.published,
            "text": comment.text,
        }


def _html(group: Sequence[Page]) -> Iterator[tuple[str, str]]:
    """Give pages as WordPress's own themes write them."""
    for page in group:
        body = "".join(
            f"<h2>{escape(p[3:])}</h2>\n" if p.startswith("## ") else f"<p>{escape(p)}</p>\n" for p in page.paragraphs
        )
        written = (
            f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(page.title)}</title></head>'
            '<body class="single"><nav><ul><li><a href="/">Blog</a></li></ul></nav>\n<main>'
            f'<article class="post hentry"><h1 class="entry-title">{escape(page.title)}</h1>'
            f'<span class="author vcard">{escape(page.author)}</span>'
            f'<time class="entry-date published" datetime="{page.published[:10]}">{page.published[:10]}</time>'
            f'<div class="entry-content">\n{body}</div></article>\n<section id="comments" class="comments-area">'
            f'<h2 class="comments-title">{len(page.comments)} comments</h2>\n{_html_comments(page.comments)}'
            "</section></main><footer>Blog</footer></body></html>\n"
        )
        yield str(page.id), written


def _html_comments(comments: Sequence[Said]) -> str:
    """Write the tree of comments; the annotated ones are a few answers deep."""
    below: dict[int | None, list[Said]] = {}
    for comment in sorted(comments, key=lambda comment: comment.id):
        below.setdefault(comment.parent, []).append(comment)

    def written(parent: int | None, kind: str) -> str:
        inside = "".join(
            f'<li id="comment-{c.id}" class="comment"><article class="comment-body"><footer class="comment-meta">'
            f'<b class="fn">{escape(c.author)}</b><time datetime="{c.published}">{c.published}</time></footer>'
            f'<div class="comment-content">{_paragraphs(c.text.split(chr(10) * 2))}</div></article>'
            f"{written(c.id, 'children')}</li>\n"
            for c in below.get(parent, ())
        )
        return f'<ol class="{kind}">{inside}</ol>\n' if inside else ""

    return written(None, "comment-list")


def _paragraphs(paragraphs: Sequence[str]) -> str:
    return "\n".join(f"<p>{escape(part)}</p>".replace("\n", "<br />\n") for part in paragraphs)


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _zulu(moment: str) -> str:
    return moment.replace(" ", "T") + "Z"


_WRITERS = {"wxr": _wxr, "disqus": _disqus, "jsonl": _jsonl, "csv": _csv, "html": _html}
FORMATS = tuple(_WRITERS)

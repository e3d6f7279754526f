"""The inputs of the study, made from corpora/discussions (CC BY 4.0): a page, an export of WordPress, a table.

`python -m tests.study.inputs` writes them anew.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpora" / "discussions"
DATA = ROOT / "docs" / "examples" / "data"
_EXPORT = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Αγορά</title><link>https://example.org</link><wp:wxr_version>1.2</wp:wxr_version>
<item><title>{title}</title><link>{url}</link><dc:creator>{author}</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>4</wp:post_id>
<wp:post_date>{published} 08:00:00</wp:post_date><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
{comments}</item></channel></rss>
"""
_COMMENT = """\
<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_parent>{parent}</wp:comment_parent>
<wp:comment_author>{author}</wp:comment_author><wp:comment_date>{published}</wp:comment_date>
<wp:comment_approved>1</wp:comment_approved><wp:comment_content><![CDATA[{text}]]></wp:comment_content></wp:comment>
"""
_TABLE = ("文章id", "评论id", "回复id", "昵称", "评论时间", "评论内容", "标题", "文章正文")


def files() -> dict[str, bytes]:
    """Give each input by its name."""
    return {"club.txt": (CORPUS / "en-dev.txt").read_bytes(), "card.xml": _export(), "copywriters.csv": _table()}


def _rows(name: str) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]


def _number(identity: str | None) -> str:
    """Give the number at the end of an id, 0 for none, as WordPress does."""
    return identity.rpartition("-")[2] if identity else "0"


def _export() -> bytes:
    article, *comments = _rows("el-dev.jsonl")
    told = [
        _COMMENT.format(
            id=_number(row["id"]),
            parent=_number(row["parent_id"]),
            author=escape(row["author"] or ""),
            published=str(row["published"]).replace("T", " "),
            text=row["text"],
        )
        for row in comments
    ]
    names = {name: escape(str(article[name])) for name in ("title", "url", "author", "published")}
    return _EXPORT.format(**names, text=article["text"], comments="".join(told)).encode()


def _table() -> bytes:
    article, *comments = _rows("zh-dev.jsonl")
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_TABLE)
    for place, row in enumerate(comments):
        answered = _number(row["parent_id"]) if row["parent_id"] else ""
        about = (article["title"], "" if place else article["text"])  # the article once is enough
        writer.writerow(
            ["copywriters", _number(row["id"]), answered, row["author"], row["published"], row["text"], *about]
        )
    return out.getvalue().encode()


def main() -> None:
    """Write the inputs."""
    DATA.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (DATA / name).write_bytes(content)


if __name__ == "__main__":
    main()

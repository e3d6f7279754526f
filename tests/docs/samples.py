"""The files that every page may name (README.md lists them): made from our own corpora and test pages."""

from __future__ import annotations

import csv
import html
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.docs.blocks import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

CORPORA = ROOT / "corpora"
CLUBS = ROOT / "tests" / "together" / "pages"
LANGUAGES = ("el", "en", "zh")
Row = dict[str, Any]
_NAMES = ("Ann", "Μαρία", "小满", "Ruby H.", "Πέτρος", "老顾", "Iris", "Νίκος Π.", "青禾", "Gideon Marsh")
_BROKEN = """\
id,reply_to,user,created_at,likes,comment_body
1,,Ann,2026-11-28 09:10,3,The club is worth its fee.
2,1,Μαρία,2026-11-28 09:40,1,"Δεν συμφωνώ, η έκπτωση είναι για όλους."
3,,Petra,2026-11-28 10:05,0
4,,,2026-11-28 11:30,2,一年三百块，不值。
"""
_WXR = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The shop blog</title>
<link>https://blog.example</link><wp:wxr_version>1.2</wp:wxr_version>
{}</channel></rss>
"""
_POST = """\
<item><title>{title}</title><link>https://blog.example/{id}</link><dc:creator>{author}</dc:creator>
<content:encoded><![CDATA[{text}]]></content:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date_gmt>{published}</wp:post_date_gmt>
{comments}</item>
"""
_COMMENT = """\
<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{author}]]></wp:comment_author>
<wp:comment_date_gmt>{published}</wp:comment_date_gmt><wp:comment_content><![CDATA[{text}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_parent>0</wp:comment_parent></wp:comment>
"""


def make(folder: Path) -> None:
    """Write all of them into a new folder."""
    folder.mkdir()
    shutil.copy(CORPORA / "discussions" / "en-dev.txt", folder / "page.txt")
    shutil.copy(ROOT / "tests" / "readers" / "pages" / "wp-html5-el.html", folder / "page.html")
    _debate(folder)
    _annotated(folder)
    _reposts(folder)
    _labels(folder)
    _moderated(folder)
    (folder / "forum.csv").write_text(_BROKEN, encoding="utf-8")
    (folder / "corpora").symlink_to(CORPORA, target_is_directory=True)


def _debate(folder: Path) -> None:
    """Write three articles on one subject as text, web page and JSON, and with three more the small corpus."""
    written = (("a.txt", "club-en", _as_text), ("b.html", "club-el", _as_html), ("c.json", "club-zh", _as_json))
    (folder / "pages").mkdir()
    (folder / "corpus").mkdir()
    for name, page, form in written:
        article, *comments = _rows(CLUBS / f"{page}.jsonl")
        for place in (folder / name, *(folder / here / f"{page}{Path(name).suffix}" for here in ("pages", "corpus"))):
            place.write_text(form([article | {"id": place.stem}, *comments]), encoding="utf-8")
    for page in ("door-el", "door-zh", "chairs-en"):
        shutil.copy(CLUBS / f"{page}.jsonl", folder / "corpus")
    again = _rows(CLUBS / "club-en.jsonl")[1] | {"id": "3", "author": "Sam"}
    with (folder / "corpus" / "chairs-en.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(again) + "\n")


def _as_text(rows: Sequence[Row]) -> str:
    """Write a page as somebody copies it from a browser: answers are set in."""
    article, *comments = rows
    date = datetime.fromisoformat(article["published"])
    top = 0
    items = []
    for place, one in enumerate(comments, start=1):
        top += not one["parent_id"]
        head, inside = (f"    • {place}", "      ") if one["parent_id"] else (f"  {top}. {place}", "    ")
        items.append(f"{head}\n\n{inside}{one['text']}\n\n{inside}— {one['author']}\n")
    byline = f"{date.day} {date:%B %Y}, {article['author']}, {len(comments)} comments"
    return f"{byline}\n\n{article['title']}\n\n{article['text']}\n\n{len(comments)} Comments\n\n" + "\n".join(items)


def _as_html(rows: Sequence[Row]) -> str:
    """Write a page in the markup of WordPress."""
    article, *comments = rows
    paragraphs = "".join(f"<p>{html.escape(one)}</p>\n" for one in article["text"].split("\n\n"))
    items = "".join(
        f'<li id="comment-{one["id"]}" class="comment depth-1"><article class="comment-body">'
        f'<footer class="comment-meta"><b class="fn">{html.escape(one["author"])}</b> <span class="says">λέει:</span>'
        f'<time datetime="{one["published"]}">{one["published"]}</time></footer>'
        f'<div class="comment-content"><p>{html.escape(one["text"])}</p></div></article></li>\n'
        for one in comments
    )
    return (
        f'<!DOCTYPE html>\n<html lang="el"><head><meta charset="utf-8"><title>{html.escape(article["title"])}</title>'
        f'</head><body><article class="post hentry"><h1 class="entry-title">{html.escape(article["title"])}</h1>'
        f'<time class="entry-date published" datetime="{article["published"]}">{article["published"]}</time> '
        f'<span class="author vcard">{html.escape(article["author"])}</span>\n<div class="entry-content">{paragraphs}'
        f'</div></article><div id="comments"><h2 class="comments-title">{len(comments)} σχόλια</h2>'
        f'<ol class="comment-list">\n{items}</ol></div></body></html>\n'
    )


def _as_json(rows: Sequence[Row]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n"


def _annotated(folder: Path) -> None:
    for here, names in (("gold", ("en-dev", "zh-dev")), ("annotated", ("zh-dev",))):
        (folder / here).mkdir()
        for name in names:
            for suffix in (".json", ".txt"):
                shutil.copy(CORPORA / "discussions" / f"{name}{suffix}", folder / here)


def _reposts(folder: Path) -> None:
    """Write comments with exact, near and translated re-posts and a campaign, and those of another day."""
    found = _rows(CORPORA / "reposts" / "dev.jsonl")
    originals = [next(row for row in found if (row["kind"], row["lang"]) == ("original", lang)) for lang in LANGUAGES]
    clusters = {row["cluster"] for row in originals}
    told = [row for row in found if row["cluster"] in clusters and row["kind"] in {"original", "translation"}]
    texts = [(row["text"], row["lang"]) for row in told]
    texts += [(originals[0]["text"].upper(), originals[0]["lang"]), (originals[1]["text"] + " ☺", originals[1]["lang"])]
    texts += [(originals[2]["text"] + " " + _WORDS, "zh")]
    texts += [(_PLEA, "en")] * 4
    texts += [(row["text"], row["lang"]) for row in _rows(CORPORA / "comments" / "dev.jsonl")[::97]]
    comments = [_comment(place, text, lang, day=1) for place, (text, lang) in enumerate(texts, start=1)]
    _jsonl(folder / "comments.jsonl", comments)
    _jsonl(folder / "corpus.jsonl", comments)
    _csv(folder / "comments.csv", comments)
    _parquet(folder / "corpus.parquet", comments)
    again = [texts[0], (_PLEA + " Thank you.", "en"), ("The bicycle shop was closed when we came.", "en")]
    _jsonl(folder / "today.jsonl", [_comment(100 + n, text, lang, day=2) for n, (text, lang) in enumerate(again)])


_WORDS = "我说完了。"
_PLEA = (
    "Our neighbourhood library closes next month unless all of us write to the council before Friday evening. It takes "
    "two minutes, and without letters they will sell the building and its reading room for good."
)


def _comment(number: int, text: str, lang: str, day: int) -> Row:
    author, thread = _NAMES[number % len(_NAMES)], f"t{1 + number % 3}"
    published = f"2026-11-{20 + day}T{8 + number // 60:02}:{number % 60:02}:00"
    return {"id": f"c{number}", "author": author, "thread": thread, "published": published, "text": text, "lang": lang}


def _labels(folder: Path) -> None:
    """Write rows to label, rows with gold, and rows to learn spam from."""
    rows = _rows(CORPORA / "comments" / "dev.jsonl")
    plain = {lang: [row for row in rows if row["lang"] == lang and not row["spam"]] for lang in LANGUAGES}
    adverts = {lang: [row for row in rows if row["lang"] == lang and row["spam"]][:2] for lang in LANGUAGES}
    few = [row for lang in LANGUAGES for row in plain[lang][:3]]
    _jsonl(folder / "rows.jsonl", [_row(row) for row in few])
    gold = [row for lang in LANGUAGES for row in (*plain[lang][10:16], *adverts[lang])]
    named = ("sentiment", "stance", "reply", "spam")
    _jsonl(
        folder / "gold.jsonl",
        [_row(row) | {"label": row["sentiment"]} | {name: row[name] for name in named} for row in gold],
    )
    kept = ("text", "thesis", "stance", "style", "lang")
    own = [row for lang in LANGUAGES for row in plain[lang][20:24]]
    _jsonl(folder / "own.jsonl", [{name: row[name] for name in kept} for row in own])
    messages = _rows(CORPORA / "comments" / "messages.jsonl")[::22]
    _jsonl(folder / "train.jsonl", [{"text": row["text"], "label": row["label"]} for row in messages])


def _row(row: Row) -> Row:
    names = {"id": "id", "text": "text", "target": "thesis", "thesis": "thesis", "parent": "parent"}
    return {ours: row[theirs] for ours, theirs in names.items()} | {"key_point": row["thesis"], "lang": row["lang"]}


def _moderated(folder: Path) -> None:
    """Write an export of WordPress whose last comments are some hours old, and new comments to flag."""
    adverts = {row["id"]: row for row in _rows(CORPORA / "moderation" / "adverts.jsonl")}
    chosen = [next(row for row in adverts.values() if row["kind"] == kind) for kind in ("casino", "loan", "crypto")]
    late = datetime.now(UTC) - timedelta(hours=5)
    early = late - timedelta(days=9)
    posts = []
    for number, page, those in ((77, "club-en", chosen[:2]), (78, "club-el", (chosen[2], chosen[0]))):
        article, *comments = _rows(CLUBS / f"{page}.jsonl")
        texts = [one["text"] for one in (*comments, *those, comments[0])]
        told = [
            {
                "id": number * 100 + place,
                "author": _NAMES[place % len(_NAMES)],
                "published": (late if place > len(comments) else early).strftime("%Y-%m-%d %H:%M:%S"),
                "text": text,
            }
            for place, text in enumerate(texts, start=1)
        ]
        written = "".join(_COMMENT.format(**one) for one in told)
        posts.append(_POST.format(**article, number=number, comments=written))
    (folder / "export.xml").write_text(_WXR.format("".join(posts)), encoding="utf-8")
    innocent = _rows(CORPORA / "moderation" / "innocents.jsonl")[::120]
    new = [_comment(n, row["text"], row["lang"], day=3) for n, row in enumerate([*chosen, *innocent], start=200)]
    _jsonl(folder / "new.jsonl", new)
    _csv(folder / "new.csv", [{"body" if name == "text" else name: row[name] for name in row} for row in new])


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _jsonl(path: Path, rows: Sequence[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _csv(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _parquet(path: Path, rows: Sequence[Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(list(rows)), path)

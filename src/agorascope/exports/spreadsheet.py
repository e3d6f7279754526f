"""`xlsx-safe-csv`: tables for Excel, LibreOffice and Numbers; a row for each comment with all that was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from agorascope.corpus import layers
from agorascope.exports.cells import Safe
from agorascope.exports.files import Written, tables
from agorascope.exports.results import Results, Row, grouped

MOST: Final = 1_048_575
"""Rows of a sheet of Excel under the header."""
BETWEEN: Final = " | "
BESIDE: Final = ("language", "stance", "sentiment", "spam", "duplicates")

_COMMENTS: Final = (
    ("discussion_id", "comments", "discussion_id"),
    ("discussion_title", "articles", "title"),
    ("comment_id", "comments", "comment_id"),
    ("parent_comment_id", "comments", "parent_comment_id"),
    ("number", "comments", "number"),
    ("depth", "comments", "depth"),
    ("author", "comments", "author"),
    ("signature", "comments", "signature"),
    ("by_article_author", "comments", "by_article_author"),
    ("published", "comments", "published"),
    ("site_status", "comments", "site_status"),
    ("text", "comments", "text"),
    ("language", "language", "code"),
    ("language_confidence", "language", "confidence"),
    ("stance", "stance", "label"),
    ("stance_score", "stance", "score"),
    ("reply", "stance", "reply"),
    ("reply_score", "stance", "reply_score"),
    ("sentiment", "sentiment", "label"),
    ("sentiment_score", "sentiment", "score"),
    ("is_spam", "spam", "is_spam"),
    ("spam_score", "spam", "score"),
    ("spam_reasons", "spam", "reasons"),
    ("duplicate_of", "duplicates", "of"),
    ("duplicate_kind", "duplicates", "kind"),
    ("duplicate_similarity", "duplicates", "similarity"),
    ("duplicate_of_in_discussion", "duplicates", "thread_of"),
    ("duplicate_kind_in_discussion", "duplicates", "thread_kind"),
    ("campaign_authors", "duplicates", "campaign_authors"),
    ("campaign_hours", "duplicates", "campaign_hours"),
    ("arguments", "arguments", "quotes"),
)
_DISCUSSIONS: Final = (
    *(("articles", name) for name in ("discussion_id", "title", "author", "published", "url", "source", "format")),
    *(("articles", name) for name in ("declared_comments", "comments")),
    *(("summaries", name) for name in ("spam", "duplicates", "voices", "favor", "against", "none")),
    *(("summaries", name) for name in ("raw_favor", "raw_against", "raw_none", "controversy", "thesis", "headline")),
)
_POINTS: Final = (
    "discussion_id", "discussion_title", "place", "stance", "key_point", "prevalence", "comments", "comment_ids",
    "quotes", "languages", "voices", "counter_point",
)  # fmt: skip


def write(results: Results, out: Path) -> Iterator[Written]:
    """Write the comments, the discussions, their key points and what was refused; what no stage told is left empty."""
    results.need("articles")
    sheets = (
        ("comments", [name for name, _, _ in _COMMENTS], _comments(results), (*BESIDE, "arguments")),
        ("discussions", [name for _, name in _DISCUSSIONS], _discussions(results), ("summaries",)),
        ("key_points", _POINTS, _points(results), ("summaries",)),
        ("rejects", layers.schema("rejects").names, results.cells("rejects"), ("rejects",)),
    )
    for name, header, rows, known in sheets:
        yield from _sheet(out / f"{name}.csv", header, rows, results.absent(*known))


def _sheet(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], notes: tuple[str, ...]
) -> Iterator[Written]:
    for done in tables(path, header, rows, Safe(), most=MOST, encoding="utf-8-sig"):
        yield Written(done.path, done.count, done.what, (*done.notes, *notes))


def _comments(results: Results) -> Iterator[list[object]]:
    for part in range(results.parts):
        comments, articles = results.rows("comments", part), results.about("articles", part)
        argued = grouped(results.rows("arguments", part), "comment_id")
        found = [results.beside(name, part, comments) for name in BESIDE]
        for comment, *labels in zip(comments, *found, strict=True):
            known: dict[str, Row] = dict(zip(BESIDE, labels, strict=True))
            known |= {"comments": comment, "articles": articles[comment["discussion_id"]]}
            known["arguments"] = {"quotes": _quotes(argued.get((comment["comment_id"],), ()))}
            yield [_shown(known[layer].get(column)) for _, layer, column in _COMMENTS]


def _shown(value: object) -> object:
    """Give a value as it is, and of reasons for spam their codes."""
    if not isinstance(value, list):
        return value
    return BETWEEN.join(dict.fromkeys(reason["code"] for reason in value))


def _quotes(rows: Iterable[Row]) -> str:
    return BETWEEN.join(row["quote"] for row in rows)


def _discussions(results: Results) -> Iterator[list[object]]:
    for part in range(results.parts):
        summaries = results.about("summaries", part)
        for article in results.rows("articles", part):
            known = {"articles": article, "summaries": summaries.get(article["discussion_id"], {})}
            yield [known[layer].get(column) for layer, column in _DISCUSSIONS]


def _points(results: Results) -> Iterator[list[object]]:
    for part in range(results.parts):
        titles = {name: row["title"] for name, row in results.about("articles", part).items()}
        for row in results.rows("summaries", part):
            head = (row["discussion_id"], titles.get(row["discussion_id"]))
            texts = {point["id"]: point["text"] for point in row["key_points"]}
            yield from ([*head, *_point(place, point, texts)] for place, point in enumerate(row["key_points"], start=1))


def _point(place: int, point: Row, texts: Mapping[str, str]) -> list[object]:
    names = point["comment_ids"]
    told = [place, point["stance"], point["text"], point["prevalence"], len(names), BETWEEN.join(names)]
    told += [_quotes(point["quotes"]), BETWEEN.join(point["languages"])]
    return [*told, point["voices"], texts.get(point["counter"])]

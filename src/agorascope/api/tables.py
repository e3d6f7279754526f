"""The tables of discussions in memory: the layers of an analysed corpus, and `comments` with every label beside it.

One vocabulary holds for folder and memory: a column that stands in a layer has the layer's name, type and meaning.
`discussion_id` and `comment_id` join the tables; offsets count code points, and `quote == text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, structs

from agorascope.api import frames
from agorascope.corpus import layers
from agorascope.corpus.layers import SIDES, TONES
from agorascope.corpus.tellings import between_rows, people_rows, speaker_rows, summary_row
from agorascope.corpus.threads import comment_id
from agorascope.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from agorascope.records import CommentReport, Discussion, Label

Row = dict[str, Any]
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
LABELS: Final = (
    ("published_at", "time"),
    ("language", "string"),
    ("language_confidence", "float64"),
    ("stance", "string"),
    ("stance_score", "float64"),
    ("reply", "string"),
    ("reply_score", "float64"),
    ("sentiment", "string"),
    ("sentiment_score", "float64"),
    ("is_spam", "bool"),
    ("spam_score", "float64"),
    ("spam_reasons", "strings"),
    ("duplicate_of", "string"),
    ("duplicate_kind", "string"),
    ("duplicate_similarity", "float64"),
    ("arguments", "int64"),
)
"""What stands in `comments` beside the layer of that name; the names are those of `agorascope export`.

`published_at` is `published` where it can be read as a time, UTC where it names no zone. `spam_reasons` are codes,
`arguments` their number.
"""
_DROPPED: Final = {"articles": ("headings",), "stance": tuple(f"marginal_{side}" for side in SIDES)}
"""Columns of layers that a discussion no longer knows."""


@cache
def schema(name: str) -> pa.Schema:
    """Give the columns of a table with their types."""
    import pyarrow as pa

    if name == "comments":
        return pa.schema([*layers.schema(name), *(pa.field(one, _type(kind)) for one, kind in LABELS)])
    if name in _OWN:
        return pa.schema([pa.field(one, _type(kind)) for one, kind in _OWN[name]])
    known = layers.schema(name)
    return pa.schema([field for field in known if field.name not in _DROPPED.get(name, ())])


def _type(kind: str) -> pa.DataType:
    import pyarrow as pa

    return {
        "string": pa.string(),
        "float64": pa.float64(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "strings": pa.list_(pa.string()),
        "time": pa.timestamp("us", "UTC"),
    }[kind]


_OWN: Final = {
    "key_points": (
        ("discussion_id", "string"),
        ("key_point_id", "string"),
        ("text", "string"),
        ("stance", "string"),
        ("voices", "int64"),
        ("prevalence", "float64"),
        ("counter", "string"),
        ("comment_ids", "strings"),
        ("languages", "strings"),
    ),
    "quotes": (
        ("discussion_id", "string"),
        ("key_point_id", "string"),
        ("comment_id", "string"),
        ("start", "int64"),
        ("end", "int64"),
        ("quote", "string"),
    ),
    "duplicates": (
        ("discussion_id", "string"),
        ("comment_id", "string"),
        ("cluster", "string"),
        ("of", "string"),
        ("kind", "string"),
        ("similarity", "float64"),
    ),
}
"""Tables that are no layers: key points and their quotes a row each; re-posts within a discussion, and no others."""


def table(name: str, discussions: Iterable[Discussion]) -> pa.Table:
    """Make a table of discussions; raises `UsageError` for a name there is none of."""
    make = maker(name)
    return frames.arrow((row for one in discussions for row in make(one)), schema(name))


def maker(name: str) -> Callable[[Discussion], Iterable[Row]]:
    """Give what makes the rows of a table; raises `UsageError` that names the tables."""
    if name not in _MAKERS:
        raise UsageError(f"no table {name!r}; there are: {', '.join(_MAKERS)}")
    return _MAKERS[name]


def moment(published: str | None) -> datetime | None:
    """Read a time as `published` has it, UTC where it names no zone; None for what is none."""
    from agorascope.deduplication.posts import moment as seconds

    at = seconds(published)
    try:
        return None if at is None else _EPOCH + timedelta(seconds=at)
    except OverflowError:
        return None


def _articles(d: Discussion) -> Iterator[Row]:
    article = d.article
    yield {
        "discussion_id": d.id,
        "source": d.source,
        "format": d.format,
        **{name: getattr(article, name) for name in ("title", "author", "published", "url", "text")},
        "declared_comments": d.declared_comments,
        "comments": len(d.comments),
        "set_aside": [{"kind": kind, "lines": lines} for kind, lines in d.quality.chrome.items()],
        "notices": [structs.asdict(notice) for notice in d.quality.warnings],
    }


def _named(d: Discussion) -> Iterator[tuple[Row, CommentReport]]:
    for comment in d.comments:
        yield {"discussion_id": d.id, "comment_id": comment_id(d.id, comment.id)}, comment


def _comments(d: Discussion) -> Iterator[Row]:
    for name, c in _named(d):
        again = c.duplicate
        yield name | {
            **{field: getattr(c, field) for field in _AS_READ},
            "parent_comment_id": comment_id(d.id, c.parent) if c.parent else None,
            "quoted": [{"start": start, "end": end} for start, end in c.quoted],
            "links": [structs.asdict(link) for link in c.links],
            "published_at": moment(c.published),
            "language": c.language.code,
            "language_confidence": c.language.confidence,
            **_label("stance", c.stance),
            **_label("reply", c.reply),
            **_label("sentiment", c.sentiment),
            "is_spam": c.spam.is_spam,
            "spam_score": c.spam.score,
            "spam_reasons": list(dict.fromkeys(reason.code for reason in c.spam.reasons)),
            "duplicate_of": comment_id(d.id, again.of) if again else None,
            "duplicate_kind": again.kind if again else None,
            "duplicate_similarity": again.similarity if again else None,
            "arguments": len(c.arguments),
        }


_AS_READ: Final = (
    "id", "parent", "number", "depth", "author", "author_url", "published", "text", "signature", "addressee",
    "by_article_author", "site_status",
)  # fmt: skip


def _label(name: str, label: Label | None) -> Row:
    return {name: label.label if label else None, f"{name}_score": label.score if label else None}


def _languages(d: Discussion) -> Iterator[Row]:
    yield {"discussion_id": d.id, "comment_id": None, **structs.asdict(d.language)}
    yield from (name | structs.asdict(c.language) for name, c in _named(d))


def _spam(d: Discussion) -> Iterator[Row]:
    for name, c in _named(d):
        reasons = [structs.asdict(reason) for reason in c.spam.reasons]
        yield name | {"is_spam": c.spam.is_spam, "score": c.spam.score, "reasons": reasons}


def _arguments(d: Discussion) -> Iterator[Row]:
    about: Row = {"discussion_id": d.id, "comment_id": None}
    yield from (about | _argument(one) for one in d.article.arguments)
    yield from (name | _argument(one) for name, c in _named(d) for one in c.arguments)


def _argument(one: Struct) -> Row:
    told = structs.asdict(one)
    return {"argument_id": told.pop("id"), **told}


def _stances(d: Discussion) -> Iterator[Row]:
    for name, c in _named(d):
        reply = c.reply
        answer = {"reply": reply.label, "reply_score": reply.score, **reply.scores} if reply else {}
        yield name | {"label": c.stance.label, "score": c.stance.score} | answer | _scores(c.stance, SIDES)


def _scores(label: Label, names: Iterable[str]) -> Row:
    return {one: label.scores[one] for one in names}


def _tones(d: Discussion) -> Iterator[Row]:
    about: Row = {"discussion_id": d.id, "comment_id": None}
    told = [(about, d.article.sentiment), *((name, c.sentiment) for name, c in _named(d))]
    for name, tone in told:
        if tone:
            yield name | {"label": tone.label, "score": tone.score} | _scores(tone, TONES)


def _duplicates(d: Discussion) -> Iterator[Row]:
    for name, c in _named(d):
        if c.duplicate:
            told = structs.asdict(c.duplicate)
            yield name | told | {"of": comment_id(d.id, c.duplicate.of)}


def points_of(summary: Row) -> Iterator[Row]:
    """Give the key points of a row of `summaries`, a row each."""
    for point in summary["key_points"]:
        row = {name: value for name, value in point.items() if name not in {"id", "quotes"}}
        yield {"discussion_id": summary["discussion_id"], "key_point_id": point["id"], **row}


def quotes_of(summary: Row) -> Iterator[Row]:
    """Give the quotes under the key points of a row of `summaries`, a row each."""
    for point in summary["key_points"]:
        for quote in point["quotes"]:
            yield {"discussion_id": summary["discussion_id"], "key_point_id": point["id"], **quote}


_MAKERS: Final[dict[str, Callable[[Discussion], Iterable[Row]]]] = {
    "comments": _comments,
    "articles": _articles,
    "arguments": _arguments,
    "key_points": lambda d: points_of(summary_row(d)),
    "quotes": lambda d: quotes_of(summary_row(d)),
    "duplicates": _duplicates,
    "spam": _spam,
    "stance": _stances,
    "sentiment": _tones,
    "language": _languages,
    "summaries": lambda d: [summary_row(d)],
    "people": people_rows,
    "between": between_rows,
    "speakers": speaker_rows,
}
TABLES: Final = tuple(_MAKERS)
"""The tables of discussions."""

"""The layers of an analysed corpus: what their tables hold.

A layer is a folder of Parquet files, `part-00000.parquet` and so on; the same part of every layer is about the same
discussions. Rows stand in the order of the corpus. `discussion_id` and `comment_id` are unique in the corpus; where
`comment_id` is null a row is about the article. Offsets count code points in the text of the comment or the article.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.records import LABELS

if TYPE_CHECKING:
    import pyarrow as pa

VERSION: Final = "3"
"""Of the tables; another version is made anew."""

TONES, SIDES, REPLIES = (LABELS[task] for task in ("sentiment", "stance", "reply"))

_DISCUSSION = "discussion_id: string!"
_COMMENT = f"{_DISCUSSION}, comment_id: string!"
_ABOUT = f"{_DISCUSSION}, comment_id: string"


class Layer(Struct, frozen=True):
    """A layer: its name, its columns, and whether it has one row for each comment."""

    name: str
    columns: str
    each: bool = False


LAYERS: Final = (
    Layer(
        "articles",
        f"{_DISCUSSION}, source: string!, format: string!, title: string, author: string, published: string,"
        " url: string, text: string!, headings: spans!, declared_comments: int64, comments: int64!,"
        " set_aside: counts!, notices: notices!",
    ),
    Layer(
        "comments",
        f"{_COMMENT}, id: string!, parent: string, parent_comment_id: string, number: int64, depth: int64!,"
        " author: string, author_url: string, published: string, text: string!, quoted: spans!, links: links!,"
        " signature: string, addressee: string, by_article_author: bool!, site_status: string",
        each=True,
    ),
    Layer("rejects", "source: string, discussion_id: string, code: string!, place: string, message: string!"),
    Layer("language", f"{_ABOUT}, code: string!, script: string, confidence: float64!"),
    Layer(
        "duplicates",
        f"{_COMMENT}, cluster: string, of: string, kind: string, similarity: float64, campaign_authors: int64,"
        " campaign_hours: float64, thread_cluster: string, thread_of: string, thread_kind: string,"
        " thread_similarity: float64, thread_campaign: string",
        each=True,
    ),
    Layer("signals", f"{_COMMENT}, {{signals}}, reasons: reasons!", each=True),
    Layer("spam", f"{_COMMENT}, is_spam: bool!, score: float64!, reasons: reasons!", each=True),
    Layer(
        "arguments",
        f"{_ABOUT}, argument_id: string!, start: int64!, end: int64!, quote: string!, role: string!, score: float64!,"
        " holder: string, supports: string",
    ),
    Layer("theses", f"{_DISCUSSION}, thesis: string"),
    Layer(
        "stance",
        f"{_COMMENT}, label: string, score: float64!, favor: float64!, against: float64!, none: float64!,"
        " reply: string, reply_score: float64, agree: float64, disagree: float64, neutral: float64,"
        " marginal_favor: float64!, marginal_against: float64!, marginal_none: float64!",
        each=True,
    ),
    Layer(
        "sentiment",
        f"{_ABOUT}, label: string, score: float64!, negative: float64!, neutral: float64!, positive: float64!",
    ),
    Layer(
        "summaries",
        f"{_DISCUSSION}, thesis: string, headline: string!, comments: int64!, spam: int64!, duplicates: int64!,"
        " voices: int64!, favor: int64!, against: int64!, none: int64!, raw_favor: int64!, raw_against: int64!,"
        " raw_none: int64!, controversy: float64!, key_points: points!, unmatched: strings!, loose: quotes!,"
        " abstract: sentences!, turn: string, turn_p: float64, objections: objections!",
    ),
    Layer(
        "people",
        f"{_ABOUT}, person: string!, form: string!, start: int64, end: int64, reason: string!",
    ),
    Layer(
        "between",
        f"{_DISCUSSION}, speaker: string!, answered: string!, agree: int64!, disagree: int64!, neutral: int64!,"
        " comment_ids: strings!",
    ),
    Layer(
        "speakers",
        f"{_DISCUSSION}, speaker: string!, members: strings!, argument_ids: strings!, label: string, score: float64,"
        " favor: float64, against: float64, none: float64",
    ),
)
NAMES: Final = tuple(layer.name for layer in LAYERS)
WORK: Final = (
    Layer("forms", "place: int64!, comment_id: string!, digest: digest, order: string!, weight: int64!, code: string!"),
    Layer("firsts", "place: int64!"),
    Layer("keys", "place: int64!, keys: keys!"),
    Layer("led", "number: int64!, leader: int64!, similarity: float64!"),
    Layer("leads", "place: int64!, code: string!"),
    Layer("meanings", "place: int64!, vector: bytes!"),
    Layer(
        "found",
        "place: int64!, cluster: string!, of: string, kind: string, similarity: float64, campaign_authors: int64,"
        " campaign_hours: float64",
    ),
)
"""What only a run needs. `place` is a comment's part times 2**32 plus its row there; `number` a text's place among all
different texts in the order in which they are compared."""


def layer(name: str) -> Layer:
    """Give the layer of that name."""
    return next(layer for layer in (*LAYERS, *WORK) if layer.name == name)


@cache
def schema(name: str) -> pa.Schema:
    """Give the columns of a layer with their types; those that are marked `!` have a value in every row."""
    import pyarrow as pa

    fields = []
    for column in _columns(layer(name).columns).split(", "):
        field, _, kind = column.partition(": ")
        fields.append(pa.field(field, _types()[kind.rstrip("!")], nullable=not kind.endswith("!")))
    return pa.schema(fields)


def _columns(told: str) -> str:
    if "{signals}" not in told:
        return told
    from agorascope.spam import SIGNALS

    return told.replace("{signals}", ", ".join(f"{column(name)}: float64!" for name in SIGNALS))


def column(signal: str) -> str:
    """Give the column of a spam signal: its name without spaces."""
    return signal.replace(" ", "_")


@cache
def _types() -> dict[str, pa.DataType]:
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    span = [("start", number), ("end", number)]
    quote = pa.struct([("comment_id", text), *span, ("quote", text)])
    return {
        "string": text,
        "int64": number,
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "bytes": pa.binary(),
        "digest": pa.binary(16),
        "keys": pa.list_(pa.uint64()),
        "strings": pa.list_(text),
        "spans": pa.list_(pa.struct(span)),
        "links": pa.list_(pa.struct([*span, ("url", text)])),
        "counts": pa.list_(pa.struct([("kind", text), ("lines", number)])),
        "notices": pa.list_(pa.struct([("code", text), ("message", text), ("where", text)])),
        "reasons": pa.list_(pa.struct([("code", text), ("detail", text), *span])),
        "quotes": pa.list_(quote),
        "sentences": pa.list_(pa.struct([("kind", text), ("text", text), ("comment_ids", pa.list_(text))])),
        "objections": pa.list_(
            pa.struct([("comment_id", text), ("quote", text), ("answers", pa.list_(text))]),
        ),
        "points": pa.list_(
            pa.struct(
                [
                    ("id", text),
                    ("text", text),
                    ("stance", text),
                    ("voices", number),
                    ("prevalence", pa.float64()),
                    ("counter", text),
                    ("comment_ids", pa.list_(text)),
                    ("quotes", pa.list_(quote)),
                    ("languages", pa.list_(text)),
                ]
            )
        ),
    }

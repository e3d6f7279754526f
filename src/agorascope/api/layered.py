"""Tables of an analysed folder that are made of several layers, a part at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from agorascope.api import tables

if TYPE_CHECKING:
    import pyarrow as pa

    from agorascope.exports.results import Results

_FROM: Final = {
    "language": ("language", "code"),
    "language_confidence": ("language", "confidence"),
    "stance": ("stance", "label"),
    "stance_score": ("stance", "score"),
    "reply": ("stance", "reply"),
    "reply_score": ("stance", "reply_score"),
    "sentiment": ("sentiment", "label"),
    "sentiment_score": ("sentiment", "score"),
    "is_spam": ("spam", "is_spam"),
    "spam_score": ("spam", "score"),
    "duplicate_of": ("duplicates", "of"),
    "duplicate_kind": ("duplicates", "kind"),
    "duplicate_similarity": ("duplicates", "similarity"),
}
"""The layer and the column that each label of `comments` stands in."""


def comments(results: Results, part: int) -> pa.Table:
    """Put the labels beside the comments of a part; those of layers that are not there are nothing."""
    import pyarrow as pa

    rows = results.rows("comments", part)
    beside = {name: results.beside(name, part, rows) for name in dict.fromkeys(layer for layer, _ in _FROM.values())}
    argued = _argued(results, part)
    for number, row in enumerate(rows):
        row |= {name: beside[layer][number].get(column) for name, (layer, column) in _FROM.items()}
        reasons = beside["spam"][number].get("reasons")
        row["published_at"] = tables.moment(row["published"])
        row["spam_reasons"] = None if reasons is None else list(dict.fromkeys(one["code"] for one in reasons))
        row["arguments"] = None if argued is None else argued.get(row["comment_id"], 0)
    return pa.Table.from_pylist(rows, tables.schema("comments"))


def _argued(results: Results, part: int) -> dict[str, int] | None:
    """Count the arguments of each comment; None where nobody has looked for any."""
    from collections import Counter

    return Counter(row["comment_id"] for row in results.rows("arguments", part)) if results.has("arguments") else None


def points(results: Results, part: int) -> pa.Table:
    """Give the key points of a part, a row each."""
    return _rows(
        "key_points", [row for summary in results.rows("summaries", part) for row in tables.points_of(summary)]
    )


def quotes(results: Results, part: int) -> pa.Table:
    """Give the quotes under the key points of a part, a row each."""
    return _rows("quotes", [row for summary in results.rows("summaries", part) for row in tables.quotes_of(summary)])


def _rows(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pylist(rows, tables.schema(name))


MADE: Final[dict[str, Callable[[Results, int], pa.Table]]] = {
    "comments": comments,
    "key_points": points,
    "quotes": quotes,
}
"""What makes each of these tables."""

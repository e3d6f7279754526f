"""A row of each table of an analysed corpus, as Parquet gives it: the columns of `corpus.layers`, in words.

Offsets count code points in the text of the comment or the article. Where `comment_id` is null a row is about the
article. `agorascope export --to csv` writes the same columns; lists stand there as JSON, null as nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope.schemas.layers import found, read, told

if TYPE_CHECKING:
    from msgspec import Struct

LAYERS: Final[dict[str, type[Struct]]] = {
    "articles": read.Article,
    "comments": read.Comment,
    "rejects": read.Reject,
    "language": found.Language,
    "duplicates": found.Duplicate,
    "signals": found.Signals,
    "spam": found.Spam,
    "arguments": found.Argument,
    "theses": found.Thesis,
    "stance": found.Opinion,
    "sentiment": found.Sentiment,
    "summaries": told.Summary,
    "people": told.Form,
    "between": told.Between,
    "speakers": told.Speaker,
}
"""The row of each table."""

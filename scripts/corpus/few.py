"""Some comments of a large corpus that stand for it: a half in English, a quarter each in Greek and Chinese.

They are the first comments of four discussions, so that there are about as many comments to an article as in the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scripts.jsonl import objects

_LANGUAGES = ("en", "el", "zh", "en")

Row = dict[str, Any]


def chosen(corpus: Path, comments: int) -> list[Row]:
    """Give the rows of the first discussions that are large enough; raises `ValueError` where there are none."""
    share = -(-comments // len(_LANGUAGES))
    wanted, found = list(_LANGUAGES), []
    for discussion in _discussions(corpus):
        lang = discussion[0]["url"].split("/")[-2]
        if lang in wanted and len(discussion) > share:
            wanted.remove(lang)
            found += discussion[: 1 + min(share, comments - (len(_LANGUAGES) - len(wanted) - 1) * share)]
        if not wanted:
            return found
    raise ValueError(
        f"{corpus}: no discussion of {share} comments in {wanted[0]}; give more --comments, or less --peers"
    )


def about(rows: Sequence[Row]) -> Row:
    """Tell how many different texts of what length there are."""
    texts = [row["text"] for row in rows if row["type"] == "comment"]
    return {
        "articles": len(rows) - len(texts),
        "different_texts": len(set(texts)),
        "characters_a_comment": round(sum(map(len, texts)) / len(texts)),
    }


def _discussions(corpus: Path) -> Iterator[list[Row]]:
    """Give the rows of each discussion, its article first."""
    rows: list[Row] = []
    for row in objects(corpus):
        if row["type"] == "article" and rows:
            yield rows
            rows = []
        rows.append(row)
    yield rows

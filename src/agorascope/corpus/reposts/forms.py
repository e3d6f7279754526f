"""Texts made ready: their normal forms as digests, where their posts stand in the order, the language."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from agorascope.deduplication import Post
from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.posts import sortable
from agorascope.deduplication.translations.languages import known

if TYPE_CHECKING:
    from agorascope.corpus.part import Part
    from agorascope.corpus.threads import Row

PLACE: Final = 1 << 32
"""A comment's place is its part times this, plus its row."""
_DIGEST = 16


def forms(part: Part) -> Mapping[str, list[Row]]:
    """Give the rows of `forms`; texts without a visible sign have no digest and are no one's duplicate."""
    codes = {row["comment_id"]: row["code"] for row in part.folder.rows("language", part.number)}
    rows: list[Row] = []
    for held in part.each():
        for name, comment in zip(held.comment_ids, held.thread.comments, strict=True):
            form = Form(comment.text)
            rows.append(
                {
                    "place": part.number * PLACE + len(rows),
                    "comment_id": name,
                    "digest": _digest(form.exact) if form.exact else None,
                    "order": sortable(Post(name, "", published=comment.published)),
                    "weight": form.weight,
                    "code": known(codes[name]),
                }
            )
    return {"forms": rows}


def _digest(exact: str) -> bytes:
    return blake2b(exact.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()

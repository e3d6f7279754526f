"""What ties two comments in a thread, beside what their arguments say: pairs of comments of annotated pages.

The gold's key points name comments, so of two comments the likest two arguments count. `agree`: one answers the other
and agrees; `author`: one person wrote both; `branch`: both stand under one top-level comment.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from agorascope.language import facts
from agorascope.summary.points.likeness import read
from scripts.points.sides import CORPORA
from scripts.tasks.pages import HELD_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.inference import Models

TIES = ("agree", "author", "branch")
Comment = Any


class Comments:
    """Signs of pairs of comments of one side (what their arguments say, a mark for each tie) and the truth."""

    def __init__(self, models: Models, words: Any, *, held_out: bool) -> None:  # noqa: ANN401  scikit-learn is not typed
        """Read the annotated pages that models learned from, or those held out; `words` is the curve over texts."""
        rows = [row for page in _pages(held_out=held_out) for row in _rows(page, models, words)]
        self.signs = np.array([signs for signs, _ in rows])
        self.right = np.array([right for _, right in rows])


def both(pairs: Sequence[tuple[str, str]], models: Models) -> list[float]:
    """Give the sum of the head's log odds, read one way and the other."""
    ways = zip(read(pairs, models), read([pair[::-1] for pair in pairs], models), strict=True)
    return [one + other for one, other in ways]


def _pages(*, held_out: bool) -> list[Any]:
    pages = [msgspec.json.decode(p.read_bytes()) for p in sorted((CORPORA / "discussions").glob("*.json"))]
    return [page for page in pages if (page["id"].partition("-")[2] in HELD_OUT) == held_out]


def _rows(page: Any, models: Models, words: Any) -> list[tuple[list[float], bool]]:  # noqa: ANN401
    by_number = {c["n"]: c for c in page["comments"]}
    together = {frozenset(p) for k in page["key_points"] for p in combinations(sorted(k["comments"]), 2)}
    said = _said(page, models, words)
    found = []
    for (a, b), told in said.items():
        tie = _tie(by_number[a], by_number[b], by_number)
        found.append(([told, *(float(tie == one) for one in TIES)], frozenset((a, b)) in together))
    return found


def _said(page: Any, models: Models, words: Any) -> dict[tuple[int, int], float]:  # noqa: ANN401
    voting = [c for c in page["comments"] if c["stance"] != "none" and not c["spam"] and not c["duplicate_of"]]
    spans = [(c, a["quote"]) for c in voting for a in c["arguments"]]
    codes = [c["language"].split("-")[0] for c, _ in spans]
    known = [code if code in facts.LANGUAGES else "en" for code in codes]
    rows = models.meanings([quote for _, quote in spans], known).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    pairs = [
        (i, j)
        for (i, (a, _)), (j, (b, _)) in combinations(enumerate(spans), 2)
        if a["n"] != b["n"] and a["stance"] == b["stance"]
    ]
    told = both([(spans[i][1], spans[j][1]) for i, j in pairs], models)
    signs = np.array([[float(rows[i] @ rows[j]), odd] for (i, j), odd in zip(pairs, told, strict=True)])
    best: dict[tuple[int, int], float] = {}
    for (i, j), value in zip(pairs, words.decision_function(signs).tolist(), strict=True):
        key = (spans[i][0]["n"], spans[j][0]["n"])
        best[key] = max(value, best.get(key, value))
    return best


def _tie(one: Comment, other: Comment, by_number: dict[int, Comment]) -> str:
    first, second = sorted((one, other), key=lambda c: c["n"])
    if second["parent"] == first["n"] and second["reply"] == "agree":
        return "agree"
    if one["author"] and one["author"] == other["author"]:
        return "author"
    return "branch" if _root(one, by_number) == _root(other, by_number) else "none"


def _root(comment: Comment, by_number: dict[int, Comment]) -> int:
    while comment["parent"]:
        comment = by_number[comment["parent"]]
    return int(comment["n"])

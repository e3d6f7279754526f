"""What the thread itself tells of two comments: one agrees with the other, or one person or one branch has both.

Who agrees with a comment mostly makes its point: on the annotated pages that tells more than the words do
(`scripts/fit_likeness`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from agorascope.records import CommentReport
from agorascope.records.replies import forest, parents, tops
from agorascope.summary.points.spans import Span

Tie = Literal["agree", "author", "branch", "none"]


class Ties:
    """The ties of one thread's comments."""

    def __init__(self, comments: Sequence[CommentReport]) -> None:
        """Look up branches and agreement; circles and missing parents are cut."""
        above = forest(parents(comments))
        self.branch: dict[str, int] = {}
        self.agreed: dict[str, str] = {}
        for comment, up, top in zip(comments, above, tops(above), strict=True):
            self.branch.setdefault(comment.id, top)
            if up is not None and comment.reply and comment.reply.label == "agree":
                self.agreed.setdefault(comment.id, comments[up].id)

    def between(self, one: Span, other: Span) -> Tie:
        """Tell the strongest tie of the comments of two spans."""
        a, b = one.comment.id, other.comment.id
        if self.agreed.get(a) == b or self.agreed.get(b) == a:
            return "agree"
        if one.speaker == other.speaker:
            return "author"
        return "branch" if self.branch[a] == self.branch[b] else "none"

    def branches(self, spans: Iterable[Span]) -> list[list[int]]:
        """Group the places of spans by their branch."""
        found: dict[int, list[int]] = {}
        for place, span in enumerate(spans):
            found.setdefault(self.branch[span.comment.id], []).append(place)
        return list(found.values())

    def agreeing(self, spans: Sequence[Span]) -> list[tuple[list[int], list[int]]]:
        """Give the places of spans of comments that agree, beside those of the comments they agree with."""
        found: dict[str, list[int]] = {}
        for place, span in enumerate(spans):
            found.setdefault(span.comment.id, []).append(place)
        return [(places, found[self.agreed[c]]) for c, places in found.items() if self.agreed.get(c) in found]

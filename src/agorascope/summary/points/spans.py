"""The argument spans that may make key points: of comments that vote and take a side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from agorascope.language import facts
from agorascope.records import Argument, CommentReport, Quote, Stance
from agorascope.summary.points.clarity import clarity
from agorascope.summary.voices import person, sided


class Span(Struct, frozen=True):
    """An argument with its comment, who makes it, how clear it is alone, and the language whose facts serve it."""

    comment: CommentReport
    argument: Argument
    speaker: str
    clarity: float
    code: str

    @property
    def side(self) -> Stance:
        """The side of the comment."""
        return self.comment.stance.label or "none"  # type: ignore[return-value]  # a stance's labels are these

    @property
    def place(self) -> tuple[int, str, int]:
        """Where it stands: in the order of printed numbers, then ids."""
        return (self.comment.number or 0, self.comment.id, self.argument.start)

    @property
    def order(self) -> tuple[str, str, int]:
        """An order that is the spans' own, whatever stands beside them."""
        return (self.argument.quote, self.comment.id, self.argument.start)

    def quoted(self) -> Quote:
        """Give it as evidence."""
        return Quote(self.comment.id, self.argument.start, self.argument.end, self.argument.quote)


def spans(comments: Sequence[CommentReport]) -> Iterator[Span]:
    """Give the spans of comments that take a side."""
    for comment in sided(comments):
        code = facts.serving(comment.language.code)
        for argument in comment.arguments:
            yield Span(comment, argument, person(comment), clarity(argument.quote, argument.role, code), code)

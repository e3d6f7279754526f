"""Comments that take a side and argue nothing, but agree with one that does: 'Exactly!'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agorascope import language
from agorascope.language import facts
from agorascope.language.quoting import own_words
from agorascope.records import Argument, CommentReport
from agorascope.summary.points.spans import Span
from agorascope.summary.points.ties import Ties
from agorascope.summary.voices import person, sided

UNCLEAR = -100.0  # such words name no point


def nods(comments: Sequence[CommentReport], ties: Ties) -> Iterator[Span]:
    """Give the first sentence of their own of comments that agree with what they answer and have no argument.

    It is evidence that somebody joins a point; it never names one.
    """
    for comment in sided(comments):
        if comment.arguments or comment.id not in ties.agreed:
            continue
        code = facts.serving(comment.language.code)
        own = language.sentences(own_words(comment.text, comment.quoted), code)
        if own:
            start, end = own[0]
            said = Argument("", start, end, comment.text[start:end], "claim", 0.0)
            yield Span(comment, said, person(comment), UNCLEAR, code)

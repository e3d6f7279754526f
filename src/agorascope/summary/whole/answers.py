"""What the article's author answered: every objection, and the answers to it."""

from __future__ import annotations

from collections.abc import Sequence

from agorascope.records import CommentReport, Objection, Quote
from agorascope.records.replies import forest, parents, visits
from agorascope.summary.voices import counted
from agorascope.summary.whole.exchange import Exchange
from agorascope.summary.whole.shown import is_heard


def objections(comments: Sequence[CommentReport]) -> tuple[Objection, ...]:
    """List the comments against the article in page order, each with the answers of the article's author.

    An answer stands right under the objection, or further down in its branch under the same person or calling that
    person by name. Spam and re-posts object to nothing, but an answer under a re-post answers what is posted again.
    Nothing is listed where the author does not take part.
    """
    if not any(c.by_article_author and is_heard(c) for c in comments):
        return ()
    above = forest(parents(comments))
    exchange = Exchange(comments, above, _objecting(comments))
    for place, begins in visits(above):
        if begins:
            exchange.enter(place)
        else:
            exchange.leave()
    return tuple(
        Objection(comments[place].id, _quote(comments[place]), tuple(comments[n].id for n in answers))
        for place, answers in exchange.answers()
    )


def _objecting(comments: Sequence[CommentReport]) -> dict[int, int]:
    """Give the places of objections and of their re-posts, each with the place of the objection."""
    others = [(place, c) for place, c in enumerate(comments) if not c.by_article_author]
    own = [place for place, c in others if c.stance.label == "against" and counted([c])]
    posted = {comments[place].id: place for place in reversed(own)}
    again = {place: posted[c.duplicate.of] for place, c in others if c.duplicate and c.duplicate.of in posted}
    return {place: place for place in own} | again


def _quote(comment: CommentReport) -> Quote | None:
    """Give the surest argument in the writer's own words, of two a claim before a premise, then the first."""
    strongest = sorted(comment.arguments, key=lambda a: (-a.score, a.role != "claim", a.start))
    for a in strongest:
        if all(a.end <= start or end <= a.start for start, end in comment.quoted):
            return Quote(comment.id, a.start, a.end, a.quote)
    return None

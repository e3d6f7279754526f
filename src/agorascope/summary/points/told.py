"""Key points of a debate: the groups that are shown, the arguments that are not, the comments that none covers.

Extractive key points follow Bar-Haim et al. 2020, "From Arguments to Key Points"; the prevalence counts voices, not
sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from agorascope.records import SIDES, CommentReport, KeyPoint, Quote
from agorascope.summary.points.counters import countered
from agorascope.summary.points.grouping import groups, worth_reading
from agorascope.summary.points.likeness import alike
from agorascope.summary.points.nods import UNCLEAR, nods
from agorascope.summary.points.spans import Span, spans
from agorascope.summary.points.ties import Ties
from agorascope.summary.voices import person, sided

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.records import Label

    Rows = NDArray[np.float32]

FEW, MOST = 6, 20  # points of a side: so many also where one voice makes each, so many at most


class Reader(Protocol):
    """What key points ask of the models."""

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> NDArray[np.int16]:
        """Give a vector for each text that says what it says in whatever language."""

    def predict(self, task: str, texts: Sequence[str], targets: Sequence[str] | None = None) -> list[Label]:
        """Label texts, with targets."""


class Points(Struct, frozen=True):
    """The key points, the ids of comments with a side and no point, and the arguments that stand under none."""

    points: tuple[KeyPoint, ...]
    unmatched: tuple[str, ...]
    loose: tuple[Quote, ...]


class Group(Struct, frozen=True):
    """Spans of one side that make one point; the first names it, the others follow in the order of the page."""

    spans: tuple[Span, ...]
    row: Rows

    @property
    def voices(self) -> int:
        """How many people make the point."""
        return len({span.speaker for span in self.spans})

    @property
    def rank(self) -> tuple[int, float, tuple[str, str, int]]:
        """Most voices first, then the clearest."""
        return (-self.voices, -self.spans[0].clarity, self.spans[0].order)


def key_points(comments: Sequence[CommentReport], models: Reader, likeness: float) -> Points:
    """Find the points of both sides, those with most voices first; spam and re-posts do not count.

    `likeness` is the least probability that an argument makes the point of the one that names it. Of a side, all
    points with two voices or more are told, at most `MOST`, and where these are few also single voices, up to `FEW`;
    other arguments are `loose`. Raises `ModelError`.
    """
    ties = Ties(comments)
    found = sorted((*spans(comments), *nods(comments, ties)), key=lambda span: span.order)
    shown = [group for side in SIDES for group in _shown(_groups(found, side, ties, models, likeness))]
    shown.sort(key=lambda group: group.rank)
    people = len({person(c) for c in sided(comments)})
    points = [_point(n, group, people) for n, group in enumerate(shown, start=1)]
    told = countered(points, [group.row for group in shown], comments, models)
    return Points(tuple(told), _unmatched(comments, told), _loose(found, told))


def _groups(found: Sequence[Span], side: str, ties: Ties, models: Reader, likeness: float) -> list[Group]:
    own = [span for span in found if span.side == side]
    rows = _rows(own, models)
    pairs = worth_reading(rows, ties.branches(own), ties.agreeing(own))
    texts = [(own[a].argument.quote, own[b].argument.quote) for a, b in pairs]
    near = [round(float(rows[a] @ rows[b]), 5) for a, b in pairs]
    told = alike(texts, near, [ties.between(own[a], own[b]) for a, b in pairs], likeness, models)
    order = sorted(range(len(own)), key=lambda n: (-own[n].clarity, own[n].order))
    led = groups(order, dict(zip(pairs, told, strict=True)), likeness)
    return [_group([own[n] for n in places], rows[places[0]]) for places in led]


def _rows(own: Sequence[Span], models: Reader) -> Rows:
    import numpy as np

    turned = models.meanings([span.argument.quote for span in own], [span.code for span in own]).astype(np.float32)
    return turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6)  # type: ignore[no-any-return]


def _group(led: Sequence[Span], row: Rows) -> Group:
    return Group((led[0], *sorted(led[1:], key=lambda span: span.place)), row)


def _shown(found: Sequence[Group]) -> list[Group]:
    """Choose what is told; of single voices everybody's first goes before anybody's second."""
    ranked = sorted((group for group in found if group.spans[0].clarity > UNCLEAR), key=lambda group: group.rank)
    several = [group for group in ranked if group.voices > 1][:MOST]
    before: Counter[str] = Counter(span.speaker for group in several for span in group.spans)
    turns = []
    for group in (one for one in ranked if one.voices == 1):
        speaker = group.spans[0].speaker
        turns.append((before[speaker], group))
        before[speaker] += 1
    turns.sort(key=lambda turn: turn[0])
    return [*several, *(group for _, group in turns)][: max(FEW, len(several))]


def _point(number: int, group: Group, people: int) -> KeyPoint:
    in_page = sorted(group.spans, key=lambda span: span.place)
    return KeyPoint(
        text=group.spans[0].argument.quote,
        stance=group.spans[0].side,
        comments=tuple(dict.fromkeys(span.comment.id for span in in_page)),
        quotes=tuple(span.quoted() for span in group.spans),
        prevalence=round(group.voices / people, 4) if people else 0.0,
        languages=tuple(sorted({span.comment.language.code for span in group.spans})),
        id=f"k{number}",
        voices=group.voices,
    )


def _unmatched(comments: Sequence[CommentReport], points: Sequence[KeyPoint]) -> tuple[str, ...]:
    covered = {comment for point in points for comment in point.comments}
    return tuple(c.id for c in sided(comments) if c.id not in covered)


def _loose(found: Sequence[Span], points: Sequence[KeyPoint]) -> tuple[Quote, ...]:
    under = {(q.comment, q.start, q.end) for point in points for q in point.quotes}
    quotes = [span.quoted() for span in sorted(found, key=lambda span: span.place) if span.clarity > UNCLEAR]
    return tuple(quote for quote in quotes if (quote.comment, quote.start, quote.end) not in under)

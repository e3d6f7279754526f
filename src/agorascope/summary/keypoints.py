"""Key points: what several voices say, in the words of one of them.

Argument spans are grouped by meaning within one stance: spans in order of strength open a group
or join the nearest one (leader clustering, Hartigan 1975), so a group never drifts away from the
sentence that names it. Extractive key points follow Bar-Haim et al. 2020, "From Arguments to Key Points".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from agorascope.records import Argument, CommentReport, KeyPoint, Quote, Stance
from agorascope.summary.voices import counted, person

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIDES: tuple[Stance, ...] = ("favor", "against")
PER_SIDE = 6
BEST_LENGTH = 80  # characters: long enough to be a sentence, short enough to be read at a glance


class Embedder(Protocol):
    """Anything that gives unit vectors for texts."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one unit row per text."""


class _Span(Struct, frozen=True):
    comment: CommentReport
    argument: Argument
    strength: float

    @property
    def order(self) -> tuple[float, str, int]:
        return (-self.strength, self.comment.id, self.argument.start)


def key_points(comments: Sequence[CommentReport], models: Embedder, likeness: float) -> tuple[KeyPoint, ...]:
    """Find the strongest points of both sides, the most supported first, at most `PER_SIDE` a side.

    Spam and re-posts do not count. `likeness` is the least cosine similarity, after the
    discussion's common direction is taken out, for two spans to make the same point.
    """
    voting = [c for c in counted(comments) if c.stance.label in SIDES]
    people = len({person(c) for c in voting})
    spans = sorted((_Span(c, a, _strength(a)) for c in voting for a in c.arguments), key=lambda s: s.order)
    if not spans:
        return ()
    rows = centred(models.embed([s.argument.quote for s in spans]))
    points = [p for side in SIDES for p in _side(spans, rows, side, likeness, people)]
    return tuple(sorted(points, key=lambda p: -p.prevalence))


def unmatched(comments: Sequence[CommentReport], points: Sequence[KeyPoint]) -> tuple[str, ...]:
    """List the comments that take a side but stand under no key point."""
    covered = {comment for point in points for comment in point.comments}
    return tuple(c.id for c in counted(comments) if c.stance.label in SIDES and c.id not in covered)


def _side(
    spans: Sequence[_Span], rows: NDArray[np.float32], side: Stance, likeness: float, people: int
) -> list[KeyPoint]:
    own = [i for i, s in enumerate(spans) if s.comment.stance.label == side]
    groups = [[spans[i] for i in group] for group in _groups(own, rows, likeness)]
    groups.sort(key=lambda group: (-len({person(s.comment) for s in group}), group[0].order))
    return [_point(group, side, people) for group in _one_each(groups)[:PER_SIDE]]


def _one_each(groups: Sequence[list[_Span]]) -> list[list[_Span]]:
    """Let everybody's first point go before anybody's second, so that one long comment does not fill a side."""
    before: Counter[str] = Counter()
    turns = []
    for group in groups:
        speaker = person(group[0].comment)
        turns.append(before[speaker])
        before[speaker] += 1
    return [group for _, group in sorted(zip(turns, groups, strict=True), key=lambda pair: pair[0])]


def _strength(argument: Argument) -> float:
    """Prefer sure claims of a readable length: a key point is read on its own."""
    length = len(argument.quote)
    clarity = min(length, BEST_LENGTH) / max(length, BEST_LENGTH)
    return argument.score * (1.0 if argument.role == "claim" else 0.7) * (0.5 + 0.5 * clarity)


def _groups(spans: Sequence[int], rows: NDArray[np.float32], likeness: float) -> list[list[int]]:
    """Group span numbers around leaders, the strongest span first; `rows` are their centred unit vectors."""
    import numpy as np

    leaders = np.empty((len(spans), rows.shape[1]), rows.dtype)
    groups: list[list[int]] = []
    for span in spans:
        near = leaders[: len(groups)] @ rows[span]
        best = int(near.argmax()) if groups else -1
        if groups and near[best] >= likeness:
            groups[best].append(span)
        else:
            leaders[len(groups)] = rows[span]
            groups.append([span])
    return groups


def centred(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Take out what all unit rows share: in one discussion every sentence is near the topic; fewer than three stay."""
    import numpy as np

    if len(rows) < 3:  # noqa: PLR2004 - two points have no common direction worth removing
        return rows
    centred = rows - rows.mean(axis=0)
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return (centred / np.maximum(norms, 1e-6)).astype(np.float32)  # type: ignore[no-any-return]


def _point(group: Sequence[_Span], side: Stance, people: int) -> KeyPoint:
    ordered = sorted(group, key=lambda s: (s.comment.number or 0, s.comment.id, s.argument.start))
    supporters = {person(s.comment) for s in group}
    return KeyPoint(
        text=group[0].argument.quote,
        stance=side,
        comments=tuple(dict.fromkeys(s.comment.id for s in ordered)),
        quotes=tuple(Quote(s.comment.id, s.argument.start, s.argument.end, s.argument.quote) for s in ordered),
        prevalence=round(len(supporters) / people, 4) if people else 0.0,
        languages=tuple(sorted({s.comment.language.code for s in group})),
    )

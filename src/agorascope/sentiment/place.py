"""The tone of a comment with its place in the thread in view.

The words alone leave many short and dry comments open; who asks is seldom angry, who agrees is often pleased, who
takes a side is seldom without a tone. What the words say is multiplied by the root of how much likelier than usual
each tone is for the reply's and the stance's label (naive Bayes, halved because the two are not independent; counted
on our own discussions, `scripts/tasks/edges.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import LABELS, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HALF = 0.5  # stance and reply say in part the same, and the words have been read with both in view
Lifts = tuple[float, float, float]

BY_REPLY: dict[str, Lifts] = {
    "agree": (1.212, 0.489, 1.686),
    "disagree": (1.081, 1.206, 0.35),
    "neutral": (0.086, 1.86, 1.094),
}
BY_STANCE: dict[str, Lifts] = {
    "favor": (1.182, 0.748, 1.165),
    "against": (1.274, 0.77, 0.908),
    "none": (0.165, 1.885, 0.86),
}


def in_place(tones: Sequence[Label], stances: Sequence[Label], replies: Sequence[Label | None]) -> list[Label]:
    """Give each comment's tone again, with its stance and its reply in view; three sequences of one length."""
    return [_moved(tone, stance, reply) for tone, stance, reply in zip(tones, stances, replies, strict=True)]


def _moved(tone: Label, stance: Label, reply: Label | None) -> Label:
    lifts = [_mixed(stance.scores, BY_STANCE)] + ([_mixed(reply.scores, BY_REPLY)] if reply else [])
    raw = [tone.scores[name] for name in LABELS["sentiment"]]
    for lift in lifts:
        raw = [share * factor**HALF for share, factor in zip(raw, lift, strict=True)]
    total = sum(raw) or 1.0
    return Label.likeliest({name: share / total for name, share in zip(LABELS["sentiment"], raw, strict=True)})


def _mixed(scores: Mapping[str, float], table: Mapping[str, Lifts]) -> Lifts:
    """Mix the rows of a table by the probabilities of its labels."""
    first, second, third = (sum(share * table[name][at] for name, share in scores.items()) for at in range(3))
    return first, second, third

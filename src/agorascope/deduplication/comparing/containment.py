"""Whether one comment is another one cut short, or with a signature or link added at its end."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import partial_ratio_alignment

_CUT_SHARE = 0.6
_LONG_BASE = 100
_LONG_SHARE = 0.75
_TINY_ADDITION = 12
_ADDITION = 60
CONTAINED = 0.93
_SLACK = 8
_PIECE, _PIECES = 6, 12
_ENDED = re.compile(r"(?<!\.)[.!?;。！？)\]»”’\"'）】」』~]\s*$")  # an ellipsis breaks off
_SIGNED = re.compile(r"\n|\s[-–—~]{1,2}\s*\w|——|[(（]|www\.|https?://|\w@\w|\s@\w")


def contained(short: str, long: str) -> float:
    """Give how much of the form `short` stands in the form `long` in one piece, 0.0 if it is less than 0.93."""
    if short in long:
        return 1.0
    if not _may_hold(short, long):
        return 0.0
    found = partial_ratio_alignment(short, long, score_cutoff=100 * CONTAINED)
    return found.score / 100 if found else 0.0


def _may_hold(short: str, long: str) -> bool:
    """Tell whether a third of some pieces of `short` stand in `long`; an alignment is sought for nothing else.

    With seven letters of a hundred changed, at least five of twelve pieces are whole.
    """
    step = max(_PIECE, len(short) // _PIECES)
    held = [short[at : at + _PIECE] in long for at in range(0, len(short) - _PIECE + 1, step)]
    return 3 * sum(held) >= len(held)


def may_repeat(short: str, long: str, weights: tuple[int, int]) -> bool:
    """Tell whether the raw text `long` can be `short` with an addition, or `short` can be `long` cut.

    A text that breaks off is a cut one; a text that ends is the beginning of another comment unless what follows is a
    signature, a link, a word or two, or little beside a long text: two people who open with the same praise have
    written two comments. `weights` are the lengths of both.
    """
    added = weights[1] - weights[0]
    share = weights[0] / max(1, weights[1])
    if added <= _TINY_ADDITION or (weights[0] >= _LONG_BASE and share >= _LONG_SHARE):
        return True
    if not _ENDED.search(short[-_ADDITION:]) and share >= _CUT_SHARE:
        return True
    tail = long[-(added + _SLACK) :]
    return added <= _ADDITION and _SIGNED.search(tail) is not None

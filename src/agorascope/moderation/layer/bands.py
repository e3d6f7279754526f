"""Bands of the general model's score, so that what is learned of sure adverts says nothing about sure comments.

Moderators mostly see what is flagged: a straight line through such decisions would be drawn on to comments that nobody
looked at, and where a site welcomes what the general model is surest of, everything else would turn into spam. So every
weight exists once in each of three bands, and a comment is weighed by the two that it stands between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from agorascope.moderation.layer.seen import Matrix

BANDS: Final = (-4.0, 0.0, 4.0)
"""Logits of the general model at which the bands are centred: surely a comment, unsure, surely spam."""


def shares(logits: Matrix) -> Matrix:
    """Tell how far each comment belongs to each band: (comments, bands), rows add up to one."""
    import numpy as np

    corners = np.eye(len(BANDS))
    return np.stack([np.interp(logits, BANDS, corner) for corner in corners], axis=1)

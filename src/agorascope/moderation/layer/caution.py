"""What may make spam of a comment that the general model lets stand: the layer lets through more easily than it marks.

A good comment that is taken down costs more than an advert that stays, so whatever raises a comment must be two to one.
And links, praise, capitals or another language alone never make spam of a bare comment (one in which nothing is offered
or asked for): only where the moderator has shown, by several different ones, what is done about such a thing here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.moderation.layer import seen as looking
from agorascope.moderation.layer.seen import SIGNS, Features

if TYPE_CHECKING:
    from agorascope.moderation.layer.alike import Numbers
    from agorascope.moderation.layer.mode import Labels
    from agorascope.moderation.layer.seen import Flags, Matrix

ODDS: Final = math.log(2)
"""What is taken off whatever raises a comment above the general model, in logits."""
SHOWN: Final = 5
"""Different bare comments with a sign, let stand by the general model, that must have been marked as spam ..."""
TO_ONE: Final = 9
"""... and so many times as many as were approved; and different comments of a language that must have been decided."""


class Shown(Struct, frozen=True):
    """What the moderator has shown: `signs` that make bare comments spam here, `languages` that are judged by words."""

    signs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def shown(seen: Sequence[Features], labels: Labels, group: Numbers) -> Shown:
    """Tell what decisions have shown; `group` are the numbers of near-equal comments, which count once."""
    stands = looking.bare(seen) & (looking.logits(seen) < 0.0)
    by_sign = looking.signs(seen)
    signs = []
    for n, name in enumerate(SIGNS):
        those = stands & by_sign[:, n]
        marked, approved = (len(set(group[those & side].tolist())) for side in (labels, ~labels))
        if marked >= max(SHOWN, TO_ONE * approved):
            signs.append(name)
    groups: dict[str, set[int]] = {}
    for one, number in zip(seen, group.tolist(), strict=True):
        groups.setdefault(one.language, set()).add(number)
    return Shown(tuple(signs), tuple(sorted(code for code, held in groups.items() if len(held) >= SHOWN)))


def held(seen: Sequence[Features], shown: Shown) -> Flags:
    """Tell which comments must not be raised: bare ones that the general model lets stand, and no words to judge by.

    A sign that was shown is enough to raise one; without signs, words of a language that was shown are.
    """
    import numpy as np

    signs = looking.signs(seen)
    enough = signs[:, [SIGNS.index(name) for name in shown.signs]].any(axis=1)
    readable = np.array([bool(one.vector) and one.language in shown.languages for one in seen], dtype=bool)
    return np.asarray(
        looking.bare(seen) & (looking.logits(seen) < 0.0) & ~enough & (signs.any(axis=1) | ~readable), dtype=bool
    )


def cautious(logits: Matrix, general: Matrix, held: Flags) -> Matrix:
    """Take `ODDS` off whatever stands above the general model, all of it where it is held, but go no further down."""
    import numpy as np

    above = np.where(held, general, np.maximum(general, logits - ODDS))
    found: Matrix = np.where(logits > general, above, logits)
    return found

"""Which text leads and which follows: each compared with leaders only, in one fixed order, never along a chain.

Leader clustering (Hartigan 1975, chapter 3): the first text of the order leads; each further one follows the most
similar leader before it, or leads itself. The order is given, so that the result depends on the set of texts alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.comparing.similarity import similarity
from agorascope.deduplication.signatures.buckets import Buckets
from agorascope.deduplication.watching import Watch, nobody

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.deduplication.forms.form import Form
    from agorascope.deduplication.signatures.windows import Hashes

_TOLD_EVERY = 10_000
BRIEF = 60


class Followed(Struct, frozen=True):
    """The number of the text that another one follows, and how alike they are."""

    leader: int
    similarity: float


def near(
    forms: Sequence[Form], rows: Sequence[int], keys: Hashes, least: float, watch: Watch = nobody
) -> dict[int, Followed]:
    """Find the near-duplicates among different texts, which stand in their order.

    `rows` are the numbers of the texts that are long enough to have one, `keys` the keys of these. Texts that lead
    are not in the result.
    """
    buckets = Buckets(keys)
    found: dict[int, Followed] = {}
    for row, number in enumerate(rows):
        if row % _TOLD_EVERY == 0:
            watch("comparing", row, len(rows))
        met = (rows[other] for other in buckets.leaders(row, least_shared(forms[number])))
        nearest = best(forms[number], ((other, forms[other]) for other in met), least)
        if nearest:
            found[number] = nearest
        else:
            buckets.add(row)
    return found


def least_shared(form: Form) -> int:
    """Give how many keys a text must share with another one before they are compared.

    One key in 42 is what chance gives to texts that share a tenth of their windows. In a short text a few edits leave
    little more than that, so there one is enough.
    """
    return 1 if form.weight < BRIEF else 2


def best(form: Form, leaders: Iterable[tuple[int, Form]], least: float) -> Followed | None:
    """Give the first of the leaders, in their order, that a text is near to, or None."""
    for number, leader in sorted(leaders, key=lambda found: found[0]):
        score = similarity(leader, form, least)
        if score:
            return Followed(number, score)
    return None

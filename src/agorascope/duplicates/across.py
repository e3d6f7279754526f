"""Clusters across languages: a leader may follow an earlier leader that says the same in another language.

The texts that followed it go along where each of them is a translation by itself; the others find a leader anew.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agorascope.duplicates import greeklish, translation, verdict
from agorascope.duplicates.leaders import Followed
from agorascope.duplicates.watching import Watch, nobody

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.duplicates.similarity import Form
    from agorascope.duplicates.translation import Reads, Spoken

Numbers = list[int]
LEAST = verdict.LEAST
"""Texts lighter than this are never looked at."""


def follow(
    forms: Sequence[Form],
    followed: Mapping[int, Followed],
    numbers: Numbers,
    least: float,
    models: Reads,
    watch: Watch = nobody,
) -> tuple[dict[int, Followed], Numbers]:
    """Find what is translated among `numbers`, leaders in their order; give it, and followers left without a leader.

    `followed` are the near-duplicates found before. Raises `ModelError`; no model is loaded where one language is
    spoken.
    """
    spoken = translation.codes([forms[number].text for number in numbers])
    rows = [row for row, code in enumerate(spoken) if code]
    if len({spoken[row] for row in rows}) < 2:  # noqa: PLR2004 - two languages
        return {}, []
    names = [numbers[row] for row in rows]
    known = translation.read([forms[name] for name in names], [spoken[row] for row in rows], models, watch)
    homes = led(translation.pairs(known, least))
    found = {names[row]: Followed(names[home.leader], home.similarity) for row, home in homes.items()}
    along, left = _along(forms, followed, known, {names[row]: (row, homes[row].leader) for row in homes}, models, least)
    found.update({number: Followed(names[home.leader], home.similarity) for number, home in along.items()})
    return found, left


def led(pairs: Mapping[tuple[int, int], float]) -> dict[int, Followed]:
    """Let each row follow the row before it that is its surest pair and follows none itself."""
    earlier: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (one, other), sure in pairs.items():
        earlier[other].append((-sure, one))
    homes: dict[int, Followed] = {}
    for row in sorted(earlier):
        free = [(sure, one) for sure, one in earlier[row] if one not in homes]
        if free:
            sure, one = min(free)
            homes[row] = Followed(one, -sure)
    return homes


def _along(
    forms: Sequence[Form],
    followed: Mapping[int, Followed],
    known: Spoken,
    moved: Mapping[int, tuple[int, int]],
    models: Reads,
    least: float,
) -> tuple[dict[int, Followed], Numbers]:
    """Judge each follower of a moved leader (its row, its new leader's row) in that leader's place."""
    found: dict[int, Followed] = {}
    orphans = [number for number, home in sorted(followed.items()) if home.leader in moved]
    for number in orphans:
        row, leader = moved[followed[number].leader]
        texts = forms[number], known.forms[leader]
        code, other = known.codes[row], known.codes[leader]
        if translation.base(code) == translation.base(other):
            sure = greeklish.alike((texts[0].text, texts[1].text), (code, other))
        else:
            [vector] = models.meanings([texts[0].text], [translation.base(code)])
            sure = translation.sureness(texts, (vector, known.vectors[leader]), known.usual(row, leader))
        if sure >= least:
            found[number] = Followed(leader, sure)
    return found, [number for number in orphans if number not in found]

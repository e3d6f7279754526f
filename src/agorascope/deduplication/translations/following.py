"""Clusters across languages: a leader may follow an earlier leader that says the same in another language.

The texts that followed it go along where each of them is a translation by itself; the others find a leader anew.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.comparing.leaders import Followed
from agorascope.deduplication.translations import greeklish, languages, pairs, verdict
from agorascope.deduplication.watching import Watch, nobody

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.deduplication.forms.form import Form
    from agorascope.deduplication.translations.pairs import Reads, Said, Spoken

Numbers = list[int]
LEAST = verdict.LEAST
"""Texts lighter than this are never looked at."""


class Moved(Struct, frozen=True):
    """Which of some texts follow an earlier one of another language, by their places among these.

    `rows` are their places, and those of the texts that they follow, in `known`.
    """

    homes: dict[int, Followed]
    rows: dict[int, int]
    known: Spoken | None = None

    def along(self, follower: Said, leader: int, models: Reads) -> float:
        """Give how sure it is that a text that followed a moved one says what the leader of that says now."""
        if self.known is None:
            return 0.0
        home = self.homes[leader].leader
        row, other = self.rows[leader], self.rows[home]
        texts = follower, self.known.forms[other]
        codes = self.known.codes[row], self.known.codes[other]
        if languages.base(codes[0]) == languages.base(codes[1]):
            return greeklish.alike((texts[0].text, texts[1].text), codes)
        [vector] = models.meanings([texts[0].text], [languages.base(codes[0])])
        return pairs.sureness(texts, (vector, self.known.vectors[other]), self.known.usual(row, other))


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
    told = moved([forms[number] for number in numbers], least, models, watch)
    found = {numbers[n]: Followed(numbers[home.leader], home.similarity) for n, home in told.homes.items()}
    places = {numbers[n]: n for n in told.homes}
    left = []
    for number, home in sorted(followed.items()):
        if home.leader in places:
            sure = told.along(forms[number], places[home.leader], models)
            if sure >= least:
                found[number] = Followed(found[home.leader].leader, sure)
            else:
                left.append(number)
    return found, left


def moved(texts: Sequence[Said], least: float, models: Reads, watch: Watch = nobody) -> Moved:
    """Find which of the texts, leaders in their order, follow an earlier one. Raises `ModelError` as `follow` does."""
    spoken = languages.codes([text.text for text in texts])
    places = [place for place, code in enumerate(spoken) if code]
    if len({spoken[place] for place in places}) < 2:  # noqa: PLR2004 - two languages
        return Moved({}, {})
    known = pairs.read([texts[place] for place in places], [spoken[place] for place in places], models, watch)
    homes = led(pairs.translated(known, least))
    rows = {places[row]: row for pair in homes.items() for row in (pair[0], pair[1].leader)}
    return Moved({places[row]: Followed(places[h.leader], h.similarity) for row, h in homes.items()}, rows, known)


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

"""Which texts are translations of one another, Greek in Latin letters included: pairs with how sure we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from agorascope.deduplication.translations import greeklish, languages, neighbours, verdict
from agorascope.deduplication.watching import Watch, nobody
from agorascope.inference.projection import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.deduplication.translations.neighbours import Near
    from agorascope.inference.projection import Meaning


class Reads(Protocol):
    """Tells what texts say; `Models` does, and so does an index that remembers."""

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Meaning:
        """See `Models.meanings`: (texts, width) int16."""


WIDTH = 3
_PART = 512
_KNOWN = verdict.COUNT + 4


class Said(Protocol):
    """What this room asks of a text: its words, and its weight as `forms.form.weight` gives it. A `Form` has both."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def weight(self) -> int:
        """The length in Latin letters."""


class Spoken(Struct, frozen=True):
    """Texts of our languages, by row: their forms, codes (`el-Latn` apart), vectors and neighbours."""

    forms: tuple[Said, ...]
    codes: tuple[str, ...]
    vectors: Meaning
    near: tuple[dict[str, Near], ...]

    def usual(self, one: int, other: int) -> tuple[float, float]:
        """Tell how near each of two rows is to further texts of the other's language."""
        apart, weights = frozenset((one, other)), verdict.load()
        first, second = (
            self.near[row][languages.base(self.codes[to])].apart_from(apart, verdict.COUNT)
            for row, to in ((one, other), (other, one))
        )
        return weights.nearness(first), weights.nearness(second)


def read(forms: Sequence[Said], spoken: Sequence[str], models: Reads, watch: Watch = nobody) -> Spoken:
    """Read what each text says; `spoken` are their codes, none of them empty. Raises `ModelError`.

    Where all is Greek, in whichever letters, how it sounds is enough, and no model is asked.
    """
    import numpy as np

    bases = [languages.base(code) for code in spoken]
    if len(set(bases)) == 1:
        return Spoken(tuple(forms), tuple(spoken), np.empty((len(forms), 0), np.int16), tuple({} for _ in forms))
    vectors = meanings([form.text for form in forms], bases, models, watch)
    near = neighbours.nearest(vectors, bases, _KNOWN, UNIT)
    return Spoken(tuple(forms), tuple(spoken), vectors, tuple(near))


def meanings(texts: Sequence[str], bases: Sequence[str], models: Reads, watch: Watch = nobody) -> Meaning:
    """Read texts part by part, so that somebody who waits is told how far it is: (texts, width) int16."""
    import numpy as np

    parts = []
    for at in range(0, len(texts), _PART):
        watch("reading meanings", at, len(texts))
        parts.append(models.meanings(texts[at : at + _PART], bases[at : at + _PART]))
    return np.concatenate(parts) if parts else models.meanings([], [])


def translated(known: Spoken, least: float) -> dict[tuple[int, int], float]:
    """Give the pairs of rows (smaller first) that say the same in two languages, with a probability of `least` or more.

    For Greek in Greek and in Latin letters the number is the similarity of how they sound.
    """
    found = {}
    for one, other in _close(known, neighbours.pairs(known.near, WIDTH), least):
        texts = known.forms[one], known.forms[other]
        sure = sureness(texts, (known.vectors[one], known.vectors[other]), known.usual(one, other))
        if sure >= least:
            found[one, other] = sure
    written = greeklish.pairs([form.text for form in known.forms], known.codes)
    return found | {(one, other): score for one, other, score in written}


def _close(known: Spoken, pairs: Sequence[tuple[int, int]], least: float) -> Iterator[tuple[int, int]]:
    """Leave out the pairs, nearly all of them, that would not do even if all other texts were as far as any are."""
    import numpy as np

    weights = verdict.load()
    falls = min(weights.mean_margin, weights.least_margin) >= 0  # the nearer other texts are, the less sure is a pair
    for at in range(0, len(pairs), _PART):
        part = pairs[at : at + _PART]
        ones, others = (known.vectors[list(rows)].astype(np.int64) for rows in zip(*part, strict=True))
        for (one, other), product in zip(part, (ones * others).sum(axis=1).tolist(), strict=True):
            alone = verdict.Evidence(product / UNIT**2, (weights.usual, weights.usual), numbers_differ=False)
            heavy = verdict.comparable(known.forms[one].weight, known.forms[other].weight)
            if heavy and (not falls or weights.probability(alone) >= least):
                yield one, other


def sureness(texts: tuple[Said, Said], vectors: tuple[Meaning, Meaning], usual: tuple[float, float]) -> float:
    """Give the probability that one text is a translation of the other; `usual` as in `Spoken.usual`."""
    return verdict.load().probability(evidence(texts, vectors, usual))


def evidence(
    texts: tuple[Said, Said], vectors: tuple[Meaning, Meaning], usual: tuple[float, float]
) -> verdict.Evidence:
    """Gather what is known of a pair of texts."""
    import numpy as np

    first, second = (vector.astype(np.int64) for vector in vectors)
    return verdict.Evidence(
        int(first @ second) / UNIT**2,
        usual,
        verdict.numbers_differ(*(text.text for text in texts)),
    )

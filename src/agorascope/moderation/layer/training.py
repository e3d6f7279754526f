"""Trains the site's layer from decisions, and decides whether it may be used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.moderation.layer import seen as looking
from agorascope.moderation.layer.alike import FOLDS, folds, groups
from agorascope.moderation.layer.bands import shares
from agorascope.moderation.layer.caution import cautious, held, shown
from agorascope.moderation.layer.learned import SiteLayer, Standing
from agorascope.moderation.layer.mode import losses, mode
from agorascope.moderation.layer.seen import Features, packed

if TYPE_CHECKING:
    from agorascope.moderation.layer.alike import Numbers
    from agorascope.moderation.layer.mode import Labels
    from agorascope.moderation.layer.seen import Flags, Matrix

LEAST: Final = 20
"""Different texts that must have been decided about."""
LEAST_OF_EACH: Final = 3
"""Different texts that must have been marked, and approved."""
MOST: Final = 1000
"""Decisions that are learned from: of more, a sample that depends on their keys alone."""
SAME: Final = 25
"""Decisions about the same words that count, of each verdict: a flood of one advert shall not outweigh all else."""
HABIT: Final = 3.0
SIGNAL: Final = 3.0
WORDING: Final = 5.0
"""How far weights may be expected from 0, in logits: a band's habit, a signal, a vector's direction at width 1."""
WIDTHS: Final = (0.0, 0.25, 0.5, 1.0, 2.0)
"""What `WORDING` is multiplied by, chosen by what decisions that were held out are told best with."""
MENDED: Final = 2
"""Decisions, less those that it spoils, that the layer must mend: one may be chance."""
SLIPS: Final = 0.05
"""The share of decisions that may be slips: losses are of probabilities within it, or one slip outweighs all else."""
_PLACES: Final = 6
_WEIGHT_PLACES: Final = 5


class Decided(Struct, frozen=True):
    """A decision: a key that equal texts share, what the layer sees of the comment, whether it is spam."""

    key: str
    features: Features
    is_spam: bool


class Lesson(Struct, frozen=True):
    """Decisions, also as numbers; `words` and `rest` are the products of all pairs, by wording and by all else."""

    rows: tuple[Features, ...]
    general: Matrix
    labels: Labels
    group: Numbers
    share: Matrix
    signals: Matrix
    vectors: Matrix
    centre: Matrix
    words: Matrix
    rest: Matrix

    def gram(self, width: float) -> Matrix:
        """Give the products of all pairs at a width of the wording's prior."""
        whole: Matrix = self.rest + width**2 * self.words
        return whole


def train(decided: Sequence[Decided], model: str) -> SiteLayer:
    """Train a layer; the same decisions give the same bytes in whatever order. `model`: see `seen.named`.

    The layer is used where enough different texts were decided about and where, of decisions that were held out by
    groups of near-equal texts, its logarithmic loss is lower than the general model's and than that of always saying
    the share of spam, and it gets fewer of them wrong than the general model, by `MENDED` at least.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="blas"):  # many small products: threads would wait for one another
        return _trained(decided, model)


def _trained(decided: Sequence[Decided], model: str) -> SiteLayer:
    chosen = _chosen(decided)
    rows = [one.features for one in chosen]
    labels = [one.is_spam for one in chosen]
    group = groups([one.key for one in chosen], rows)
    kept = _kept(group.tolist(), labels)
    sides = [len({int(group[n]) for n in kept if labels[n] is side}) for side in (True, False)]
    spam = sum(one.is_spam for one in decided)
    different = len({int(group[n]) for n in kept})
    told = SiteLayer(
        model=model,
        standing="too-few",
        decisions=len(decided),
        different=different,
        spam=spam,
        approved=len(decided) - spam,
    )
    if different < LEAST:
        return told
    if min(sides) < LEAST_OF_EACH:
        return _standing(told, "one-sided")
    return _learned(told, _lesson([rows[n] for n in kept], [labels[n] for n in kept], group[kept]))


def _chosen(decided: Sequence[Decided]) -> list[Decided]:
    """Order decisions by what they are, and take a sample where there are too many."""
    counts: Counter[tuple[str, bool]] = Counter()
    ordered = []
    for one in sorted(decided, key=lambda one: (_rank(one.key), one.is_spam, packed(one.features))):
        counts[one.key, one.is_spam] += 1
        if counts[one.key, one.is_spam] <= SAME:
            ordered.append(one)
    return ordered[:MOST]


def _rank(key: str) -> tuple[bytes, str]:
    """Order keys as if shuffled, but the same in every run."""
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), key


def _kept(group: Sequence[int], labels: Sequence[bool]) -> list[int]:
    counts: Counter[tuple[int, bool]] = Counter()
    kept = []
    for n, pair in enumerate(zip(group, labels, strict=True)):
        counts[pair] += 1
        if counts[pair] <= SAME:
            kept.append(n)
    return kept


def _lesson(rows: Sequence[Features], labels: Sequence[bool], group: Numbers) -> Lesson:
    import numpy as np

    general, signals = looking.logits(rows), looking.signals(rows)
    vectors, centre = looking.words(rows)
    share = shares(general)
    band = share @ share.T
    return Lesson(
        rows=tuple(rows),
        general=general,
        labels=np.array(labels, dtype=bool),
        group=np.unique(group, return_inverse=True)[1],
        share=share,
        signals=signals,
        vectors=vectors,
        centre=centre,
        words=band * (WORDING**2 * vectors @ vectors.T),
        rest=band * (HABIT**2 + SIGNAL**2 * signals @ signals.T),
    )


def _learned(told: SiteLayer, lesson: Lesson) -> SiteLayer:
    """Choose the width, measure, and give the layer with its weights if it may be used."""
    fold = folds(lesson.group, lesson.labels)
    tried = [(width, _held_out(lesson, fold, width)) for width in WIDTHS]
    width, logits = min(tried, key=lambda one: (_loss(one[1], lesson.labels), one[0]))
    logits = cautious(logits, lesson.general, _held(lesson, fold))
    general, site = (_loss(found, lesson.labels) for found in (lesson.general, logits))
    better = (
        site < min(general, _idle(lesson.labels)) and _wrong(logits, lesson) <= _wrong(lesson.general, lesson) - MENDED
    )
    measured = _standing(told, "used" if better else "no-better", general, site)
    return _weighed(measured, lesson, width) if better else measured


def _held_out(lesson: Lesson, fold: Numbers, width: float) -> Matrix:
    """Give the logits of all decisions by what was learned from the other folds, before caution."""
    import numpy as np

    gram, logits = lesson.gram(width), lesson.general.copy()
    for number in range(FOLDS):
        out, others = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        if len(out) and len(others):
            learned = mode(gram[np.ix_(others, others)], lesson.general[others], lesson.labels[others])
            logits[out] += gram[np.ix_(out, others)] @ learned
    return logits


def _held(lesson: Lesson, fold: Numbers) -> Flags:
    """Tell which decisions would be held by what the other folds show."""
    import numpy as np

    found = np.zeros(len(lesson.rows), dtype=bool)
    for number in range(FOLDS):
        out, others = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        signs = shown([lesson.rows[n] for n in others], lesson.labels[others], lesson.group[others])
        found[out] = held([lesson.rows[n] for n in out], signs)
    return found


def _weighed(told: SiteLayer, lesson: Lesson, width: float) -> SiteLayer:
    """Learn from all decisions, and turn what was learned of each into weights."""
    import numpy as np
    from msgspec import structs

    learned = mode(lesson.gram(width), lesson.general, lesson.labels)
    pull = (lesson.share * learned[:, None]).T
    signals = np.round(SIGNAL**2 * pull @ lesson.signals, _WEIGHT_PLACES) + 0.0
    wording = np.round((width * WORDING) ** 2 * pull @ lesson.vectors, _WEIGHT_PLACES) + 0.0
    return structs.replace(
        told,
        shown=shown(lesson.rows, lesson.labels, lesson.group),
        width=width,
        habit=tuple((np.round(HABIT**2 * pull.sum(axis=1), _WEIGHT_PLACES) + 0.0).tolist()),
        signals=tuple(tuple(row) for row in signals.tolist()),
        wording=wording.astype("<f4").tobytes(),
        centre=lesson.centre.astype("<f4").tobytes(),
    )


def _standing(
    told: SiteLayer, standing: Standing, general: float | None = None, site: float | None = None
) -> SiteLayer:
    from msgspec import structs

    return structs.replace(told, standing=standing, loss_general=general, loss_site=site)


def _loss(logits: Matrix, labels: Labels) -> float:
    """Give the mean logarithmic loss where a share of the decisions may be slips."""
    import numpy as np

    right = SLIPS + (1.0 - 2.0 * SLIPS) * np.exp(-losses(logits, labels))
    return round(float(-np.log(right).mean()), _PLACES)


def _idle(labels: Labels) -> float:
    """Give the loss of always saying the share of spam: decisions that follow no rule are not told better."""
    import numpy as np

    share = float(labels.mean())
    return _loss(np.full(len(labels), np.log(share / (1.0 - share))), labels)


def _wrong(logits: Matrix, lesson: Lesson) -> int:
    return int(((logits >= 0.0) != lesson.labels).sum())

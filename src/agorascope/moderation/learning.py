"""What the site learns from its moderators: its own layer, trained anew whenever decisions have changed.

The layer never acts silently: every flag names who decided, and `Site.told` says whether the layer is used, and if not,
why.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct, structs

from agorascope.inference import store as installed
from agorascope.moderation import layer as layers
from agorascope.moderation.store import decisions, flags, threads
from agorascope.spam import judge
from agorascope.steps import own_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.layer import Features, SiteLayer
    from agorascope.moderation.store.threads import Stored
    from agorascope.records import Flag, Spam

_FOLDERS: Final = (("encoder", "encoder"), ("tasks", "tasks"), ("spam", "spam"))
_AT_ONCE: Final = 500


class LayerTold(Struct, frozen=True, kw_only=True):
    """What there is to say about the site's own layer: `used`, or why not (`too-few`, `one-sided`, `no-better`).

    The losses are logarithmic, of decisions that were held out, by the general model and by the layer; `of` names what
    it was learned from.
    """

    standing: str
    decisions: int
    spam: int
    approved: int
    loss_general: float
    loss_site: float
    of: str = ""


class Site:
    """The site's own layer as it stands: what it says of comments where it is used."""

    def __init__(self, layer: SiteLayer | None, told: LayerTold | None, models: Models) -> None:
        """Take a trained layer, or None where nobody has decided anything."""
        self.told, self._models = told, models
        self._layer = layer if told and told.standing == "used" else None
        self._seen: dict[int, Features] = {}

    def scores(self, waiting: Sequence[Stored], verdicts: Sequence[Spam]) -> list[float | None]:
        """Give the layer's probability of spam for each comment; None where it is not used or there are no words."""
        if self._layer is None:
            return [None] * len(waiting)
        self._look(waiting, [spam.score for spam in verdicts])
        with_words = [stored for stored in waiting if stored.number in self._seen]
        told = self._layer.probability([self._seen[stored.number] for stored in with_words])
        by_number = {stored.number: score for stored, score in zip(with_words, told, strict=True)}
        return [by_number.get(stored.number) for stored in waiting]

    def kept(self, waiting: Sequence[Stored], told: Sequence[Flag | None]) -> list[tuple[bytes, str, bytes]]:
        """Give what the layer sees of flagged spam, to be kept: a later layer can then judge it without reading it."""
        flagged = [(stored, flag) for stored, flag in zip(waiting, told, strict=True) if flag and flag.kind == "spam"]
        self._look([stored for stored, _ in flagged], [flag.general for _, flag in flagged])
        seen, self._seen = self._seen, {}
        model = model_of(self._models)
        return [
            (threads.digest(stored.comment.text), model, layers.packed(seen[stored.number]))
            for stored, _ in flagged
            if stored.number in seen
        ]

    def _look(self, waiting: Sequence[Stored], general: Sequence[float]) -> None:
        new = [
            (stored, score)
            for stored, score in zip(waiting, general, strict=True)
            if stored.number not in self._seen and stored.comment.text.strip()
        ]
        found = features_of([stored for stored, _ in new], [score for _, score in new], self._models)
        self._seen.update({stored.number: one for (stored, _), one in zip(new, found, strict=True)})


def features_of(found: Sequence[Stored], general: Sequence[float], models: Models) -> list[Features]:
    """Read what the layer sees of comments; `general` are the scores of the general model."""
    texts = [own_words(stored.comment) for stored in found]
    return layers.features(texts, [stored.language for stored in found], general, models)


def model_of(models: Models) -> str:
    """Name what features come from: a layer that was learned with others would misread them."""
    names = [installed.named(folder, task).sha256 for folder, task in _FOLDERS]
    other = models.others.get("spam")
    return " ".join([*names, *([other.used.sha256 or other.used.name] if other else [])])

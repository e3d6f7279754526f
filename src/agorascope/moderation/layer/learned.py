"""The layer as it was learned: what it says of comments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, Self

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError
from agorascope.moderation.layer import seen as looking
from agorascope.moderation.layer.bands import BANDS, shares
from agorascope.moderation.layer.caution import Shown, cautious, held
from agorascope.moderation.layer.seen import FORM, NAMES, SIGNS, WIDTH, Features
from agorascope.spam.scorer import DIGITS

if TYPE_CHECKING:
    from agorascope.moderation.layer.seen import Matrix

Standing = Literal["used", "too-few", "one-sided", "no-better"]
_WEIGHT: Final = "<f4"


class SiteLayer(Struct, frozen=True, kw_only=True):
    """Weights of the site, learned from decisions on top of the general model, and whether they are used.

    `standing`: `used`, or why the general model decides alone: fewer different texts than it takes (`too-few`), hardly
    any of one verdict (`one-sided`), or decisions that were held out are not told better (`no-better`). `loss_general`
    and `loss_site` are their mean logarithmic losses (see `training.SLIPS`), null where none were measured.
    `decisions` are those given, `different` the groups of near-equal texts among them. `model` names what its features
    come from. `shown`: see `caution`.

    Weights stand once for each band (see `bands`): `habit` (bands), `signals` (bands, `NAMES`), `wording` (bands, 384
    float32) of vectors less `centre` (384 float32).
    """

    model: str
    standing: Standing
    decisions: int
    different: int
    spam: int
    approved: int
    loss_general: float | None = None
    loss_site: float | None = None
    shown: Shown = Shown()
    width: float = 0.0
    habit: tuple[float, ...] = ()
    signals: tuple[tuple[float, ...], ...] = ()
    wording: bytes = b""
    centre: bytes = b""
    form: str = FORM

    def probability(self, seen: Sequence[Features]) -> list[float]:
        """Give the probability of spam of each comment, rounded like the general score, which it is if not used."""
        if self.standing != "used":
            return [one.general for one in seen]
        return [round(1.0 / (1.0 + math.exp(-logit)), DIGITS) for logit in self._logits(seen).tolist()]

    def _logits(self, seen: Sequence[Features]) -> Matrix:
        import numpy as np

        general = looking.logits(seen)
        habit, each, wording = self._parts(seen)
        if not seen:
            return np.zeros(0)
        return cautious(general + habit + each.sum(axis=1) + wording, general, held(seen, self.shown))

    def _parts(self, seen: Sequence[Features]) -> tuple[Matrix, Matrix, Matrix]:
        """Give the parts of habit (comments,), of each signal (comments, names), of the wording (comments,).

        Rows are summed one by one, so that no comment can change its neighbour's numbers.
        """
        import numpy as np

        share = shares(looking.logits(seen))
        weights = np.frombuffer(self.wording, _WEIGHT).astype(np.float64).reshape(len(BANDS), WIDTH)
        vectors, _ = looking.words(seen, np.frombuffer(self.centre, _WEIGHT).astype(np.float64))
        wording = sum(share[:, n] * (vectors * weights[n]).sum(axis=1) for n in range(len(BANDS)))
        signals = sum(share[:, n, None] * np.array(self.signals[n]) for n in range(len(BANDS)))
        habit = (share * np.array(self.habit)).sum(axis=1)
        return habit, signals * looking.signals(seen), np.asarray(wording)

    def to_bytes(self) -> bytes:
        """Give the layer as bytes, the same for the same decisions in whatever order."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def from_bytes(cls, content: bytes, model: str | None = None) -> Self:
        """Read what `to_bytes` gave.

        Raises `ModelMismatchError` for what another version made, or, where `model` says what is installed (see
        `named`), for a layer that was trained on others: train it anew.
        """
        try:
            layer = msgspec.msgpack.decode(content, type=cls)
        except msgspec.DecodeError as error:
            raise ModelMismatchError(f"this is no layer of a site ({error}); train it anew") from error
        if layer.form != FORM or not layer.fits():
            raise ModelMismatchError(f"a layer of {layer.form!r}, but this version reads {FORM!r}; train it anew")
        if model is not None and layer.model != model:
            raise ModelMismatchError(f"the layer was trained on {layer.model}, but {model} is here; train it anew")
        return layer

    def fits(self) -> bool:
        """Tell whether a layer that is used has all its weights, and knows its signs."""
        whole = 4 * WIDTH
        return self.standing != "used" or (
            len(self.habit) == len(self.signals) == len(BANDS)
            and all(len(row) == len(NAMES) for row in self.signals)
            and (len(self.wording), len(self.centre)) == (len(BANDS) * whole, whole)
            and set(self.shown.signs) <= set(SIGNS)
        )

"""What the layer sees of a comment: the general model's score, the signals of adverts, the sound of the words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError
from agorascope.inference import store
from agorascope.spam.judge import judged_by_words
from agorascope.spam.signals import SIGNALS, Reading, read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference import Models

    Matrix = NDArray[np.float64]
    Flags = NDArray[np.bool_]

FORM: Final = "agorascope/site-layer/1"
"""Changes whenever features or weights come to mean something else: what was kept before is then made anew."""
SIGNS: Final = (
    "reference",
    "link",
    "mail",
    "phone",
    "messenger",
    "praise",
    "mixed-script",
    "invisible",
    "shouting",
    "repetition",
)
"""Kinds of signs that weigh nothing in the general model, but may be against a site's own rules."""
NAMES: Final = (*SIGNALS, *SIGNS)
OFFERS: Final = ("offer", "trade", "invite", "approach", "urgency", "price", "malice", "trap")
"""Signals of a comment that wants something of its readers; one with none of them is bare, whatever its signs."""
WIDTH: Final = 384
SUREST: Final = 8.0
"""The general model's logit is cut there on both sides."""
_MODELS: Final = (("encoder", "encoder"), ("tasks", "tasks"), ("spam", "spam"))


class Features(Struct, frozen=True):
    """What the layer sees of one comment.

    `general` is the general model's score (0..1), `signals` go by `NAMES`, `vector` is the sentence vector of the
    words without contact details (384 float16), empty where there are no words, or of a language that the encoder has
    not learned. `language` is `el`, `el-Latn`, `zh` and so on, whatever the country and the Chinese script.
    """

    general: float
    signals: tuple[float, ...]
    vector: bytes
    language: str

    @property
    def logit(self) -> float:
        """The general model's score as a logit, cut at `SUREST`."""
        least = 1.0 / (1.0 + math.exp(SUREST))
        share = min(max(self.general, least), 1.0 - least)
        return math.log(share / (1.0 - share))


def features(texts: Sequence[str], codes: Sequence[str], general: Sequence[float], models: Models) -> list[Features]:
    """Read texts, written in the languages of their codes (BCP 47); `general` are the scores of `spam.judge`.

    Raises `ModelError`.
    """
    import numpy as np

    readings = [read(text) for text in texts]
    worded = [n for n, reading in enumerate(readings) if judged_by_words(reading, codes[n])]
    vectors = models.embed([readings[n].plain for n in worded]).astype(np.float16)
    told = {n: vector.tobytes() for n, vector in zip(worded, vectors, strict=True)}
    return [
        Features(float(score), _signals(reading), told.get(n, b""), _language(codes[n]))
        for n, (reading, score) in enumerate(zip(readings, general, strict=True))
    ]


def _language(code: str) -> str:
    return code if code.endswith("-Latn") else code.partition("-")[0]


def _signals(reading: Reading) -> tuple[float, ...]:
    kinds = {sign.kind for sign in reading.signs}
    return (*(reading.signals[name] for name in SIGNALS), *(float(kind in kinds) for kind in SIGNS))


def packed(seen: Features) -> bytes:
    """Give features as one blob."""
    return msgspec.msgpack.encode((FORM, seen))


def unpacked(blob: bytes) -> Features:
    """Read what `packed` gave; raises `ModelMismatchError` for what another version made."""
    try:
        form, seen = msgspec.msgpack.decode(blob, type=tuple[str, Features])
    except msgspec.DecodeError as error:
        raise ModelMismatchError(f"these are no features of the site's layer ({error}); read the texts anew") from error
    numbers = (seen.general, *seen.signals)
    if (
        form != FORM
        or len(seen.signals) != len(NAMES)
        or len(seen.vector) not in {0, 2 * WIDTH}
        or not all(map(math.isfinite, numbers))
    ):
        raise ModelMismatchError(f"features of {form!r}, but this version reads {FORM!r}; read the texts anew")
    return seen


def named(models: Models) -> str:
    """Name the models and the form of all that features are made of; raises `ModelError`."""
    other = models.others.get("spam")
    found = [store.named(*model).sha256 for model in _MODELS]
    own = [other.used.sha256 or other.used.name] if other else []
    return " ".join([*found, *own, str(models.settings.max_tokens), FORM])


def logits(seen: Sequence[Features]) -> Matrix:
    """Give the general model's logits: (comments,)."""
    import numpy as np

    return np.array([one.logit for one in seen], dtype=np.float64)


def signals(seen: Sequence[Features]) -> Matrix:
    """Give the signals: (comments, `NAMES`)."""
    import numpy as np

    return np.array([one.signals for one in seen], dtype=np.float64).reshape(len(seen), len(NAMES))


def bare(seen: Sequence[Features]) -> Flags:
    """Tell which comments are bare: (comments,)."""
    import numpy as np

    places = [NAMES.index(name) for name in OFFERS]
    return np.asarray(signals(seen)[:, places].sum(axis=1) == 0.0)


def signs(seen: Sequence[Features]) -> Flags:
    """Tell which signs each comment shows: (comments, `SIGNS`)."""
    import numpy as np

    return np.asarray(signals(seen)[:, len(SIGNALS) :] > 0.0)


def words(seen: Sequence[Features], centre: Matrix | None = None) -> tuple[Matrix, Matrix]:
    """Give the sentence vectors less their centre, (comments, 384), and the centre; zeros where there is no vector.

    The centre is the mean of these vectors unless one is given.
    """
    import numpy as np

    worded = np.array([bool(one.vector) for one in seen], dtype=bool)
    raw = np.zeros((len(seen), WIDTH), dtype=np.float64)
    for n, one in enumerate(seen):
        if one.vector:
            raw[n] = np.frombuffer(one.vector, np.float16)
    if centre is None:
        centre = np.round(raw[worded].mean(axis=0), 6) if worded.any() else np.zeros(WIDTH)
    raw[worded] -= centre
    return raw, centre

"""Runs a pipeline's network: tuned layers over the encoder's lower ones, and heads for words and characters.

One sentence a pass, so that no text can change its neighbour's numbers. What the heads score:
arcs and their labels by biaffine products (Dozat and Manning, 2017, arXiv:1611.01734), parts of speech, features and
rules for lemmas by one hidden layer over the word's vector and hashed forms of it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError
from agorascope.syntax import forms, laying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.inputs import Row
    from agorascope.syntax.lower import Lower

    Values = NDArray[np.float32]

LAYERS, HEADS, ABOUT = "layers.onnx", "heads.npz", "about.json"
FILES = (LAYERS, HEADS, ABOUT)
NEAR, PLACES = 2, 4


class About(Struct, frozen=True, kw_only=True):
    """What a network stands on, and the names of what it tells, in the order of its outputs.

    `still` layers of the encoder whose SHA-256 is `encoder` lie below; `lemmas` are those of words (in small letters,
    with their part of speech) that had one lemma wherever they were seen.
    """

    encoder: str
    still: int
    tags: dict[str, tuple[str, ...]]
    relations: tuple[str, ...]
    signs: str
    lemmas: dict[str, str]


class Network:
    """The tuned layers and the heads, from the content of their files."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Keep the files; raises `ModelMismatchError` when one is missing or does not fit the installed encoder."""
        missing = [name for name in FILES if name not in files]
        if missing:
            raise ModelMismatchError(f"the pipeline has no {', '.join(missing)}; reinstall agorascope or the pipeline")
        self.files = dict(files)
        try:
            self.about = msgspec.json.decode(files[ABOUT], type=About)
        except msgspec.DecodeError as error:
            raise ModelMismatchError(f"{ABOUT}: {error}; reinstall agorascope or the pipeline") from error
        self._load()

    def _load(self) -> None:
        import numpy as np

        from agorascope.inference.engine import loaded_from
        from agorascope.syntax.lower import lower

        self.lower: Lower = lower(self.about.still, self.about.encoder)
        self.session: Any = loaded_from(self.files[LAYERS])
        with np.load(io.BytesIO(self.files[HEADS]), allow_pickle=False) as held:
            self.held: dict[str, Values] = {name: held[name].astype(np.float32) for name in held.files}

    def __reduce__(self) -> tuple[type[Network], tuple[dict[str, bytes]]]:
        """Go to other processes as the content of the files."""
        return Network, (self.files,)

    def row(self, text: str) -> Row:
        """Lay a text out as pieces; the caller sees to it that they are not too many."""
        return self.lower.row(text)

    def pieces(self, row: Row) -> Values:
        """Give (pieces, 384)."""
        found: Values = self.session.run(None, {"hidden": self.lower.run(row)})[0][0]
        return found

    def words(self, text: str, row: Row, pieces: Values, words: Sequence[tuple[int, int]]) -> dict[str, Values]:
        """Score the words of a text: by tag (words, names), `arc` (words, 1 + words), and the halves of labels."""
        import numpy as np

        plain = laying.spread(row, words) @ pieces + self.held["style"]
        table = self.held["form"]
        seen = [forms.places(text[start:end], len(table)) for start, end in words]
        both = np.concatenate([plain, table[np.array(seen)].mean(axis=1)], axis=1)
        hidden = _gelu(self._plain(both, "hidden"))
        told = {name: self._plain(hidden, f"tags.{name}") for name in self.about.tags}
        heads = np.concatenate([self.held["root"][None], plain])
        children: Values = self._half(both, "arc_child") @ self.held["arc"]
        told["arc"] = children @ self._half(heads, "arc_head").T
        told["label_child"], told["label_head"] = self._half(both, "label_child"), self._half(heads, "label_head")
        return told

    def labels(self, told: Mapping[str, Values], heads: NDArray[np.int64]) -> Values:
        """Score the label of each word's arc from its head: (words, relations)."""
        import numpy as np

        pairs: Values = told["label_child"][:, :, None] * told["label_head"][heads][:, None, :]
        weights: Values = self.held["label"].reshape(len(self.about.relations), -1).T
        return np.asarray(pairs.reshape(len(pairs), -1) @ weights, np.float32)

    def bounds(self, signs: NDArray[np.int64], row: Row, pieces: Values) -> Values:
        """Score for each character whether it begins, is in, ends or is a word: (characters, 4)."""
        import numpy as np

        piece_of, place_in = laying.characters(row, len(signs), PLACES)
        sign = self.held["sign"][signs]
        around = np.pad(sign, ((NEAR, NEAR), (0, 0)))
        near = [around[at : at + len(sign)] for at in range(2 * NEAR + 1)]
        seen = [pieces[piece_of] + self.held["style"], *near, self.held["place"][place_in]]
        return self._plain(_gelu(self._plain(np.concatenate(seen, axis=1), "near")), "bounds")

    def _plain(self, values: Values, name: str) -> Values:
        found: Values = values @ self.held[f"{name}.weight"].T + self.held[f"{name}.bias"]
        return found

    def _half(self, values: Values, name: str) -> Values:
        import numpy as np

        told = _gelu(self._plain(values, name))
        return np.concatenate([told, np.ones_like(told[:, :1])], axis=1)


def _gelu(values: Values) -> Values:
    import numpy as np
    from scipy.special import erf

    found: Values = (values * 0.5 * (1 + erf(values / np.sqrt(2)))).astype(np.float32)
    return found

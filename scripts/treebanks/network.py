"""The network that is trained: some middle layers of our encoder, tuned, and heads for words and characters.

The layers below are those of `models/encoder`, never changed. Words are the means of their pieces. Arcs and their
labels are scored by biaffine products (Dozat and Manning, 2017, arXiv:1611.01734); parts of speech, features and
edit rules of lemmas by one hidden layer over the word's vector and hashed forms of it (whole, endings, shape). What
treebanks do differently is told by a vector for each of them ('style'), so that they can be learned from together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from msgspec import Struct
from torch import nn
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, HEADS, EPSILON = 384, 12, 1e-12
FORM, ROWS = 96, 8192
ARC, LABEL, HIDDEN = 192, 96, 256
SIGN, NEAR, BOUNDS = 48, 2, 4
PLACES = 4


class Sizes(Struct, frozen=True):
    """How many of everything a network tells apart."""

    styles: int
    tags: dict[str, int]
    relations: int
    signs: int


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of BERT, with the names of the checkpoint."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(drop)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(rows, pieces, width), (rows, pieces) → (rows, pieces, width)."""
        rows, count, _ = pieces.shape

        def split(part: nn.Linear) -> torch.Tensor:
            found: torch.Tensor = part(pieces).view(rows, count, HEADS, -1).transpose(1, 2)
            return found

        scores = split(self.query) @ split(self.key).transpose(2, 3) / (WIDTH // HEADS) ** 0.5
        attended = scores.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1) @ split(self.value)
        mixed = self.mixed(attended.transpose(1, 2).reshape(rows, count, WIDTH))
        pieces = self.first(pieces + self.drop(mixed))
        told: torch.Tensor = self.second(pieces + self.drop(self.outer(functional.gelu(self.inner(pieces)))))
        return told


NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "first": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "second": "output.LayerNorm",
}


class Batch(Struct, frozen=True):
    """Sentences side by side, padded: pieces of the layer below, where words and characters are in them."""

    pieces: torch.Tensor  # (rows, pieces, width)
    mask: torch.Tensor  # (rows, pieces) bool
    spread: torch.Tensor  # (rows, words, pieces): the share of each piece in a word
    forms: torch.Tensor  # (rows, words, hashes) int
    style: torch.Tensor  # (rows,) int
    signs: torch.Tensor | None = None  # (rows, characters) int
    piece_of: torch.Tensor | None = None  # (rows, characters) int: the piece that a character is in
    place_in: torch.Tensor | None = None  # (rows, characters) int: its place in the piece


class Network(nn.Module):  # type: ignore[misc]
    """Layers and heads."""

    def __init__(self, layers: int, sizes: Sizes, drop: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.style = nn.Embedding(sizes.styles, WIDTH)
        self.form = nn.Embedding(ROWS, FORM)
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.hidden = nn.Linear(WIDTH + FORM, HIDDEN)
        self.tags = nn.ModuleDict({name: nn.Linear(HIDDEN, count) for name, count in sizes.tags.items()})
        self.arc_head, self.arc_child = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH + FORM, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC + 1))
        self.label_head, self.label_child = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH + FORM, LABEL)
        self.label = nn.Parameter(torch.zeros(sizes.relations, LABEL + 1, LABEL + 1))
        if sizes.signs:
            self.sign = nn.Embedding(sizes.signs, SIGN)
            self.place = nn.Embedding(PLACES, SIGN)
            self.near = nn.Linear(WIDTH + SIGN * (2 * NEAR + 2), HIDDEN)
            self.bounds = nn.Linear(HIDDEN, BOUNDS)
        self.drop, self.wide = nn.Dropout(0.33), nn.Dropout(0.2)
        for table in (self.style, self.form):
            nn.init.normal_(table.weight, std=0.02)
        nn.init.normal_(self.arc, std=0.01)
        nn.init.normal_(self.label, std=0.01)

    def read(self, batch: Batch) -> torch.Tensor:
        """Give the pieces behind the tuned layers: (rows, pieces, width)."""
        pieces = self.wide(batch.pieces) if self.training else batch.pieces
        for layer in self.layers:
            pieces = layer(pieces, batch.mask)
        return pieces

    def words(self, batch: Batch, pieces: torch.Tensor) -> dict[str, torch.Tensor]:
        """Give logits by tag, `arc` (rows, words, 1 + words) and the halves of what labels are scored from."""
        plain = batch.spread @ pieces + self.style(batch.style)[:, None]
        form = self.form(batch.forms).mean(2)
        both = self.drop(torch.cat([plain, form], -1))
        hidden = self.drop(functional.gelu(self.hidden(both)))
        told = {name: head(hidden) for name, head in self.tags.items()}
        heads = self.drop(torch.cat([self.root.expand(len(plain), 1, -1), plain], 1))
        head, child = _one(functional.gelu(self.arc_head(heads))), _one(functional.gelu(self.arc_child(both)))
        told["arc"] = child @ self.arc @ head.transpose(1, 2)
        told["label_head"] = _one(functional.gelu(self.label_head(heads)))
        told["label_child"] = _one(functional.gelu(self.label_child(both)))
        return told

    def labels(self, told: Mapping[str, torch.Tensor], heads: torch.Tensor) -> torch.Tensor:
        """Score the label of each word's arc from the given head: (rows, words, relations)."""
        chosen = torch.gather(told["label_head"], 1, heads[..., None].expand(-1, -1, LABEL + 1))
        return torch.einsum("bnd,rde,bne->bnr", told["label_child"], self.label, chosen)

    def characters(self, batch: Batch, pieces: torch.Tensor) -> torch.Tensor:
        """Score for each character whether it begins, is in, ends or is a word: (rows, characters, 4)."""
        assert batch.signs is not None  # noqa: S101  - for the type checker
        assert batch.piece_of is not None  # noqa: S101
        assert batch.place_in is not None  # noqa: S101
        around = torch.gather(pieces, 1, batch.piece_of[..., None].expand(-1, -1, WIDTH))
        around = around + self.style(batch.style)[:, None]
        sign = self.sign(batch.signs)
        padded = functional.pad(sign, (0, 0, NEAR, NEAR))
        near = [padded[:, at : at + sign.shape[1]] for at in range(2 * NEAR + 1)]
        hidden = functional.gelu(self.near(self.drop(torch.cat([around, *near, self.place(batch.place_in)], -1))))
        told: torch.Tensor = self.bounds(self.drop(hidden))
        return told


def _one(values: torch.Tensor) -> torch.Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], -1)


def begin(network: Network, weights: Mapping[str, torch.Tensor], first: int) -> None:
    """Take the layers from the encoder's weights, from number `first` on."""
    for number, layer in enumerate(network.layers):
        state: dict[str, Any] = {}
        for ours, theirs in NAMES.items():
            for part in ("weight", "bias"):
                state[f"{ours}.{part}"] = weights[f"encoder.encoder.layer.{first + number}.{theirs}.{part}"]
        layer.load_state_dict(state)

"""Learns the projection: translations together, all else of the batch, and what only resembles them, apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from agorascope.deduplication.translations.languages import base
from scripts.translation.data import LANGUAGES, SAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from scripts.translation.data import Text, Vectors

STEPS, RATE, DROPPED, BATCH, SEED = 400, 5e-4, 0.1, 1024, 0


class Turned(torch.nn.Module):  # type: ignore[misc]
    """A linear map from each language's centre, and the temperature of the loss."""

    def __init__(self, centres: Vectors) -> None:
        super().__init__()
        self.centres = torch.nn.Parameter(torch.tensor(centres))
        self.matrix = torch.nn.Parameter(torch.eye(centres.shape[1]))
        self.warmth = torch.nn.Parameter(torch.tensor(3.0))

    def forward(self, vectors: torch.Tensor, languages: torch.Tensor) -> torch.Tensor:
        """Turn vectors of the named languages: (texts, width), of length one."""
        dropped = functional.dropout(vectors, DROPPED, self.training)
        return functional.normalize((dropped - self.centres[languages]) @ self.matrix.T, dim=-1)

    def loss(self, one: torch.Tensor, other: torch.Tensor, apart: torch.Tensor | None = None) -> torch.Tensor:
        """Each row must be nearest to the row of its number; `apart` are vectors that nothing is near to."""
        products = one @ other.T if apart is None else torch.cat([one @ other.T, one @ apart.T], 1)
        return functional.cross_entropy(products * self.warmth.exp(), torch.arange(len(one)))


class Own:
    """Our own re-posts: a pair of each cluster at a time, beside the texts that only make the same point."""

    def __init__(self, texts: Sequence[Text], vectors: Vectors) -> None:
        self.vectors = torch.tensor(vectors)
        self.languages = torch.tensor([LANGUAGES.index(base(text.code)) for text in texts])
        self.apart = [row for row, text in enumerate(texts) if text.kind == "same-point"]
        self.clusters: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            if text.kind in SAME:
                self.clusters.setdefault(text.cluster, []).append(row)

    def drawn(self, dice: np.random.Generator) -> tuple[list[int], list[int]]:
        """Draw two texts in two languages from each cluster."""
        firsts, seconds = [], []
        for rows in self.clusters.values():
            first = rows[dice.integers(len(rows))]
            others = [row for row in rows if self.languages[row] != self.languages[first]]
            firsts.append(first)
            seconds.append(others[dice.integers(len(others))])
        return firsts, seconds


def fit(sentences: Sequence[dict[str, Vectors]], centres: Vectors, own: Own) -> tuple[NDArray[np.float32], Vectors]:
    """Give the matrix (width, width) and the centres (languages, width); the same for the same data."""
    torch.manual_seed(SEED)
    dice = np.random.default_rng(SEED)
    table = {code: torch.tensor(np.stack([found[code] for found in sentences])) for code in LANGUAGES}
    turned = Turned(centres)
    learner = torch.optim.AdamW(turned.parameters(), lr=RATE, weight_decay=0.0)
    for _ in range(STEPS):
        loss = _sentences(turned, table, dice) + _own(turned, own, dice)
        learner.zero_grad()
        loss.backward()
        learner.step()
    return turned.matrix.detach().numpy(), turned.centres.detach().numpy()


def _sentences(turned: Turned, table: dict[str, torch.Tensor], dice: np.random.Generator) -> torch.Tensor:
    size = len(table["en"])
    rows = dice.choice(size, min(BATCH, size), replace=False)
    told = {code: turned(table[code][rows], torch.tensor(LANGUAGES.index(code))) for code in LANGUAGES}
    pairs = (("en", "el"), ("en", "zh"), ("el", "zh"))
    return torch.stack([turned.loss(told[a], told[b]) + turned.loss(told[b], told[a]) for a, b in pairs]).sum()


def _own(turned: Turned, own: Own, dice: np.random.Generator) -> torch.Tensor:
    firsts, seconds = own.drawn(dice)
    one, other, apart = (turned(own.vectors[rows], own.languages[rows]) for rows in (firsts, seconds, own.apart))
    return turned.loss(one, other, apart) + turned.loss(other, one, apart)

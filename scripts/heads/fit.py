"""Fits a head: standardised features, a linear layer or one hidden layer, then a temperature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.int64]

BATCH = 256


@dataclass(frozen=True)
class Recipe:
    """How a head is fitted; `hidden` 0 is logistic regression."""

    hidden: int = 128
    epochs: int = 12
    rate: float = 1e-3
    decay: float = 0.05
    dropout: float = 0.4
    seed: int = 1


@dataclass(frozen=True)
class Fitted:
    """A fitted head: what `agorascope.inference.heads.Head` runs, before the temperature."""

    mean: Floats
    scale: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    def logits(self, features: Floats) -> Floats:
        """Run the head on rows of features."""
        value = (features - self.mean) * self.scale
        for number, (weight, bias) in enumerate(self.layers):
            value = (np.maximum(value, 0) if number else value) @ weight + bias
        return value


def joined(heads: list[Fitted]) -> Fitted:
    """Join heads with one hidden layer into one whose logits are the mean of theirs."""
    first = heads[0]
    inner = np.concatenate([head.layers[0][0] for head in heads], axis=1)
    inner_bias = np.concatenate([head.layers[0][1] for head in heads])
    outer: Floats = (np.concatenate([head.layers[1][0] for head in heads]) / len(heads)).astype(np.float32)
    outer_bias: Floats = np.mean([head.layers[1][1] for head in heads], axis=0).astype(np.float32)
    return Fitted(first.mean, first.scale, ((inner, inner_bias), (outer, outer_bias)))


def balanced(labels: Numbers, weights: Floats, power: float = 1.0) -> Floats:
    """Weight rows so that the labels count alike (`power` 1) or nearly so, keeping the mean weight at one."""
    shares = np.bincount(labels, weights)
    factors = (shares.sum() / np.maximum(shares, 1e-9)) ** power
    scaled = weights * factors[labels]
    result: Floats = (scaled / scaled.mean()).astype(np.float32)
    return result


def fit(features: Floats, labels: Numbers, weights: Floats, recipe: Recipe) -> Fitted:
    """Fit by AdamW on weighted cross entropy; the same input gives the same head."""
    import torch

    torch.manual_seed(recipe.seed)
    mean, scale = features.mean(axis=0), 1 / np.maximum(features.std(axis=0), 1e-6)
    inputs = torch.from_numpy((features - mean) * scale)
    targets, importance = torch.from_numpy(labels), torch.from_numpy(weights)
    count = int(labels.max()) + 1
    network = _network(inputs.shape[1], recipe, count)
    optimiser = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * -(-len(inputs) // BATCH)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, recipe.rate, total_steps=steps)
    for _ in range(recipe.epochs):
        order = torch.randperm(len(inputs))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            losses = torch.nn.functional.cross_entropy(network(inputs[rows]), targets[rows], reduction="none")
            optimiser.zero_grad()
            (losses * importance[rows]).mean().backward()
            optimiser.step()
            plan.step()
    linear = [part for part in network if isinstance(part, torch.nn.Linear)]
    layers = tuple((part.weight.detach().numpy().T.copy(), part.bias.detach().numpy()) for part in linear)
    return Fitted(mean, scale, layers)


def _network(width: int, recipe: Recipe, count: int):  # type: ignore[no-untyped-def]  # noqa: ANN202  torch is optional
    import torch

    if not recipe.hidden:
        return torch.nn.Sequential(torch.nn.Dropout(recipe.dropout), torch.nn.Linear(width, count))
    return torch.nn.Sequential(
        torch.nn.Dropout(recipe.dropout / 2),
        torch.nn.Linear(width, recipe.hidden),
        torch.nn.ReLU(),
        torch.nn.Dropout(recipe.dropout),
        torch.nn.Linear(recipe.hidden, count),
    )


def temperature(logits: Floats, labels: Numbers, weights: Floats) -> float:
    """Find the temperature with the least weighted log loss on rows the head has not seen (Guo et al., 2017)."""
    choices = np.exp(np.linspace(np.log(0.3), np.log(6), 121))
    losses = [
        np.average(-log_softmax(logits / choice)[np.arange(len(labels)), labels], weights=weights) for choice in choices
    ]
    return float(choices[int(np.argmin(losses))])


def log_softmax(logits: Floats) -> Floats:
    """Logarithm of the softmax along the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result

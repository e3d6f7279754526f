"""The multi-task network: the word vectors of the encoder as they are, its layers tuned, a head for each task.

A head looks at the pieces through an attention of its own (a few learned questions, as in the pooling of Lee et al.,
2019, Set Transformer, arXiv:1810.00825), beside the mean and the first piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import nn
from transformers import BertModel

from scripts.tasks.examples import LABELS
from scripts.tasks.pieces import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUESTIONS = 2
INNER = 256
DROPOUT = 0.1


class Head(nn.Module):  # type: ignore[misc]
    """One task's answer to a whole row: attention pools, mean and first piece through one hidden layer."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.ask = nn.Linear(width, QUESTIONS)
        self.inner = nn.Linear(width * (QUESTIONS + 2), INNER)
        self.tell = nn.Linear(INNER, labels)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, pieces: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(rows, pieces, width), (rows, pieces) → (rows, labels)."""
        asked = self.ask(pieces).masked_fill(~mask[..., None], -1e4).softmax(dim=1)
        pools = torch.einsum("rpq,rpw->rqw", asked, pieces).flatten(1)
        mean = (pieces * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        inner = nn.functional.gelu(self.inner(torch.cat([pools, mean, pieces[:, 0]], dim=1)))
        answer: torch.Tensor = self.tell(self.drop(inner))
        return answer


class Network(nn.Module):  # type: ignore[misc]
    """Encoder and heads; the embeddings and the first `frozen` layers are never changed."""

    def __init__(self, encoder: BertModel, frozen: int) -> None:
        super().__init__()
        self.encoder, self.frozen = encoder, frozen
        width = int(encoder.config.hidden_size)
        self.heads = nn.ModuleDict({task: Head(width, len(labels)) for task, labels in LABELS.items()})
        self.tags = nn.Linear(width, len(TAGS))
        for part in self._still():
            part.requires_grad_(requires_grad=False)

    def _still(self) -> list[nn.Module]:
        return [self.encoder.embeddings, *self.encoder.encoder.layer[: self.frozen]]

    def train(self, mode: bool = True) -> Network:  # noqa: FBT001, FBT002  PyTorch's own signature
        """Switch dropout on or off, except where nothing is learned."""
        super().train(mode)
        for part in self._still():
            part.eval()
        return self

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        """(rows, pieces) → logits of each task (rows, labels) and tag logits (rows, pieces, tags)."""
        pieces = self.encoder(ids, attention_mask=mask.long()).last_hidden_state.float()
        with torch.autocast(ids.device.type, enabled=False):
            return {task: head(pieces, mask) for task, head in self.heads.items()}, self.tags(pieces)


def load(checkpoint: Path, frozen: int) -> Network:
    """Start from the pruned encoder; `eager` attention is the fastest to train on a CPU."""
    encoder = BertModel.from_pretrained(checkpoint, add_pooling_layer=False, attn_implementation="eager")
    encoder.config.attention_probs_dropout_prob = 0.0
    for layer in encoder.encoder.layer:
        layer.attention.self.dropout.p = 0.0
    return Network(encoder, frozen)


def groups(
    network: Network, rate: float, decay: float, head_rate: float, weight_decay: float
) -> Iterator[dict[str, Any]]:
    """Give the optimiser's groups: each layer learns `decay` times as fast as the one above it."""
    layers = network.encoder.encoder.layer
    for number in range(network.frozen, len(layers)):
        speed = rate * decay ** (len(layers) - 1 - number)
        plain = [p for p in layers[number].parameters() if p.ndim > 1]
        rest = [p for p in layers[number].parameters() if p.ndim == 1]
        yield {"params": plain, "lr": speed, "weight_decay": weight_decay}
        yield {"params": rest, "lr": speed, "weight_decay": 0.0}
    yield {
        "params": [*network.heads.parameters(), *network.tags.parameters()],
        "lr": head_rate,
        "weight_decay": weight_decay,
    }

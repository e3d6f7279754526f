"""Turns the packed weights into a `transformers.BertModel` with the pruned vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from scripts.encoder.e5file import E5File

EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
PART = {"w": "weight", "b": "bias"}


def state(source: E5File, keep: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    """Give the weights under the names and in the shapes of `BertModel`, with the rows `keep` of the vocabulary."""
    hidden = source.shape.hidden
    found: dict[str, NDArray[np.float32]] = {}
    for name, values in source.tensors.items():
        target = _target(name)
        found[target] = values.reshape(_rows(target, values, hidden)) if target.endswith("weight") else values
    words = EMBEDDINGS["emb.word"]
    found[words] = found[words][np.asarray(keep)]
    return found


def _target(name: str) -> str:
    if name in EMBEDDINGS:
        return EMBEDDINGS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{LAYER[part]}.{PART[kind]}"


def _rows(target: str, values: NDArray[np.float32], hidden: int) -> tuple[int, ...]:
    if "LayerNorm" in target:
        return (hidden,)
    outputs = hidden if target.endswith(".output.dense.weight") else values.size // hidden
    return (outputs, values.size // outputs)


def save(weights: dict[str, NDArray[np.float32]], source: E5File, tokenizer: Path, folder: Path) -> None:
    """Write a folder that `BertModel.from_pretrained` and `PreTrainedTokenizerFast.from_pretrained` read."""
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    shape = source.shape
    config = BertConfig(
        vocab_size=len(weights[EMBEDDINGS["emb.word"]]),
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    tensors = {name: torch.tensor(values) for name, values in weights.items()}
    model.load_state_dict(tensors, strict=True)
    model.save_pretrained(folder)
    special = {
        "bos_token": "<s>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
        "mask_token": "<mask>",
    }
    fast = PreTrainedTokenizerFast(tokenizer_file=str(tokenizer), **special)
    fast.save_pretrained(folder)

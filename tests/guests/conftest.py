"""Guests made on the spot: a tiny network with fixed random weights, and a server that speaks the interface."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.guests.server import Server

LINES = [
    "I love this shop, it is good and cheap.",
    "Δεν συμφωνώ με το άρθρο, είναι κακό.",
    "这篇文章写得很好，我同意作者的观点。",
]
Build = Callable[..., Path]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Give a function that builds a BERT of a few thousand weights with the labels given, and saves it as one would."""
    pytest.importorskip("torch", reason="needs PyTorch: pip install 'agorascope[torch]'")

    def build(*labels: str, name: str = "tiny", seed: int = 14) -> Path:
        import torch
        from transformers import BertConfig, BertForSequenceClassification

        tokenizer = _tokenizer()
        torch.manual_seed(seed)
        config = BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=66,
            initializer_range=0.8,
            id2label=dict(enumerate(labels)),
            label2id={label: place for place, label in enumerate(labels)},
        )
        folder = tmp_path_factory.mktemp("model") / name
        BertForSequenceClassification(config).save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return folder

    return build


def _tokenizer() -> Any:
    """Make a tokenizer whose pieces are the lines' letters in a fixed order: a trainer numbers them by chance."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    letters = sorted(set("".join(LINES).lower()) - {" "})
    pieces = [*special, *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = {piece: place for place, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - a token of another kind
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token"), special, strict=True))
    return PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=64, **names)


@pytest.fixture
def server() -> Iterator[Server]:
    """Start a server on this machine that answers what a test tells it to."""
    with Server() as running:
        yield running


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give each test a cache of its own, and none of the user's keys."""
    for name in ("AGORASCOPE_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AGORASCOPE_CACHE", str(tmp_path / "cache"))
    assert os.environ["AGORASCOPE_CACHE"]

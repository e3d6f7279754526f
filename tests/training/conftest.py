"""A BERT of three narrow layers with a tokenizer of letters, and a few labelled rows of each kind, made on the spot."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

LETTERS = "abcdefghijklmnopqrstuvwxyz.,:!?'0123456789αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ我不同意价格太高了电车应该免费，。"
WORDS = ("tram", "late", "free", "never", "because", "good", "bad", "δωρεάν", "αργεί", "电车", "免费")
LAYERS, STILL = 3, 1
TONES = ("negative", "neutral", "positive")


def tokenizer() -> Any:
    """Make a tokenizer of single letters and a few words, with the special pieces where XLM-R has them."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    special = [(piece, 0.0) for piece in ("<s>", "<pad>", "</s>", "<unk>")]
    known = [*((letter, -4.0) for letter in dict.fromkeys(LETTERS)), *((f"▁{word}", -3.0) for word in WORDS)]
    made = Tokenizer(models.Unigram([*special, ("▁", -2.0), *known], unk_id=3))
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    return made


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a network with fixed random weights, large enough for its answers to differ."""
    torch = pytest.importorskip("torch", reason="needs the extra 'train'")
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("checkpoint")
    made = tokenizer()
    made.save(str(folder / "tokenizer.json"))
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=made.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=LAYERS,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=80,
        initializer_range=0.15,
        pad_token_id=1,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of public sets, each with some rows of one source."""
    folder = tmp_path_factory.mktemp("data")
    pair = {"lang": "en", "text": "", "label": ""}
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("nli", "stance", "reply", "sentiment", "spam", "keypoint")
    }
    for n in range(8):
        text = f"the tram is {WORDS[n]} {n}"
        rows["nli"].append({**pair, "text": text, "target": "it is late", "label": "neutral", "source": "xnli-dev"})
        rows["stance"].append({**pair, "text": text, "target": "trams", "label": "favor", "source": "vast"})
        rows["reply"].append({**pair, "text": text, "parent": "no", "label": "agree", "source": "train_debagreement:x"})
        rows["sentiment"].append({**pair, "text": text, "label": TONES[n % 3], "source": "sst5"})
        rows["spam"].append({**pair, "text": text, "label": ("ham", "spam")[n % 2], "source": "youtube-psy"})
        rows["keypoint"].append({**pair, "text": text, "key_point": "late", "label": n % 2, "source": "argkp-2021"})
    for name, part in rows.items():
        write(folder / name / "train.jsonl", part)
    essay = {"lang": "en", "text": "trams are good because free", "source": "PE.en"}
    spans = [[0, 14, "claim"], [15, 27, "premise"]]
    write(folder / "argument" / "train.jsonl", [essay | {"spans": spans, "n": n} for n in range(6)])
    thread = {"lang": "zh", "text": "我不同意", "target": "电车应该免费", "label": "against", "parent": None}
    write(folder / "threads-fanchuan" / "train.jsonl", [thread] * 20)
    return folder


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of our own texts: comments on two theses in three languages, messages, a page of each part."""
    folder = tmp_path_factory.mktemp("corpora")
    write(folder / "comments" / "train.jsonl", [comment(n) for n in range(12)])
    write(folder / "comments" / "discussions.jsonl", [comment(n) for n in range(12, 18)])
    write(folder / "comments" / "discussions-dev.jsonl", [comment(n) for n in range(20, 23)])
    tones = [{"text": f"a good tram {n}", "lang": "en", "label": TONES[n % 3]} for n in range(5)]
    write(folder / "comments" / "tones.jsonl", tones)
    spam = [{"text": f"free at good{n}.example", "lang": "en", "label": "spam"} for n in range(4)]
    write(folder / "comments" / "messages.jsonl", spam)
    for name in ("en-01", "en-12"):
        rows = [
            comment(n) | {"n": n, "language": comment(n)["lang"], "parent": 18 if n == 19 else None} for n in (18, 19)
        ]
        marked = [
            row | {"arguments": [{"role": role, "quote": quote} for role, quote in row["arguments"]]} for row in rows
        ]
        page = {"id": name, "article": {"title": "A title", "thesis": f"Trams, says {name}."}, "comments": marked}
        write(folder / "discussions" / f"{name}.json", [page])
    return folder


def comment(n: int) -> dict[str, Any]:
    """Make the n-th comment."""
    lang, text = (
        ("en", f"never, because trams are late {n}"),
        ("el", f"Δωρεάν: το τραμ αργεί {n}"),
        ("zh", f"电车应该免费，我不同意 {n}"),
    )[n % 3]
    return {
        "id": str(n),
        "thesis_id": f"t{n // 3 % 2}",
        "lang": lang,
        "thesis": f"Trams should be free {n // 3 % 2}.",
        "title": "A title" if n % 2 else "",
        "parent": "Τα τραμ είναι καλά." if n % 4 == 1 else None,
        "text": text,
        "stance": ("favor", "against", "none")[n % 3],
        "reply": "disagree" if n % 4 == 1 or n == 19 else None,
        "sentiment": TONES[n % 3],
        "spam": False,
        "arguments": [["claim", "never"], ["premise", "trams are late"]] if lang == "en" else [],
    }


def write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSONL."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


class Place:
    """Where a run lies, and how it is asked for on the command line."""

    def __init__(self, data: Path, corpora: Path, checkpoint: Path) -> None:
        self.checkpoint, self.folders = checkpoint, ["--data", str(data), "--corpora", str(corpora)]

    def asked(self, run: Path, *words: str) -> argparse.Namespace:
        """Read the command line of a training of two rounds."""
        from scripts.tasks.train import arguments

        where = ["--checkpoint", str(self.checkpoint), "--run", str(run), "--rounds", "2", "--broad", "1"]
        return arguments([*self.folders, *where, *words])


@pytest.fixture(scope="session")
def place(data: Path, corpora: Path, checkpoint: Path) -> Place:
    """Give what a run needs to be asked for."""
    return Place(data, corpora, checkpoint)


@pytest.fixture(scope="session")
def run(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a run that went through."""
    from scripts.tasks.train import Recipe, train

    folder = tmp_path_factory.mktemp("run")
    train(small(Recipe), place.asked(folder))
    return folder


def small(recipe: Any) -> Any:
    """Give a recipe for the small network: the upper two layers learn, fast."""
    return recipe(broad=1, rounds=2, batch=4, longest=48, frozen=STILL, rate=1e-3, head_rate=2e-3, warmup=3)

"""Measures texts and pairs a second, beside PyTorch float32 of the same model in the same run, as JSON."""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agorascope.inference import Models, store
from agorascope.settings import Settings
from scripts.encoder import check

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3


def main() -> None:
    """Print the figures: the best of three rounds of each, and the ratios."""
    parser = argparse.ArgumentParser(prog="scripts/bench_inference", description=__doc__)
    parser.add_argument("file", type=Path, help="JSONL with `text`")
    parser.add_argument("--checkpoint", type=Path, help="PyTorch checkpoint that scripts/build_encoder kept")
    parser.add_argument("--texts", type=int, default=200)
    given = parser.parse_args()
    lines = given.file.read_text(encoding="utf-8").splitlines()[: given.texts]
    texts = list(dict.fromkeys(json.loads(line)["text"] for line in lines))
    print(json.dumps(measured(texts, given.checkpoint), indent=1))


def measured(texts: list[str], saved: Path | None) -> dict[str, Any]:
    """Give texts and pairs a second, and ratios to PyTorch when there is a checkpoint and PyTorch."""
    first, second = texts[:-1], texts[1:]
    found: dict[str, Any] = {"texts": len(texts)}
    for threads in (1, 2):
        make = partial(_models, threads)
        found[f"texts_per_second_{threads}_threads"] = _speed(len(texts), make, lambda m: m.embed(texts))
    make = partial(_models, 2)
    found["new_pairs_per_second_2_threads"] = _speed(len(first), make, lambda m: m.predict("stance", first, second))
    warm = _models(2)
    warm.predict("stance", first, second)
    found["known_pairs_per_second"] = _speed(len(first), lambda: warm, lambda m: m.predict("stance", first, second))
    if saved and importlib.util.find_spec("torch"):
        for name, size in (("one_by_one", 1), ("batches_of_32", 32)):
            speed = _speed(len(texts), lambda: _torch(saved, texts), partial(_pass, size=size))
            found[f"torch_{name}_texts_per_second_2_threads"] = speed
            found[f"ratio_to_torch_{name}"] = round(found["texts_per_second_2_threads"] / speed, 2)
    return found


def _models(threads: int) -> Models:
    """Load the models and nothing of the texts; loading is not what is measured."""
    models = Models(Settings(threads=threads))
    models.predict("stance", ["warm"], ["up"])
    return models


def _speed(count: int, make: Callable[[], Any], work: Callable[[Any], object]) -> float:
    return round(count / min(_seconds(work, make()) for _ in range(ROUNDS)), 1)


def _seconds(work: Callable[[Any], object], given: object) -> float:
    start = time.perf_counter()
    work(given)
    return time.perf_counter() - start


def _torch(saved: Path, texts: list[str]) -> tuple[Any, list[list[int]]]:
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    torch.set_num_threads(2)
    tokenizer = Tokenizer.from_file(str(store.find("encoder") / "tokenizer.json"))
    ids = sorted(check.pieces(texts, tokenizer), key=len)
    return BertModel.from_pretrained(saved, add_pooling_layer=False).eval(), ids


def _pass(given: tuple[Any, list[list[int]]], size: int) -> None:
    import torch

    model, ids = given
    with torch.no_grad():
        for at in range(0, len(ids), size):
            rows = [torch.tensor(row) for row in ids[at : at + size]]
            padded = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=1)
            model(padded, attention_mask=(padded != 1).long())


if __name__ == "__main__":
    main()

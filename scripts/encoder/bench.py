"""Measures passes a second beside PyTorch float32, of the same model and of one of XLM-R base's size, as JSON.

`all labels`: sentiment, spam, arguments, stance and reply of each comment. Ours takes two passes for them; one model
a task, as systems of the field have it, takes five.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agorascope.inference import Models
from agorascope.inference.inputs import Layout, Reading
from agorascope.settings import Settings
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 3
THREADS = 2
BATCH = 32
XLM_R_BASE = {"hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12, "intermediate_size": 3072}
Rows = list[tuple[int, ...]]


def main() -> None:
    """Print the figures: the best of three rounds of each, taken in turn, and the ratios."""
    parser = argparse.ArgumentParser(prog="scripts/bench_inference", description=__doc__)
    parser.add_argument(
        "file", type=Path, help="JSONL with `text`, and `thesis` or `target`, and `parent` where there is one"
    )
    parser.add_argument("--checkpoint", type=Path, help="PyTorch checkpoint that scripts/build_encoder kept")
    parser.add_argument("--texts", type=int, default=200)
    given = parser.parse_args()
    rows = list(objects(given.file))
    found = [_reading(row) for row in rows[:: max(1, len(rows) // given.texts)]]
    print(json.dumps(measured(list(dict.fromkeys(found)), given.checkpoint), indent=1))


def _reading(row: dict[str, Any]) -> Reading:
    return Reading(row["text"], row.get("thesis") or row.get("target") or "It works.", row.get("parent") or "")


def measured(rows: Sequence[Reading], saved: Path | None) -> dict[str, Any]:
    """Give seconds of each way, passes a second and the ratios to PyTorch, if it is installed."""
    alone = [Reading(row.text) for row in rows]
    target, parent = (
        [Reading(row.text, row.target) for row in rows],
        [Reading(row.text, "", row.parent) for row in rows],
    )
    ours: dict[str, Callable[[], object]] = {
        "alone": lambda: _fresh().answers(alone),
        "placed": lambda: _fresh().answers(list(rows)),
        "embedding": lambda: _fresh().embed([row.text for row in rows]),
    }
    peers: dict[str, Callable[[], object]] = {}
    if saved and importlib.util.find_spec("torch"):
        layout = _fresh()._trunk.layout  # noqa: SLF001  the same rows for everybody
        single, paired = _ids(alone, layout), [*_ids(target, layout), *_ids(parent, layout)]
        for name, network in (("same model", _same(saved)), ("XLM-R base size", _large(saved))):
            peers[f"{name}, one by one"] = _run(network, single, 1)
            peers[f"{name}, batches"] = _run(network, single, BATCH)
            peers[f"{name}, batches of pairs"] = _run(network, paired, BATCH)
    return figures(_best(ours | peers), len(rows))


def figures(seconds: dict[str, float], count: int) -> dict[str, Any]:
    """Put seconds into passes a second and ratios."""
    found: dict[str, Any] = {"texts": count, "threads": THREADS, "rounds": ROUNDS}
    found["passes a second"] = {
        name: round(count * (2 if name.endswith("pairs") else 1) / value, 1) for name, value in seconds.items()
    }
    large = "XLM-R base size, batches"
    if large in seconds:
        found["ratio a pass"] = {
            name: round(seconds[name] / seconds["alone"], 2)
            for name in seconds
            if name.endswith(("one by one", "batches"))
        }
        each = 3 * seconds[large] + seconds[f"{large} of pairs"]
        found["ratio for all labels"] = {
            "XLM-R base size, a model a task": round(each / (seconds["alone"] + seconds["placed"]), 2)
        }
    return found


def _fresh() -> Models:
    """Give loaded models that remember nothing of the texts: loading is not what is measured."""
    _LOADED._answers.__init__()  # type: ignore[misc]  # noqa: SLF001
    _LOADED._vectors.__init__()  # type: ignore[misc]  # noqa: SLF001
    return _LOADED


_LOADED = Models(Settings(threads=THREADS))


def _best(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS + 1):  # the first round warms up and may well be the best
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def _ids(rows: Sequence[Reading], layout: Layout) -> Rows:
    return sorted((layout.row(row).ids for row in rows), key=len)


def _same(saved: Path) -> Any:  # noqa: ANN401  PyTorch is imported late
    from transformers import BertModel

    return BertModel.from_pretrained(saved, add_pooling_layer=False).eval()


def _large(saved: Path) -> Any:  # noqa: ANN401
    """Random weights serve for timing; the table of word vectors is ours, since a look-up costs nothing."""
    from transformers import BertConfig, XLMRobertaConfig, XLMRobertaModel

    size = BertConfig.from_pretrained(saved).vocab_size
    config = XLMRobertaConfig(vocab_size=size, max_position_embeddings=514, type_vocab_size=1, **XLM_R_BASE)
    return XLMRobertaModel(config, add_pooling_layer=False).eval()


def _run(network: Any, rows: Rows, size: int) -> Callable[[], object]:  # noqa: ANN401
    import torch

    torch.set_num_threads(THREADS)

    def work() -> None:
        with torch.inference_mode():
            for at in range(0, len(rows), size):
                part = [torch.tensor(row) for row in rows[at : at + size]]
                padded = torch.nn.utils.rnn.pad_sequence(part, batch_first=True, padding_value=1)
                network(padded, attention_mask=(padded != 1).long())

    return work


if __name__ == "__main__":
    main()

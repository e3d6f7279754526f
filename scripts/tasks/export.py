"""Writes models/tasks from a training run: `scripts/export_tasks --run DIR --checkpoint DIR`.

The word vectors stay in `models/encoder`; what is written is the tuned layers with the heads, in int8.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import onnx
import torch
from tokenizers import Tokenizer
from transformers import BertConfig

from agorascope.inference.inputs import Layout
from scripts.encoder import graph
from scripts.encoder import peaks as largest
from scripts.encoder.build import TRUNK, digest
from scripts.encoder.e5file import Shape
from scripts.tasks import card, examples
from scripts.tasks import network as networks
from scripts.tasks.examples import LABELS
from scripts.tasks.pieces import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.tasks.examples import Example

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 192
SEEN = 160


def shape_of(checkpoint: Path) -> Shape:
    """Read the sizes of a checkpoint."""
    config = BertConfig.from_pretrained(checkpoint)
    return Shape(
        config.hidden_size,
        config.num_hidden_layers,
        config.num_attention_heads,
        config.intermediate_size,
        config.vocab_size,
        config.max_position_embeddings,
        config.type_vocab_size,
        config.layer_norm_eps,
    )


def averaged(run: Path, checkpoint: Path, frozen: int, names: Sequence[str] = ("last.pt",)) -> networks.Network:
    """Load the network of a run with the average of its weights, over several checkpoints where several are named."""
    network = networks.load(checkpoint, frozen)
    wanted = {part for part, value in network.named_parameters() if value.requires_grad}
    found = [_average(run / name, wanted) for name in names]
    learned = {part: sum(one[part] for one in found) / len(found) for part in found[0]}
    network.load_state_dict(learned, strict=False)
    network.eval()
    return network


def _average(path: Path, wanted: set[str]) -> dict[str, Any]:
    learned: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)["average"]
    if wanted != learned.keys():
        different = sorted(wanted ^ learned.keys())
        raise SystemExit(f"{path}: not a checkpoint of this network: {', '.join(different[:3])}")
    return learned


def state_of(network: networks.Network) -> dict[str, Any]:
    """Give the weights as arrays, the encoder's without its prefix."""
    return {
        name.removeprefix("encoder."): value.detach().float().numpy() for name, value in network.state_dict().items()
    }


def peaks(network: networks.Network, rows: Sequence[Example], layout: Layout) -> dict[str, Any]:
    """Give the largest size that each input of each product takes over the rows, by the product's name."""
    parts = [(name, part) for name, part in network.named_modules() if isinstance(part, torch.nn.Linear)]

    def run() -> None:
        for row in rows:
            ids = torch.tensor([layout.row(row.reading).ids])
            network(ids, torch.ones_like(ids, dtype=torch.bool))

    return largest.peaks({name.removeprefix("encoder."): part for name, part in parts}, run)


def seen(corpora: Path, most: int = SEEN) -> list[Example]:
    """Draw the comments that the quantised inputs are measured on: of those that are learned from, always the same."""
    rows = examples.comments(corpora / "comments" / "discussions.jsonl")
    return random.Random(5).sample(rows, min(most, len(rows)))  # noqa: S311


def check_trunk(path: Path, layers: int) -> None:
    """Raise `SystemExit` where the trunk on the disk holds another number of layers than the network stands on."""
    names = [weight.name for weight in onnx.load(str(path)).graph.initializer]
    held = {name.split(".")[2] for name in names if name.startswith("encoder.layer.")}
    if len(held) != layers:
        raise SystemExit(f"{path} holds {len(held)} layers, the network stands on {layers}: run scripts/build_encoder")


def write(
    network: networks.Network, shape: Shape, trunk: str, path: Path, found: dict[str, Any] | None, layers: int
) -> None:
    """Write the graph of the tuned part: what stands above the layers that were never changed; with peaks, in int8."""
    labels = {task: len(names) for task, names in LABELS.items()}
    onnx.save(graph.tasks(state_of(network), shape, labels, len(TAGS), layers=layers, trunk=trunk, peaks=found), path)


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line, or the words given in its place."""
    parser = argparse.ArgumentParser(prog="scripts/export_tasks", description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--name", nargs="+", default=["last.pt"], help="checkpoints of the run; several are averaged")
    parser.add_argument("--checkpoint", type=Path, required=True, help="pruned encoder the run started from")
    parser.add_argument("--encoder", type=Path, default=ROOT / "models" / "encoder")
    parser.add_argument("--corpora", type=Path, default=ROOT / "corpora", help="folder of our own texts")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "tasks")
    parser.add_argument("--float", action="store_true", help="not quantised, to compare with")
    return parser.parse_args(words)


def main() -> None:
    """Export as the command line says."""
    export(arguments(), TRUNK)


def export(given: argparse.Namespace, layers: int) -> None:
    """Export a model over a trunk of so many layers; temperatures are one until `scripts/measure_tasks` fits them."""
    given.out.mkdir(parents=True, exist_ok=True)
    frozen = int(json.loads((given.run / "recipe.json").read_text())["frozen"])
    if frozen < layers:
        raise SystemExit(f"{given.run}: {layers} layers are shared, but this run changed all above {frozen}")
    network = averaged(given.run, given.checkpoint, frozen, given.name)
    trunk = digest(given.encoder / "trunk.onnx")
    shape = shape_of(given.checkpoint)
    tokenizer = Tokenizer.from_file(str(given.checkpoint / "tokenizer.json"))
    layout = Layout(tokenizer, min(LONGEST, shape.positions))
    found = None if given.float else peaks(network, seen(given.corpora), layout)
    check_trunk(given.encoder / "trunk.onnx", layers)
    write(network, shape, trunk, given.out / "model.onnx", found, layers)
    about = {"labels": LABELS, "temperatures": {}}
    (given.out / "about.json").write_text(json.dumps(about, indent=1) + "\n")
    files = {name: digest(given.out / name) for name in ("model.onnx", "about.json")}
    manifest = {"format": "agorascope/models/1", "models": [card.described(files)]}
    (given.out / "manifest.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(json.dumps({"bytes": (given.out / "model.onnx").stat().st_size, "files": files}))


if __name__ == "__main__":
    main()

"""Trains the multi-task model in resumable steps: `scripts/train_tasks --data DIR --checkpoint DIR --run DIR`.

On a CPU or, where there is one, a GPU. What is learned last is averaged over the steps (an exponential moving
average of the weights, as in Polyak and Juditsky, 1992), and the average is what is measured and exported.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from agorascope.inference.inputs import Layout
from scripts.tasks import network as networks
from scripts.tasks import pieces, plan, start

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scripts.tasks.examples import Example
    from scripts.tasks.network import Network
    from scripts.tasks.pieces import Numbers

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
PAD = 1
TOLD = 50  # batches to a line of the log
STEP = 8  # lengths are rounded up to it: a CPU compiles its products anew for every length


@dataclass(frozen=True)
class Recipe:
    """What decides the result: two runs of the same recipe and data learn the same."""

    broad: int = 3
    rounds: int = 5
    closing: float = 0.6
    batch: int = 40
    longest: int = 192
    frozen: int = 0
    rate: float = 1.2e-4
    layer_decay: float = 0.9
    head_rate: float = 8e-4
    weight_decay: float = 0.01
    warmup: int = 300
    last: float = 0.35
    smoothing: float = 0.05
    tag_weight: float = 1.0
    average: float = 0.998
    seed: int = 11


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line, or the words given in its place."""
    parser = argparse.ArgumentParser(prog="scripts/train_tasks", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data (JSONL by task)")
    parser.add_argument(
        "--checkpoint", type=Path, required=True, help="pruned encoder (scripts/build_encoder --checkpoint)"
    )
    parser.add_argument("--run", type=Path, required=True, help="folder of this run: checkpoints, log, recipe")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder of our own texts")
    parser.add_argument("--start", type=Path, help="begin from these tuned weights: a run's .pt, or an exported .onnx")
    parser.add_argument("--rate", type=float, default=Recipe.rate, help="peak learning rate (default: %(default)s)")
    parser.add_argument(
        "--frozen", type=int, default=Recipe.frozen, help="lower layers that stay as they are (default: %(default)s)"
    )
    parser.add_argument("--last", type=float, default=Recipe.last, help="share of the run in which the rate falls")
    parser.add_argument("--resume", action="store_true", help="go on from the run's last checkpoint")
    parser.add_argument("--rounds", type=int, default=Recipe.rounds, help="rounds in all (default: %(default)s)")
    parser.add_argument("--broad", type=int, default=Recipe.broad, help="rounds that teach broadly, the first ones")
    parser.add_argument("--every", type=float, default=180, help="seconds between checkpoints (default: %(default)s)")
    return parser.parse_args(words)


class Run:
    """A run's state: the network, its average, the optimiser, and the place in the plan."""

    def __init__(self, recipe: Recipe, network: Network, device: torch.device) -> None:
        self.recipe, self.device = recipe, device
        self.network = network.to(device)
        given = networks.groups(network, recipe.rate, recipe.layer_decay, recipe.head_rate, recipe.weight_decay)
        self.optimiser = torch.optim.AdamW(given, betas=(0.9, 0.98), fused=device.type == "cpu" or None)
        self.peaks = [group["lr"] for group in self.optimiser.param_groups]
        self.learned = {name: p for name, p in network.named_parameters() if p.requires_grad}
        self.average = {name: p.detach().clone() for name, p in self.learned.items()}
        self.round = self.batch = self.step = 0

    def begin(self, given: Mapping[str, torch.Tensor]) -> None:
        """Take weights that were learned before; lower layers that were not learned then begin as the encoder has them.

        Raises `SystemExit` when they are another network's.
        """
        lacking = {name for name in self.learned.keys() - given.keys() if not name.startswith("encoder.")}
        different = sorted(given.keys() - self.learned.keys() | lacking)
        if different:
            raise SystemExit(f"--start: not the weights of this network: {', '.join(different[:3])}")
        with torch.no_grad():
            for name, value in given.items():
                self.learned[name].copy_(value)
                self.average[name].copy_(value)

    def learn(self, rows: Sequence[Numbers], speed: float) -> float:
        """Take one step; `speed` scales the peak rates. What dropout drops hangs on the step alone, as the rows do."""
        torch.manual_seed((self.recipe.seed << 32) + self.step)
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * speed
        ids, mask, labels, tags = (part.to(self.device) for part in padded(rows))
        with torch.autocast(self.device.type, torch.bfloat16):
            answers, tagged = self.network(ids, mask)
        loss = loss_of(answers, tagged, labels, tags, self.recipe)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.learned.values(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self._averaged()
        return float(loss.detach())

    def _averaged(self) -> None:
        keep = min(self.recipe.average, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.learned.items():
                self.average[name].lerp_(value, 1 - keep)

    def save(self, path: Path) -> None:
        """Write everything that the run needs to go on; a broken write leaves the last one."""
        state = {
            "network": self.learned,
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "place": (self.round, self.batch, self.step),
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def restore(self, path: Path) -> None:
        """Take up what `save` wrote."""
        state = torch.load(path, map_location=self.device, weights_only=True)
        with torch.no_grad():
            for name, value in state["network"].items():
                self.learned[name].copy_(value)
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.round, self.batch, self.step = state["place"]


def padded(rows: Sequence[Numbers]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Give pieces, mask, labels and tags of a batch as tensors of one length."""
    longest = -(-max(len(row.ids) for row in rows) // STEP) * STEP
    ids = torch.tensor([[*row.ids, *[PAD] * (longest - len(row.ids))] for row in rows])
    mask = torch.tensor([[True] * len(row.ids) + [False] * (longest - len(row.ids)) for row in rows])
    tags = [[*(row.tags or ()), *[pieces.UNKNOWN] * (longest - len(row.tags or ()))] for row in rows]
    return ids, mask, torch.tensor([row.labels for row in rows]), torch.tensor(tags)


def loss_of(
    answers: dict[str, torch.Tensor], tagged: torch.Tensor, labels: torch.Tensor, tags: torch.Tensor, recipe: Recipe
) -> torch.Tensor:
    """Add the cross-entropies of all labels that the rows have, each row's tags as one label, over the rows."""
    found = [
        functional.cross_entropy(
            answers[task], labels[:, at], ignore_index=pieces.UNKNOWN, label_smoothing=recipe.smoothing, reduction="sum"
        )
        for at, task in enumerate(pieces.HEADS)
    ]
    each = functional.cross_entropy(tagged.transpose(1, 2), tags, ignore_index=pieces.UNKNOWN, reduction="none")
    known = (tags != pieces.UNKNOWN).sum(1)
    found.append(recipe.tag_weight * (each.sum(1) / known.clamp(min=1)).sum())
    return torch.stack(found).sum() / len(labels)


def speed_at(done: float, step: int, recipe: Recipe) -> float:
    """Warm up over the first steps, hold, and fall to nothing over the last share of the run (`done` of 1)."""
    return min(1.0, (step + 1) / recipe.warmup) * min(1.0, max(0.0, (1 - done) / max(recipe.last, 1e-6)))


def main() -> None:
    """Train as the command line says."""
    given = arguments()
    share = given.rate / Recipe.rate
    recipe = Recipe(given.broad, given.rounds, rate=given.rate, last=given.last, frozen=given.frozen)
    train(replace(recipe, head_rate=share * recipe.head_rate), given)


def train(recipe: Recipe, given: argparse.Namespace) -> None:
    """Train round by round; a checkpoint every few minutes and after each round."""
    kept = given.run / "last.pt"
    prepared(recipe, given, kept)
    torch.manual_seed(recipe.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    layout = Layout(Tokenizer.from_file(str(given.checkpoint / "tokenizer.json")), recipe.longest)
    run = Run(recipe, networks.load(given.checkpoint, recipe.frozen), device)
    if given.resume and kept.exists():
        run.restore(kept)
    elif given.start:
        run.begin(start.weights(given.start))
    found = plan.sets(given.data, given.corpora)
    told({"rows": {" ".join(kind): len(rows) for kind, rows in found.items()}}, given.run)
    while run.round < recipe.rounds:
        one_round(run, found, layout, given)
        run.round, run.batch = run.round + 1, 0
        run.save(kept)
        run.save(given.run / f"round-{run.round}.pt")


def prepared(recipe: Recipe, given: argparse.Namespace, kept: Path) -> None:
    """Write the recipe beside the run; raises `SystemExit` where a run is there already, or was begun by another."""
    path, written = given.run / "recipe.json", json.dumps(vars(recipe), indent=1) + "\n"
    if kept.exists() and not given.resume:
        raise SystemExit(f"{kept} is there already: go on with --resume, or name another --run")
    if kept.exists() and path.read_text() != written:
        raise SystemExit(
            f"--resume: {path} holds other settings; give those, or begin another --run with --start {kept}"
        )
    given.run.mkdir(parents=True, exist_ok=True)
    path.write_text(written)


def one_round(run: Run, found: dict[plan.Kind, list[Example]], layout: Layout, given: argparse.Namespace) -> None:
    """Go through a round from the run's place on."""
    recipe = run.recipe
    part = recipe.closing if run.round == recipe.rounds - 1 else 1.0  # the last round need not be a whole one
    rows = [pieces.numbers(row, layout) for row in plan.round_of(run.round, recipe.broad, found, part)]
    order = list(plan.batches(len(rows), [len(row.ids) for row in rows], recipe.batch, run.round))
    began = saved = time.monotonic()
    losses: list[float] = []
    run.network.train()
    for at in range(run.batch, len(order)):
        done = (run.round + at / len(order)) / recipe.rounds
        losses.append(run.learn([rows[row] for row in order[at]], speed_at(done, run.step, recipe)))
        run.batch = at + 1
        if len(losses) == TOLD:
            rate = round(TOLD * recipe.batch / (time.monotonic() - began), 1)
            told(
                {
                    "round": run.round,
                    "batch": at + 1,
                    "of": len(order),
                    "loss": round(sum(losses) / TOLD, 4),
                    "a second": rate,
                },
                given.run,
            )
            losses, began = [], time.monotonic()
        if time.monotonic() - saved > given.every:
            run.save(given.run / "last.pt")
            saved = time.monotonic()


def told(fact: dict[str, object], folder: Path) -> None:
    """Write a line of the log, and show it."""
    line = json.dumps(fact)
    print(line, file=sys.stderr, flush=True)
    with (folder / "log.jsonl").open("a") as log:
        log.write(line + "\n")


if __name__ == "__main__":
    main()

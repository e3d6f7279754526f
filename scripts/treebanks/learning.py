"""Trains a network: every head at once, weights averaged over the last steps, a state to go on from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from msgspec import Struct, structs
from torch import nn
from torch.nn import functional

from scripts.treebanks.examples import NONE, Example, batch
from scripts.treebanks.network import Batch, Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    Answers = dict[str, torch.Tensor]

LEAST = 0.02
WEIGHTS = {"feats": 0.7, "lemma": 0.7, "xpos": 0.5}


class Recipe(Struct, frozen=True, kw_only=True):
    """How long and how fast is learned; rates for the layers and for the heads.

    Rates rise and fall once in each of the `cycles`, which are so many rounds long (Loshchilov and Hutter, 2017,
    arXiv:1608.03983, warm restarts). Afterwards the heads alone learn `settled` rounds.
    """

    cycles: tuple[int, ...] = (16,)
    settled: int = 0
    rate: float = 3e-4
    head_rate: float = 2e-3
    pieces: int = 1000
    warm: float = 0.08
    seed: int = 7
    average: float = 0.995
    threads: int = 1
    half: bool = True


def losses(network: Network, given: Batch, told: Answers, *, characters: bool) -> torch.Tensor:
    """Give the sum of the losses of all heads."""
    pieces = network.read(given)
    found = network.words(given, pieces)
    total = sum(
        (WEIGHTS.get(name, 1.0) * _cross(found[name], told[name]) for name in network.tags), start=torch.zeros(())
    )
    real = told["head"] != NONE
    allowed = torch.cat([torch.ones_like(real[:, :1]), real], 1)
    total = total + _cross(found["arc"].masked_fill(~allowed[:, None, :], -1e4), told["head"])
    heads = told["head"].clamp(min=0)
    total = total + _cross(network.labels(found, heads), told["relation"])
    if characters:
        total = total + _cross(network.characters(given, pieces), told["bounds"])
    return total


def _cross(scores: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, 1), told.flatten(), ignore_index=NONE, label_smoothing=0.03
    )


def batches(variants: Sequence[Sequence[Example]], most: int, drawn: random.Random) -> Iterator[list[Example]]:
    """Show every sentence once, in one of its ways, those of similar length together."""
    chosen = [drawn.choice(ways) for ways in variants]
    chosen.sort(key=lambda one: len(one.pieces) + drawn.random() * 8)
    groups: list[list[Example]] = [[]]
    for one in chosen:
        if groups[-1] and (len(groups[-1]) + 1) * len(one.pieces) > most:
            groups.append([])
        groups[-1].append(one)
    drawn.shuffle(groups)
    yield from groups


def train(
    network: Network,
    variants: Sequence[Sequence[Example]],
    recipe: Recipe,
    state: Path,
) -> Network:
    """Train and give the network with averaged weights; goes on from `state` where that exists."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    drawn = random.Random(recipe.seed)  # noqa: S311  - an order, not a secret
    steps = sum(1 for _ in batches(variants, recipe.pieces, random.Random(0)))  # noqa: S311
    layers = list(network.layers.parameters())
    rest = [value for name, value in network.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": layers, "lr": recipe.rate}] if layers else []
    groups.append({"params": rest, "lr": recipe.head_rate})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: speed(n, steps, recipe))
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    first = _resumed(state, network, optimizer, schedule, average)
    for number in range(sum(recipe.cycles)):
        groups_now = list(batches(variants, recipe.pieces, drawn))
        if number < first:
            continue
        torch.manual_seed(recipe.seed + number)
        network.train()
        for group in groups_now:
            optimizer.zero_grad()
            given, told = batch(group)
            with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half):
                lost = losses(network, given, told, characters=hasattr(network, "sign"))
            lost.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            _blend(average, network, recipe.average)
        _save(state, network, optimizer, schedule, average, number + 1)
        print(f"round {number + 1} of {sum(recipe.cycles)}", flush=True)
    network.load_state_dict(average)
    network.eval()
    return network


def settle(network: Network, variants: Sequence[Sequence[Example]], recipe: Recipe, state: Path) -> Network:
    """Train the heads alone, over what the layers now give, which is found once: a round costs a tenth."""
    tuned = network.layers
    network.eval()
    with torch.inference_mode():
        found = [[_behind(network, one) for one in ways] for ways in variants]
    network.layers = nn.ModuleList()
    train(network, found, recipe, state)
    network.layers = tuned
    return network


def _behind(network: Network, one: Example) -> Example:
    told = network.read(batch([one])[0])[0]
    behind: Example = structs.replace(one, pieces=told.numpy().astype(np.float16))
    return behind


def speed(step: int, steps: int, recipe: Recipe) -> float:
    """Give the share of the full rate at a step; a round has so many steps."""
    *earlier, last = (rounds * steps for rounds in recipe.cycles)
    for length in earlier:
        if step < length:
            last = length
            break
        step -= length
    return min(1.0, (step + 1) / (recipe.warm * last)) * max(LEAST, 1 - step / last)


def _blend(average: dict[str, torch.Tensor], network: Network, share: float) -> None:
    with torch.no_grad():
        for name, value in network.state_dict().items():
            average[name].mul_(share).add_(value, alpha=1 - share)


def _save(path: Path, network: Network, optimizer: Any, schedule: Any, average: Any, done: int) -> None:  # noqa: ANN401
    content = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
        "average": average,
        "done": done,
    }
    beside = path.with_suffix(".part")
    torch.save(content, beside)
    beside.replace(path)


def _resumed(path: Path, network: Network, optimizer: Any, schedule: Any, average: Any) -> int:  # noqa: ANN401
    if not path.exists():
        return 0
    content = torch.load(path, map_location="cpu", weights_only=True)
    network.load_state_dict(content["network"])
    optimizer.load_state_dict(content["optimizer"])
    schedule.load_state_dict(content["schedule"])
    average.update(content["average"])
    return int(content["done"])

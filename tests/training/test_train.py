"""Training: what is learned and what is not, the same weights after a break, checkpoints that survive one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch", reason="needs the extra 'train'")

from scripts.tasks import network as networks  # noqa: E402
from scripts.tasks import pieces  # noqa: E402
from scripts.tasks.examples import LABELS  # noqa: E402
from scripts.tasks.pieces import UNKNOWN, Numbers  # noqa: E402
from scripts.tasks.train import Recipe, Run, loss_of, padded, speed_at, train  # noqa: E402

from tests.training.conftest import STILL, Place, small  # noqa: E402

NOTHING = (UNKNOWN,) * len(pieces.HEADS)


def kept(folder: Path) -> dict[str, Any]:
    """Read what a run ended with: weights and their averages."""
    state = torch.load(folder / "last.pt", weights_only=True)
    return {**state["network"], **{f"average of {name}": value for name, value in state["average"].items()}}


def fresh(place: Place) -> Run:
    """Begin a run."""
    torch.manual_seed(3)
    return Run(small(Recipe), networks.load(place.checkpoint, STILL), torch.device("cpu"))


@pytest.mark.parametrize("step", [2, 14])
def test_a_run_that_was_broken_off_ends_as_one_that_was_not(
    step: int, run: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off in its first or second round and resumed, a run learns bit for bit what it would have learned."""
    learn = Run.learn

    def broken(self: Run, rows: list[Numbers], speed: float) -> float:
        if self.step == step:
            raise KeyboardInterrupt
        return learn(self, rows, speed)

    with monkeypatch.context() as patch:
        patch.setattr(Run, "learn", broken)
        with pytest.raises(KeyboardInterrupt):
            train(small(Recipe), place.asked(tmp_path, "--every", "0"))
    assert torch.load(tmp_path / "last.pt", weights_only=True)["place"][2] == step
    torch.rand(7)  # whatever chance was used for in between
    train(small(Recipe), place.asked(tmp_path, "--resume"))
    whole, resumed = kept(run), kept(tmp_path)
    assert whole.keys() == resumed.keys()
    assert all(torch.equal(whole[name], resumed[name]) for name in whole)


def test_a_run_leaves_a_checkpoint_of_every_round_and_what_it_was_made_by(run: Path, place: Place) -> None:
    """Two rounds leave two checkpoints, the recipe and a log; a run that is done has nothing to resume."""
    assert {p.name for p in run.iterdir()} == {"last.pt", "round-1.pt", "round-2.pt", "recipe.json", "log.jsonl"}
    assert json.loads((run / "recipe.json").read_text())["rounds"] == 2
    rows = json.loads((run / "log.jsonl").read_text().splitlines()[0])["rows"]
    assert rows["placed own"] == rows["alone own"] == 12
    before = (run / "last.pt").read_bytes()
    train(small(Recipe), place.asked(run, "--resume"))
    assert (run / "last.pt").read_bytes() == before


def test_a_run_is_neither_overwritten_nor_mixed_with_another(place: Place, run: Path) -> None:
    """Without --resume, or with other settings, a run that is there is refused and its recipe stays."""
    before = (run / "recipe.json").read_bytes()
    with pytest.raises(SystemExit, match="go on with --resume"):
        train(small(Recipe), place.asked(run))
    with pytest.raises(SystemExit, match="holds other settings"):
        train(replace(small(Recipe), rate=3e-3), place.asked(run, "--resume"))
    assert (run / "recipe.json").read_bytes() == before


def test_only_the_upper_layers_and_the_heads_learn(run: Path, place: Place) -> None:
    """What the checkpoint of a run holds is what changed: no embedding, no lower layer."""
    begun = dict(networks.load(place.checkpoint, STILL).named_parameters())
    learned = {name: value for name, value in kept(run).items() if not name.startswith("average")}
    assert {name for name in begun if "embeddings" in name or "layer.0." in name}.isdisjoint(learned)
    assert all(any(f".layer.{n}." in name for name in learned) for n in (1, 2))
    changed = [name for name in learned if not torch.equal(learned[name], begun[name])]
    assert {*learned} - {*changed} <= {name for name in learned if name.endswith("key.bias")}  # it has no effect


def test_a_broken_write_leaves_the_last_checkpoint(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up while a checkpoint is written costs what was learned since the last one, no more."""
    path, first = tmp_path / "last.pt", fresh(place)
    first.step = 7
    first.save(path)

    def half(state: object, target: Path) -> None:
        del state
        target.write_bytes(b"half of a")
        raise OSError("no space left on device")

    monkeypatch.setattr(torch, "save", half)
    first.step = 8
    with pytest.raises(OSError, match="no space"):
        first.save(path)
    second = fresh(place)
    second.restore(path)
    assert second.step == 7


def test_steps_on_a_batch_lower_its_loss(place: Place) -> None:
    """What is shown again and again is learned, and the average follows."""
    run = fresh(place)
    row = Numbers((0, 9, 8, 7, 2), (2, *NOTHING[1:]), (UNKNOWN, 1, 2, 2, UNKNOWN))
    other = Numbers((0, 12, 13, 2), (0, *NOTHING[1:]), None)
    run.network.train()
    losses = [run.learn([row, other], 1.0) for _ in range(25)]
    assert losses[-1] < losses[0] / 2
    moved = [name for name in run.learned if not torch.equal(run.learned[name], run.average[name])]
    assert "tags.weight" in moved


def test_padding_changes_no_answer(place: Place) -> None:
    """A row's logits are the same alone and beside a longer one."""
    network = networks.load(place.checkpoint, STILL).eval()
    short, long = Numbers((0, 9, 8, 2), NOTHING, None), Numbers((0, *range(5, 40), 2), NOTHING, None)
    with torch.inference_mode():
        ids, mask, *_ = padded([short, long])
        answers, tags = network(ids, mask)
        alone, own = network(torch.tensor([short.ids]), torch.ones((1, 4), dtype=torch.bool))
    assert ids.shape == mask.shape == (2, 40)
    assert torch.allclose(tags[0, :4], own[0], atol=1e-5)
    for task in pieces.HEADS:
        assert torch.allclose(answers[task][0], alone[task][0], atol=1e-5)


def test_a_row_teaches_only_what_it_is_labelled_with() -> None:
    """The loss is the mean over rows of the cross-entropy of each label; a row's tags together are one label."""
    recipe = Recipe(smoothing=0.0)
    answers = {task: torch.zeros(2, len(LABELS[task])) for task in pieces.HEADS}
    tagged = torch.zeros(2, 6, 5)
    none = torch.full((2, 6), UNKNOWN)
    assert float(loss_of(answers, tagged, torch.tensor([NOTHING, NOTHING]), none, recipe)) == 0
    one = torch.tensor([(1, *NOTHING[1:]), NOTHING])
    assert float(loss_of(answers, tagged, one, none, recipe)) == pytest.approx(torch.log(torch.tensor(3.0)).item() / 2)
    for known in (1, 4):
        tags = none.clone()
        tags[1, :known] = 2
        found = float(loss_of(answers, tagged, torch.tensor([NOTHING, NOTHING]), tags, recipe))
        assert found == pytest.approx(torch.log(torch.tensor(5.0)).item() / 2)


def test_speed_rises_holds_and_falls() -> None:
    """Rates warm up over the first steps, are held, and end at nothing."""
    recipe = Recipe(warmup=100, last=0.5)
    assert speed_at(0.0, 0, recipe) == pytest.approx(0.01)
    assert speed_at(0.1, 99, recipe) == speed_at(0.5, 5000, recipe) == 1.0
    assert speed_at(0.75, 7000, recipe) == pytest.approx(0.5)
    assert speed_at(1.0, 9999, recipe) == 0.0

"""Temperatures: a known one is found again, for each writing that has rows enough, and sets weigh alike."""

from __future__ import annotations

import numpy as np
import pytest
from scripts.tasks.calibrate import COOLEST, FEWEST, WARMEST, temperatures
from scripts.tasks.examples import LABELS, Example

from agorascope.inference.inputs import Reading
from agorascope.inference.tuned import Answer

Rows = tuple[list[Example], list[Answer]]


def drawn(temperature: float, count: int, written: str = "en", task: str = "stance", seed: int = 1) -> Rows:
    """Draw gold labels from what logits say at a temperature: whoever knows it is calibrated."""
    chance = np.random.default_rng(seed)
    labels = LABELS[task]
    logits = chance.normal(0, 3, (count, len(labels)))
    odds = np.exp(logits / temperature)
    shares = (odds / odds.sum(axis=1, keepdims=True)).cumsum(axis=1)
    gold = (chance.random((count, 1)) > shares[:, :-1]).sum(axis=1)
    rows = [Example(Reading("x"), {task: labels[n]}, written, "x") for n in gold]
    return rows, [Answer({task: tuple(row.tolist())}, written) for row in logits]


def fitted(**sets: Rows) -> dict[str, dict[str, float]]:
    """Fit on sets of stance by their sources."""
    rows = {f"stance/{name}": part[0] for name, part in sets.items()}
    return temperatures(rows, {f"stance/{name}": part[1] for name, part in sets.items()})


@pytest.mark.parametrize("temperature", [0.7, 1.0, 1.8, 3.0])
def test_a_known_temperature_is_found_again(temperature: float) -> None:
    """From four thousand rows it comes back to within a tenth."""
    found = fitted(vast=drawn(temperature, 4000))["stance"]
    assert found["other"] == found["en"] == pytest.approx(temperature, rel=0.1)


def test_each_writing_has_its_own() -> None:
    """Greek and English rows of one task get two temperatures; a writing with too few rows has none of its own."""
    few = drawn(1.0, FEWEST - 1, "zh")
    found = fitted(a=drawn(0.6, 3000, "el"), b=drawn(2.5, 3000, "en", seed=2), c=few)["stance"]
    assert found["el"] == pytest.approx(0.6, rel=0.1)
    assert found["en"] == pytest.approx(2.5, rel=0.1)
    assert found.keys() == {"other", "el", "en"}


def test_the_test_set_is_left_out() -> None:
    """The annotated discussions are what the figures are of: no temperature is fitted on them."""
    plain, clear = drawn(1.0, 2000), drawn(4.0, 2000, seed=3)
    assert fitted(vast=plain, discussions=clear) == fitted(vast=plain)


def test_sets_weigh_alike_and_ours_more() -> None:
    """Twice the rows of one set move nothing by themselves; our own set pulls the temperature towards itself."""
    sharp, soft = drawn(0.6, 1000), drawn(3.0, 1000, seed=4)
    twice = (soft[0] * 2, soft[1] * 2)
    even, ours = fitted(a=sharp, b=soft)["stance"]["en"], fitted(a=sharp, own=soft)["stance"]["en"]
    assert fitted(a=sharp, b=twice)["stance"]["en"] == pytest.approx(even, abs=2e-3)
    assert 0.6 < even < ours < 3.0


def test_temperatures_stay_within_reason() -> None:
    """Rows that are all right or all wrong give the bounds; a task without rows keeps its probabilities."""
    rows, _ = drawn(1.0, 80)
    right = [
        Answer({"stance": tuple(4.0 * (row.labels["stance"] == label) for label in LABELS["stance"])}, "en")
        for row in rows
    ]
    wrong = [Answer({"stance": tuple(-value for value in answer.logits["stance"])}, "en") for answer in right]
    assert fitted(a=(rows, right))["stance"]["other"] == pytest.approx(COOLEST, rel=0.02)
    assert fitted(a=(rows, wrong))["stance"]["other"] == pytest.approx(WARMEST, rel=0.02)
    found = fitted(a=(rows, right))
    assert found.keys() == LABELS.keys()
    assert found["spam"] == {"other": 1.0}

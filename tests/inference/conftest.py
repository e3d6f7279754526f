"""The installed models on one thread, once for all tests of the room; what they learned is of no account here."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agorascope.inference import Models
from agorascope.inference import trunk as trunks
from agorascope.inference import tuned as tuning
from agorascope.inference.inputs import Layout, Reading, Row
from agorascope.settings import Settings

Cutter = Callable[[int], Layout]


@pytest.fixture(scope="session")
def models() -> Models:
    """Give models that run on one thread, loaded before any test has others found in their place."""
    found = Models(Settings(threads=1))
    assert found._trunk
    assert found._tuned
    return found


@pytest.fixture(scope="session")
def narrow() -> Models:
    """Give models whose passes are short, so that a text of two lines takes several."""
    return Models(Settings(threads=1, max_tokens=32))


@pytest.fixture(scope="session")
def layouts(models: Models) -> Cutter:
    """Give a function that makes layouts for passes of so many pieces."""
    made: dict[int, Layout] = {}
    return lambda longest: made.setdefault(longest, Layout(models._trunk.layout.tokenizer, longest))


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """Give a list that grows by a row with every pass through the trunk, whichever network follows."""
    rows: list[Row] = []
    run = trunks.Trunk.run

    def counted(self: trunks.Trunk, row: Row) -> trunks.Hidden:
        rows.append(row)
        return run(self, row)

    monkeypatch.setattr(trunks.Trunk, "run", counted)
    return rows


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Reading]:
    """Give a list that grows by what the multi-task network is given to read."""
    given: list[Reading] = []
    answer = tuning.Tuned.answer

    def counted(self: tuning.Tuned, reading: Reading) -> tuning.Answer:
        given.append(reading)
        return answer(self, reading)

    monkeypatch.setattr(tuning.Tuned, "answer", counted)
    return given

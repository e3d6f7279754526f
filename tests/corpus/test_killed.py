"""A run that is killed, wherever it stands: nothing half-written counts, and the next one goes on from there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from agorascope.corpus.running import ORDER
from tests.corpus.making import ROOT, analysed, broken, files, record, reposted, times

POINTS = {
    "nothing": ("read", ["run.json"]),
    "reading, the first layer": ("read", ["rejects/part-00001.parquet"]),
    "reading, the last layer": ("read", ["comments/part-00001.parquet"]),
    "what was read": ("read", ["read.json"]),
    "language": ("language", ["language/part-00001.parquet"]),
    "forms": ("duplicates", ["forms/part-00001.parquet"]),
    "keys": ("duplicates", ["keys/part-00001.parquet"]),
    "followers": ("duplicates", ["led/part-00000.parquet"]),
    "meanings": ("duplicates", ["meanings/part-00001.parquet"]),
    "found": ("duplicates", ["found/part-00001.parquet"]),
    "duplicates": ("duplicates", ["duplicates/part-00001.parquet"]),
    "signals": ("signals", ["signals/part-00001.parquet"]),
    "spam": ("spam", ["spam/part-00001.parquet"]),
    "arguments": ("arguments", ["arguments/part-00001.parquet"]),
    "stance": ("stance", ["stance/part-00001.parquet"]),
    "sentiment": ("sentiment", ["sentiment/part-00001.parquet"]),
    "summaries": ("summaries", ["summaries/part-00001.parquet"]),
    "discussions": ("summaries", ["discussions.jsonl"]),
    "the end": ("summaries", ["discussions.jsonl", "run.json"]),
}


class Death(Struct):
    """What a killed run left, and which of the files that stood there before it had written anew."""

    code: int
    record: dict[str, Any] | None
    broken: list[str]
    rewritten: list[str]


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Death]]:
    """Kill one run after the other in the same folder, each at its point; then let one end."""
    folder = tmp_path_factory.mktemp("deaths") / "out"
    found = {}
    for point, (_, names) in POINTS.items():
        before = times(folder)
        died = [sys.executable, "-m", "tests.corpus.dying", str(folder), *names]
        code = subprocess.run(died, cwd=ROOT, check=False).returncode  # noqa: S603 - our own program
        told = record(folder) if (folder / "run.json").exists() else None
        changed = [name for name, time in before.items() if times(folder).get(name) != time]
        found[point] = Death(code, told, broken(folder), changed)
    analysed(folder, reposted(), part=4, keep=True)
    return folder, found


def test_every_stage_is_died_in() -> None:
    """The points are in all stages."""
    assert {stage for stage, _ in POINTS.values()} == set(ORDER)


@pytest.mark.parametrize("point", POINTS)
def test_nothing_half_written_counts(deaths: tuple[Path, dict[str, Death]], point: str) -> None:
    """Killed at the point, a run leaves parts that are whole, a record that names the stage, and all that was done."""
    death = deaths[1][point]
    assert death.code == -9
    assert death.broken == []
    assert death.rewritten == []
    if point == "nothing":
        assert death.record is None
    else:
        assert death.record is not None
        assert (death.record["finished"], death.record["doing"]) == (False, POINTS[point][0])


def test_the_next_run_goes_on(deaths: tuple[Path, dict[str, Death]], tmp_path: Path) -> None:
    """After all these deaths every byte is that of a run that nobody disturbed, and no leavings lie about."""
    folder, _ = deaths
    analysed(tmp_path, reposted(), part=4)
    assert files(folder) == files(tmp_path)
    assert record(folder)["finished"]
    assert [str(path) for path in folder.rglob("*") if path.name.endswith(".part")] == []

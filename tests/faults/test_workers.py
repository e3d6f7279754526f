"""A worker that the system kills, as it does where memory runs short: said, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.making import ROOT, agorascope, command, halves, inputs, layers, table

ASKED = ("--stages", "signals", "--kinds", "exact", "--part-size", "20")


def _child(process: subprocess.Popen[bytes], layer: Path) -> int:
    """Wait for a part that a worker has made, and give a worker."""
    for _ in range(6_000):
        if any(layer.glob("part-*")):
            tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
            return int(next(pid for task in tasks for pid in task.read_text().split()))
        assert process.poll() is None
        time.sleep(0.01)
    raise AssertionError


def _begun(process: subprocess.Popen[bytes]) -> int:
    """Wait for a worker that has just been begun, and has not connected yet."""
    for _ in range(6_000):
        for task in Path(f"/proc/{process.pid}/task").glob("*/children"):
            for pid in task.read_text().split():
                if "daft.execution.udf_worker" in Path(f"/proc/{pid}/cmdline").read_text():
                    return int(pid)
        assert process.poll() is None
        time.sleep(0.01)
    raise AssertionError


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_a_worker_that_dies_before_it_says_a_word(tmp_path: Path) -> None:
    """Nobody waits for it: the run ends as where one dies at work, and the next one goes on."""
    given, out = inputs(tmp_path / "in"), tmp_path / "out"
    table(given / "long.jsonl", *(f"comment {n}: {'words ' * 40}{n * n}" for n in range(100)))
    asked = ("analyze", given, "-q", *ASKED, "-o", out)
    with subprocess.Popen(command(*asked, "--workers", "2"), stderr=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603 - our own program
        worker = _begun(process)
        os.kill(worker, signal.SIGSTOP)  # it cannot connect meanwhile, however slow we are to end it
        time.sleep(2)
        os.kill(worker, signal.SIGKILL)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 3, said
    assert "a worker of the native engine died" in said.decode()
    assert agorascope(*asked, "--workers", "1").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_a_killed_worker_is_told_and_gone_on_after(tmp_path: Path) -> None:
    """SIGKILL for one of two workers: exit code 3, what to do, no half file; then the same bytes as undisturbed."""
    given, out = inputs(tmp_path / "in"), tmp_path / "out"
    table(given / "long.jsonl", *(f"comment {n}: {'words ' * 40}{n * n}" for n in range(1_000)))
    asked = ("analyze", given, "-q", *ASKED, "-o")
    told = command(*asked, out, "--workers", "2")
    with subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603 - our own program
        os.kill(_child(process, out / "signals"), signal.SIGKILL)
        printed, said = process.communicate()
    words = said.decode()
    assert (process.returncode, printed) == (3, b""), words
    assert "Traceback" not in words
    assert "a worker of the native engine died" in words
    assert "run the same command again, with fewer --workers if memory was short" in words
    assert agorascope(*asked, out, "--workers", "1").code == 0
    assert agorascope(*asked, tmp_path / "undisturbed", "--workers", "1").code == 0
    assert layers(out) == layers(tmp_path / "undisturbed")
    assert halves(out) == []

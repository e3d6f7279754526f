"""A worker that the system kills, as it does where memory runs short: said, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.making import ROOT, agorascope, command, halves, inputs, layers, table

if TYPE_CHECKING:
    from collections.abc import Iterable

ASKED = ("--stages", "signals", "--kinds", "exact", "--part-size", "20")
PARTS, FEW = 100, 10
"""Parts of a run, and so few left that the other worker may do them all."""


def _workers(process: subprocess.Popen[bytes]) -> list[int]:
    """Give the workers of a run that are there now: the list of children that Linux keeps may leave some out."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            parent = int((path / "stat").read_text().rpartition(") ")[2].split()[1])
            if parent == process.pid and "daft.execution.udf_worker" in (path / "cmdline").read_text():
                found.append(int(path.name))
    return found


def _begun(process: subprocess.Popen[bytes]) -> int:
    """Wait for a worker that has just been begun, and has not connected yet."""
    for _ in range(6_000):
        if found := _workers(process):
            return found[0]
        assert process.poll() is None
        time.sleep(0.01)
    raise AssertionError


def _killed(process: subprocess.Popen[bytes], layer: Path) -> bool:
    """Kill a worker as soon as a part is made; False where the run was too quick for us, and little was left to do.

    The run stands still meanwhile, so that what was left is left when the worker is gone.
    """
    while not any(layer.glob("part-*")):
        if process.poll() is not None:
            return False
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    left, workers = PARTS - len(list(layer.glob("part-*.parquet"))), _workers(process)
    if left > FEW:
        os.kill(workers[0], signal.SIGKILL)
    process.send_signal(signal.SIGCONT)
    return left > FEW


def _disturbed(asked: tuple[str | Path, ...], outs: Iterable[Path]) -> tuple[Path, int, bytes, bytes]:
    """Run until a worker was killed at its work; give the folder, the code, and what was printed and said."""
    for out in outs:
        told = command(*asked, out, "--workers", "2")
        with subprocess.Popen(told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603 - our own program
            killed = _killed(process, out / "signals")
            printed, said = process.communicate()
        if killed:
            return out, process.returncode, printed, said
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
def test_workers_that_die_as_soon_as_they_begin(tmp_path: Path) -> None:
    """None is alive long enough to be seen: that ends the run too, where it once waited for ever."""
    given, out, site = inputs(tmp_path / "in"), tmp_path / "out", tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import os, sys\nif 'daft.execution.udf_worker' in sys.orig_argv: os._exit(137)\n", encoding="utf-8"
    )
    asked = ("analyze", given, "-q", *ASKED, "--part-size", "1", "-o", out)
    ended = agorascope(*asked, "--workers", "2", env={"PYTHONPATH": str(site)}, timeout=120)
    assert ended.code == 3, ended
    assert "a worker of the native engine died" in ended.words
    assert agorascope(*asked, "--workers", "1").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_a_killed_worker_is_told_and_gone_on_after(tmp_path: Path) -> None:
    """SIGKILL for one of two workers: exit code 3, what to do, no half file; then the same bytes as undisturbed."""
    given = inputs(tmp_path / "in")
    for part in range(PARTS):  # a thread is never divided
        table(given / f"long{part}.jsonl", *(f"comment {part} {n}: {'words ' * 40}" for n in range(20)))
    asked = ("analyze", given, "-q", *ASKED, "-o")
    out, code, printed, said = _disturbed(asked, (tmp_path / f"out{n}" for n in range(20)))
    words = said.decode()
    assert (code, printed) == (3, b""), words
    assert "Traceback" not in words
    assert "a worker of the native engine died" in words
    assert "run the same command again, with fewer --workers if memory was short" in words
    assert agorascope(*asked, out, "--workers", "1").code == 0
    assert agorascope(*asked, tmp_path / "undisturbed", "--workers", "1").code == 0
    assert layers(out) == layers(tmp_path / "undisturbed")
    assert halves(out) == []

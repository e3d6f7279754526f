"""Work done by processes of its own: on either engine the same bytes, and whoever dies, the next run goes on."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.conftest import Analysed
from tests.corpus.making import PART, agorascope, broken, command, files, record

ENGINES = {
    "native": ("--workers", "2"),
    "ray": ("--engine", "ray", "--workers", "2"),
}
LAYERS = ("articles", "comments", "rejects", "language", "duplicates", "signals")


@pytest.mark.parametrize("engine", ENGINES)
def test_engines_give_the_same_bytes(corpus: Analysed, tmp_path: Path, engine: str) -> None:
    """Parts made by workers, and re-posts found over all of them, are those that one process makes alone."""
    if engine == "ray" and importlib.util.find_spec("ray") is None:
        pytest.skip("Ray is not installed")
    asked = ("--part-size", str(PART), "--stages", "duplicates,signals", *ENGINES[engine])
    done = agorascope("analyze", corpus.inputs, "-o", tmp_path, *asked)
    assert done.returncode == 3  # two of the inputs are none
    assert b"Traceback" not in done.stderr
    expected = {name: content for name, content in files(corpus.out).items() if name.split("/")[0] in LAYERS}
    assert files(tmp_path) == expected
    assert record(tmp_path)["engine"] == {"name": engine, "workers": 2}


ENDS: dict[str, tuple[str, Callable[[int], None]]] = {
    "all are killed": ("spam", lambda driver: os.killpg(driver, signal.SIGKILL)),
    "Ctrl-C": ("language", lambda driver: os.killpg(driver, signal.SIGINT)),
    "the first is killed": ("language", lambda driver: os.kill(driver, signal.SIGKILL)),
    "the first is interrupted": ("language", lambda driver: os.kill(driver, signal.SIGINT)),
}


@pytest.mark.parametrize("end", ENDS)
def test_whoever_dies_the_next_run_goes_on(corpus: Analysed, tmp_path: Path, end: str) -> None:
    """Ended in the middle of a stage, a run leaves whole parts and no process; the next one makes what is missing."""
    out, (stage, strike) = tmp_path / "out", ENDS[end]
    shutil.copytree(corpus.out, out)
    shutil.rmtree(out / stage)
    (out / ".work" / "kept.sqlite").unlink(missing_ok=True)
    asked = ("analyze", corpus.inputs, "-o", out, "--part-size", str(PART), "--workers")
    with subprocess.Popen(command(*asked, "2"), stderr=subprocess.PIPE, start_new_session=True) as run:  # noqa: S603 - our own program
        _until(lambda: any((out / stage).glob("part-*")) or run.poll() is not None)
        strike(run.pid)
        assert run.stderr is not None
        words = run.stderr.read().decode()
    _until(lambda: not _lives(run.pid))
    assert broken(out) == []
    assert "Traceback" not in words
    assert (record(out)["finished"], record(out)["doing"]) == (False, stage)
    if "killed" in end:
        assert run.returncode == -signal.SIGKILL
    else:
        assert run.returncode == 130
        assert f"what is finished is kept in {out}: run the same command again to go on" in words
    assert agorascope(*asked, "1").returncode == 3
    assert files(out) == files(corpus.out)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _until(happened: Callable[[], bool]) -> None:
    for _ in range(6_000):
        if happened():
            return
        time.sleep(0.01)
    raise AssertionError

"""`analyze -o` as a user meets it: what can be asked for, and what is said to what cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PAGES, Run

PAGE = PAGES / "en-dev.txt"
OPTIONS = ("--workers", "--max-memory", "--engine", "--address", "--stages", "--force", "--kinds", "--part-size")


def test_help_shows_what_is_for_corpora(agorascope: Run) -> None:
    """`analyze --help` has the options for corpora, and an example."""
    words = agorascope("analyze", "--help").stdout.decode()
    assert all(option in words for option in (*OPTIONS, "--reports", "--no-reports", "--out"))
    assert "analyze corpus/ -o out" in words


REFUSED = {
    ("--stages", "nonsense"): "language, duplicates",
    ("--stages", ""): "there are: read, language",
    ("--force", "nonsense"): "language, duplicates",
    ("--kinds", "near"): "exact,near",
    ("--kinds", "translation,exact"): "exact,near,translation",
    ("--max-memory", "banana"): "2GB",
    ("--max-memory", "10MB"): "1GB or more",
    ("--max-memory", "-3GB"): "",
    ("--engine", "spark"): "native, ray",
    ("--part-size", "0"): "",
    ("--workers", "-1"): "",
    ("--spam-threshold", "2"): "",
}


@pytest.mark.parametrize(("option", "value"), REFUSED)
def test_what_makes_no_sense_is_refused(agorascope: Run, tmp_path: Path, option: str, value: str) -> None:
    """Exit code 2 and a sentence that names the option and what could be given; nothing is written."""
    done = agorascope("analyze", PAGE, "-o", tmp_path / "out", option, value)
    words = done.stderr.decode()
    assert done.returncode == 2
    assert "Traceback" not in words
    assert option in words or value in words
    assert REFUSED[option, value] in words
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "option", [("--stages", "signals"), ("--force", "spam"), ("--workers", "2"), ("--no-reports",)]
)
def test_options_for_corpora_need_a_folder(agorascope: Run, option: tuple[str, ...]) -> None:
    """Without -o they are refused, not passed over in silence."""
    done = agorascope("analyze", PAGE, *option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"give -o DIR" in done.stderr


@pytest.mark.parametrize("option", [("--json",), ("--report", "found.md")])
def test_what_no_stage_makes_cannot_be_printed(agorascope: Run, tmp_path: Path, option: tuple[str, ...]) -> None:
    """Discussions are printed and reported only where all stages are done."""
    done = agorascope("analyze", PAGE, "-o", tmp_path / "out", "--stages", "signals", *option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"name summaries" in done.stderr


NOWHERE = {
    "127.0.0.1:9": "no Ray cluster answers there",
    "ray://127.0.0.1:9": "no Ray cluster answers there",
    "nonsense": "HOST:PORT",
}


@pytest.mark.parametrize("address", NOWHERE)
def test_clusters_that_are_not_there_are_told(agorascope: Run, tmp_path: Path, address: str) -> None:
    """An address where no cluster answers costs exit code 2 and a sentence, not minutes of waiting."""
    pytest.importorskip("ray")
    done = agorascope("analyze", PAGE, "-o", tmp_path / "out", "--engine", "ray", "--address", address)
    words = done.stderr.decode()
    assert done.returncode == 2
    assert f"--address {address}: " in words
    assert NOWHERE[address] in words
    assert "Traceback" not in words


def test_what_cannot_be_a_folder_is_told(agorascope: Run, tmp_path: Path) -> None:
    """`-o` on a file, under a file or where nobody may write costs exit code 2 and a sentence with the place."""
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file", tmp_path / "file" / "out", Path("/proc/agorascope")):
        done = agorascope("analyze", PAGE, "-o", place)
        words = done.stderr.decode()
        assert done.returncode == 2
        assert f"-o {place}" in words
        assert "give a folder that can be written" in words
        assert "Traceback" not in words
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_folders_that_may_not_be_written_are_told(agorascope: Run, tmp_path: Path) -> None:
    """A folder without the right to write costs exit code 2 and a sentence."""
    tmp_path.chmod(0o500)
    done = agorascope("analyze", PAGE, "-o", tmp_path)
    assert done.returncode == 2
    assert b"can be written" in done.stderr


HOLD = """
import sys
from pathlib import Path
from agorascope.corpus.folder import Folder
from agorascope.corpus.running import _alone
with _alone(Folder(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_one_run_at_a_time(agorascope: Run, tmp_path: Path) -> None:
    """While another run holds the folder, a second one says so at once with exit code 2; afterwards it is free."""
    asked = ("analyze", PAGE, "-o", tmp_path, "--stages", "read")
    holder = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as held:  # noqa: S603 - our own words
        assert held.stdout is not None
        assert held.stdout.readline() == b"held\n"
        done = agorascope(*asked)
        held.kill()
    words = done.stderr.decode()
    assert done.returncode == 2
    assert "another run works in this folder" in words
    assert str(tmp_path) in words
    assert not (tmp_path / "run.json").exists()
    assert agorascope(*asked).returncode == 0


def test_stages_bring_what_they_need(agorascope: Run, tmp_path: Path) -> None:
    """`--stages duplicates --kinds exact` finds equal texts without a model, and writes no more than was asked for."""
    done = agorascope("analyze", PAGE, "-o", tmp_path, "--stages", "duplicates", "--kinds", "exact", "-q")
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", b"")
    layers = {path.name for path in tmp_path.iterdir()} - {"run.json", ".work"}
    assert layers == {"articles", "comments", "rejects", "language", "duplicates"}


def test_memory_limits_the_workers(agorascope: Run, tmp_path: Path) -> None:
    """As many workers as fit into what is allowed, and at least one."""
    done = agorascope("analyze", PAGE, "-o", tmp_path, "--stages", "read", "--workers", "64", "--max-memory", "1.9 gb")
    assert done.returncode == 0
    assert b'"workers": 1\n' in (tmp_path / "run.json").read_bytes()

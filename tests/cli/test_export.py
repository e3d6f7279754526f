"""`export` as a user runs it: what is written, what is said, and the same bytes again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from agorascope.exports import FORMATS
from tests.cli.conftest import Run
from tests.exports.making import argument, comment, corpus, point, talk

TEXT = "Οι συνδρομές είναι άδικες."


@pytest.fixture
def found(tmp_path: Path) -> Path:
    """Make an analysed folder with something for every format."""
    made = [
        comment("1", TEXT, author="=Άννα", language={"code": "el"}, stance={"label": "against"},
                arguments=[argument(TEXT, "άδικες")]),
        comment("2", "Yes.", author="Bob", parent="1", stance={"label": "none", "reply": "agree", "reply_score": 0.9}),
        comment("3", "不。", language={"code": "zh"}),
    ]  # fmt: skip
    points = [point(TEXT, "against", "d#1")]
    return corpus(tmp_path / "found", [talk("d", *made, points=points, text="Fees help.", title="Fees")])


def files(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_results_give_the_same_bytes(to: str, found: Path, tmp_path: Path, agorascope: Run) -> None:
    """Two runs, in two processes and to two places, write the same; what was written is told, a line a file."""
    first, second = (
        agorascope("export", found, "--to", to),
        agorascope("export", found, "--to", to, "-o", tmp_path / "o"),
    )
    assert (first.returncode, first.stdout, second.returncode) == (0, b"", 0)
    written = files(found / "exports" / to)
    assert written
    assert files(tmp_path / "o") == written
    told = first.stderr.decode().splitlines()
    assert len(told) == len(written)
    assert all(any(f"{to}/{name}: " in line for line in told) for name in written)
    again = agorascope("export", found, "--to", to, "--quiet")
    assert (again.returncode, again.stderr) == (0, b"")
    assert files(found / "exports" / to) == written


def test_counts_are_told(found: Path, agorascope: Run) -> None:
    """Each line has the count of what the file holds, and what had to be done to it."""
    told = agorascope("export", found, "--to", "xlsx-safe-csv").stderr.decode()
    assert "xlsx-safe-csv/comments.csv: 3 rows; cells with an apostrophe before what could be a formula: 1" in told
    assert "arguments.conll: 4 texts; arguments: 1" in agorascope("export", found, "--to", "conll").stderr.decode()
    assert "votes.csv: 2 votes" in agorascope("export", found, "--to", "polis").stderr.decode()


@pytest.mark.parametrize("asked", [[], ["--to", "xml"]])
def test_the_format_has_to_be_said(asked: list[str], found: Path, agorascope: Run) -> None:
    """Without a format, or with one there is not, all are listed."""
    done = agorascope("export", found, *asked)
    assert done.returncode == 2
    assert all(name in done.stderr.decode() for name in FORMATS)


def test_no_analysed_folder(tmp_path: Path, agorascope: Run) -> None:
    """A folder of something else is an input that cannot be read: one line, exit code 3."""
    done = agorascope("export", tmp_path, "--to", "csv")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert b"agorascope analyze CORPUS -o DIR" in done.stderr


def test_help_loads_nothing_heavy() -> None:
    """Help shows every format and loads neither pyarrow nor spaCy."""
    code = (
        "import sys, contextlib\nfrom agorascope.cli import app\n"
        "with contextlib.suppress(SystemExit):\n    app(['export', '--help'])\n"
        "print([m for m in ('spacy', 'pyarrow', 'numpy', 'onnxruntime') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip().endswith("[]")
    assert all(f"{name}  " in done.stdout for name in FORMATS)

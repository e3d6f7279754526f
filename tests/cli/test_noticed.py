"""How a run over a corpus ends: what it noticed, in a few words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agorascope.cli.output.noticed import KINDS, noticed
from tests.cli.conftest import Run
from tests.reports.test_words import MADE, OTHERS

SOURCE = Path(__file__).parents[2] / "src" / "agorascope"


def test_every_code_of_a_reader_has_words() -> None:
    """Whatever notice the readers make, and the file that cannot be read, is not told by its code."""
    files = [path for room in ("readers", "sources") for path in sorted((SOURCE / room).rglob("*.py"))]
    made = {code for path in files for code in MADE.findall(path.read_text(encoding="utf-8"))}
    assert made | {*OTHERS, "unreadable"} <= KINDS.keys()
    assert all(len(words) < 45 for words in KINDS.values())


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ({}, ""),
        ({"comment-count": 1}, "1 notice: not as many comments as the page says"),
        ({"bad-line": 3}, "3 notices: line that cannot be read"),
        ({"bad-line": 1200, "repeated-id": 1}, "1,201 notices: line that cannot be read 1,200, id used twice 1"),
        ({"my-own\x1b[2J": 1}, "1 notice: my-own"),
    ],
)
def test_notices_are_summed_up(codes: dict[str, int], told: str) -> None:
    """How many there are, and of several kinds how many of each; a code that nobody knows cannot steer the terminal."""
    assert re.sub(r"[^ -~].*", "", noticed(codes)) == told


def test_last_line_says_what_was_noticed(agorascope: Run, tmp_path: Path) -> None:
    """The words lead to the layer in which the notices stand."""
    page = tmp_path / "page.jsonl"
    page.write_text('{"text": "The tram is late."}\nno row\n', encoding="utf-8")
    done = agorascope("analyze", page, "-o", tmp_path / "out", "--stages", "language")
    last = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 0
    assert "1 discussion, 1 comment in" in last
    rejects = tmp_path / "out" / "rejects"
    assert last.endswith(f"; 2 notices: line that cannot be read 1, comments without an article 1 ({rejects})")
    assert list(rejects.glob("*.parquet"))

"""A package beside ours that is broken: named in one line, whoever installed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.making import PAGES, agorascope

if TYPE_CHECKING:
    from pathlib import Path

PAGE = PAGES / "en-dev.txt"


def beside(folder: Path, promised: str) -> dict[str, str]:
    """Install a package that promises spaCy a part; give the environment in which it is found."""
    told = folder / "stranger-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(f"[spacy_factories]\nguess = {promised}\n")
    (folder / "stranger.py").write_text("def part():\n    pass\n")
    return {"PYTHONPATH": str(folder)}


def test_a_part_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    """SpaCy loads every package's parts: `analyze` ends with exit code 4, says whose is broken and how to go on."""
    for promised in ("stranger_parts:part", "stranger:no_part"):
        env = beside(tmp_path / promised.replace(":", "-"), promised)
        done = agorascope("analyze", PAGE, "--json", env=env)
        assert (done.code, done.out) == (4, "")
        assert done.words.startswith("agorascope: spaCy cannot begin: the package stranger promises a part `guess`")
        assert "pip uninstall stranger" in done.words
        assert "Traceback" not in done.words


def test_a_part_that_can_be_loaded_disturbs_nobody(tmp_path: Path) -> None:
    """A stranger's part that works is none of our business."""
    done = agorascope("analyze", PAGE, "--json", env=beside(tmp_path / "x", "stranger:part"))
    assert done.code == 0

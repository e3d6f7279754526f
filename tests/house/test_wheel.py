"""The built wheel works outside the repository, with its models inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 60_000_000
RUN = "from agorascope.cli import main; main()"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own build
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _run(site: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", RUN, *arguments],
        cwd=site.parent,
        env={**os.environ, "PYTHONPATH": str(site)},
        input=stdin,
        capture_output=True,
        check=True,
    )
    return done.stdout


def test_wheel_carries_models_with_cards(unpacked: Path) -> None:
    """Every model folder of the repository is in the wheel, card and manifest included, no file over the limit."""
    inside = unpacked / "agorascope" / "_models"
    folders = {p.parent.name for p in (ROOT / "models").glob("*/manifest.json")}
    assert folders
    assert {p.parent.name for p in inside.glob("*/manifest.json")} == folders
    assert all((inside / name / "README.md").is_file() for name in folders)
    assert all(p.stat().st_size < LIMIT for p in inside.rglob("*"))


def test_wheel_works_outside_the_repository(unpacked: Path) -> None:
    """The unpacked wheel, in another folder, finds its own models and labels with them."""
    cards = json.loads(_run(unpacked, "models", "--json"))
    assert all(Path(card["folder"]).is_relative_to(unpacked) for card in cards)
    answer = json.loads(_run(unpacked, "label", "sentiment", stdin=b'{"text": "What a wonderful, helpful article!"}'))
    assert answer["prediction"]["label"] == "positive"


def test_wheel_carries_what_readers_know(unpacked: Path) -> None:
    """The words of page makers and the columns of exports are in the wheel: a web page and a table are read."""
    page = unpacked.parent / "page.html"
    page.write_bytes((ROOT / "tests" / "readers" / "pages" / "wp-html5-el.html").read_bytes())
    table = unpacked.parent / "rows.csv"
    table.write_text("cid,comment_body\n1,yes\n")
    told = [
        json.loads(line)
        for line in _run(unpacked, "readers", "--check", str(page), "--check", str(table), "--json").splitlines()
    ]
    assert [(row["format"], row["comments"]) for row in told] == [("html", 6), ("csv", 1)]

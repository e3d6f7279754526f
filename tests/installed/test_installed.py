"""`pip install` of the built wheel in a clean environment, outside the repository: all of it works."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("environment")
PARSED = {
    "el": "Ο συγγραφέας λέει ότι έχει δίκιο.",
    "zh": "作者说他是对的。",
}


def _clean() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "AGORASCOPE", "VIRTUAL"))
    }


def run(environment: Path, desk: Path, program: str, *arguments: str, stdin: str = "") -> str:
    """Run a program of the environment in the folder; whatever it warns of is an error."""
    done = subprocess.run(  # noqa: S603 - our own program
        [str(environment / "bin" / program), *arguments],
        cwd=desk,
        env=_clean(),
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def analysed(environment: Path, desk: Path) -> Path:
    """Analyse the three pages into a folder."""
    run(environment, desk, "agorascope", "analyze", "pages", "-o", "out", "-q")
    return desk / "out"


def test_commands_find_their_models_and_words(environment: Path, desk: Path) -> None:
    """Models, readers and schemas are those of the environment, with licences."""
    cards = json.loads(run(environment, desk, "agorascope", "models", "--json"))
    assert {Path(card["folder"]).is_relative_to(environment) for card in cards} == {True}
    assert all(card["model"]["licence"] for card in cards)
    assert "disqus" in run(environment, desk, "agorascope", "readers")
    assert json.loads(run(environment, desk, "agorascope", "schema"))["$id"] == "agorascope/discussion/1"


def test_labels_and_reposts(environment: Path, desk: Path) -> None:
    """`label` and `duplicates` answer row by row."""
    row = json.dumps({"text": "Τέλειο άρθρο, ευχαριστώ πολύ!"}, ensure_ascii=False)
    assert (
        json.loads(run(environment, desk, "agorascope", "label", "sentiment", stdin=row))["prediction"]["label"]
        == "positive"
    )
    rows = "\n".join(json.dumps({"id": str(n), "text": "The same long enough sentence, twice over."}) for n in range(2))
    told = [json.loads(line) for line in run(environment, desk, "agorascope", "duplicates", stdin=rows).splitlines()]
    assert [one["duplicate"] and one["duplicate"]["kind"] for one in told] == [None, "exact"]


def test_an_analysed_folder_is_reported_and_exported(environment: Path, desk: Path, analysed: Path) -> None:
    """The layers, the report in Greek and the tables come from templates and words inside the wheel."""
    assert len((analysed / "discussions.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    run(environment, desk, "agorascope", "report", "out", "--ui", "el")
    assert 'lang="el"' in next(analysed.rglob("index.html")).read_text(encoding="utf-8")
    run(environment, desk, "agorascope", "export", "out", "--to", "csv")


def test_flags_are_written(environment: Path, desk: Path) -> None:
    """`flag` with an index, twice: the second run finds the same."""
    first, again = (
        run(environment, desk, "agorascope", "flag", "page.txt", "--index", "desk.db", "--json") for _ in "12"
    )
    assert first.count("\n") >= 5
    assert again == first


def test_python_notebooks_and_spacy(environment: Path, desk: Path) -> None:
    """A study in Python: discussions, tables, labels, re-posts, components by entry points, our own pipelines."""
    found: dict[str, Any] = json.loads(run(environment, desk, "python", "-W", "error", "smoke.py", json.dumps(PARSED)))
    assert Path(found["home"]).is_relative_to(environment)
    assert found["comments"] == 24
    assert found["key_points"] > 3
    assert found["html"] > 1000
    assert found["languages"] == ["el", "en", "zh"]
    assert found["pandas"] == found["polars"] > 60
    assert found["stances"] == ["favor", "against"]
    assert found["repeats"] == [None, None, "exact"]
    assert found["spans"] >= 1
    assert all("VERB" in tags for tags in found["parsed"].values())

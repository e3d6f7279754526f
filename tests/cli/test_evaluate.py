"""`evaluate` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXTS = {
    "el": ("Αυτό είναι πολύ ωραίο.", "Δεν συμφωνώ με το άρθρο.", "Τι ώρα ανοίγει το κατάστημα;", "Καλό το προϊόν."),
    "zh": ("这篇文章写得很好。", "我不同意你的看法。", "这家店几点开门？", "产品质量不错。"),
    "en": (
        "This is a very good article.",
        "I do not agree with you at all.",
        "When does the shop open?",
        "Nice thing.",
    ),
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Write twelve sentences, one of them under the wrong language, and two lines that are no gold."""
    rows = [{"text": text, "code": code, "side": code == "en"} for code, texts in TEXTS.items() for text in texts]
    rows[0]["code"] = "en"
    path = tmp_path / "gold.jsonl"
    written = [json.dumps(row) for row in rows]
    path.write_text("\n".join([*written, "no json", '{"text": "x"}']), encoding="utf-8")
    return path


def test_everything_asked_for_comes_out(agorascope: Run, gold: Path, tmp_path: Path) -> None:
    """One run gives figures, slices, baselines and abstention as JSON, the mistakes in a file, rejects on stderr."""
    wrong = tmp_path / "wrong.jsonl"
    options = ("--map", "label=code", "--by", "side", "--abstain", "0.5", "--errors", wrong, "--json")
    done = agorascope("evaluate", "language", gold, *options)
    found = json.loads(done.stdout)
    assert (found["schema"], found["overall"]["rows"]) == ("agorascope/evaluation/1", 12)
    assert found["overall"]["accuracy"] == round(11 / 12, 4)
    assert set(found["by"]["side"]) == {"false", "true"}
    assert set(found["baselines"]) == {"ngrams", "majority"}
    assert found["overall"]["answered"]["threshold"] == 0.5
    assert [r["line"] for r in found["rejects"]] == [13, 14]
    assert b"2 gold lines left out: 1 no-gold (line 14" in done.stderr
    [mistake] = [json.loads(line) for line in wrong.read_text(encoding="utf-8").splitlines()]
    assert (mistake["line"], mistake["gold"], mistake["prediction"]["label"]) == (1, "en", "el")


def test_table_on_the_terminal_learns_from_a_file(agorascope: Run, gold: Path) -> None:
    """Without --json there are tables; a training file that is the gold itself leaves nothing to learn from."""
    done = agorascope("evaluate", "language", gold, "--map", "label=code", "--train", gold)
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert "language, 12 rows" in shown
    assert "no figures: no texts to learn from" in shown
    assert b"2 training lines left out" in done.stderr


def test_errors_say_what_to_do(agorascope: Run, gold: Path, tmp_path: Path) -> None:
    """A folder that is not there, a column that is not there and a file that is not there are told with a way out."""
    nowhere = agorascope("evaluate", "language", gold, "--errors", tmp_path / "no" / "wrong.jsonl")
    assert (nowhere.returncode, b"there is no folder" in nowhere.stderr) == (2, True)
    same = agorascope("evaluate", "language", gold, "--errors", gold)
    assert (same.returncode, b"would be overwritten" in same.stderr) == (2, True)
    unknown = agorascope("evaluate", "language", gold, "--map", "label=code", "--by", "style")
    assert (unknown.returncode, b"the columns are code" in unknown.stderr) == (2, True)
    missing = agorascope("evaluate", "language", gold, "--train", tmp_path / "none.jsonl")
    assert (missing.returncode, b"none.jsonl" in missing.stderr) == (3, True)

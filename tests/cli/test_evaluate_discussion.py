"""`evaluate discussion` as a researcher runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import PAGES, Run


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """Give a folder with two annotated pages and a JSON file that is none."""
    folder = tmp_path / "annotated"
    folder.mkdir()
    for name in ("en-dev", "zh-12"):
        for suffix in (".json", ".txt"):
            shutil.copy(PAGES / f"{name}{suffix}", folder)
    (folder / "settings.json").write_text("{}", encoding="utf-8")
    return folder


def test_pages_are_analysed_and_measured(agorascope: Run, annotated: Path, tmp_path: Path) -> None:
    """The pages beside the gold are measured with our models; what `analyze` printed gives the same figures."""
    done = agorascope("evaluate", "discussion", annotated, "--json", "--by", "id")
    assert done.returncode == 0, done.stderr
    assert b"passed over, being no annotated discussions: settings.json" in done.stderr
    told = json.loads(done.stdout)
    assert (told["schema"], told["overall"]["discussions"]) == ("agorascope/discussion-evaluation/1", 2)
    structure = told["overall"]["structure"]
    assert structure["comments"] == structure["text"] == structure["parent"] == 48
    assert list(told["by_language"]) == ["en", "zh"]
    assert list(told["by"]["id"]) == ["en-04", "zh-12"]
    assert told["overall"]["key_points"]["gold"] == 12
    assert {model["name"] for model in told["models"]} >= {"agorascope-encoder", "agorascope-tasks"}
    found = tmp_path / "found.jsonl"
    pages = sorted(annotated.glob("*.txt"), reverse=True)
    found.write_bytes(agorascope("analyze", *pages, "--json", "-q").stdout)
    again = agorascope("evaluate", "discussion", annotated, "--found", found, "--json", "--by", "id")
    assert json.loads(again.stdout) == told
    table = agorascope("evaluate", "discussion", annotated, "--found", found).stdout.decode()
    assert "2 discussions, 48 comments" in table
    assert "key points on the same rows" in table


def test_pages_that_are_not_there_are_told(agorascope: Run, annotated: Path) -> None:
    """A gold file without its page is named; where none is left to compare the command fails."""
    for page in annotated.glob("*.txt"):
        page.unlink()
    done = agorascope("evaluate", "discussion", annotated)
    assert (done.returncode, done.stdout) == (2, b"")
    _, first, second, last = done.stderr.decode().splitlines()
    assert "en-dev.json left out: no page en-dev.txt" in first
    assert "zh-12.json left out: no page zh-12.txt" in second
    assert last == "agorascope: no discussion can be compared: nothing is left of 2 gold files"


def test_what_is_left_out_is_told_once(agorascope: Run, annotated: Path, tmp_path: Path) -> None:
    """A gold file beside whose page nothing was found stands under the table; with --json, on stderr."""
    found = tmp_path / "found.jsonl"
    found.write_bytes(agorascope("analyze", annotated / "en-dev.txt", "--json", "-q").stdout)
    asked = ("evaluate", "discussion", annotated, "--found", found)
    table, as_json = agorascope(*asked), agorascope(*asked, "--json")
    assert (table.stdout.count(b"zh-12.json"), table.stderr.count(b"zh-12.json")) == (1, 0)
    assert as_json.stderr.count(b"zh-12.json left out") == 1
    assert [left["code"] for left in json.loads(as_json.stdout)["rejects"]] == ["not-found"]


def test_errors_say_what_to_do(agorascope: Run, annotated: Path, tmp_path: Path) -> None:
    """Options of the labelling tasks, gold that is wrong, and several files for a labelling task are refused."""
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"id": "x", "comments": [{"n": 1, "stance": "pro"}]}', encoding="utf-8")
    found = tmp_path / "found.jsonl"
    found.write_text("{}\n", encoding="utf-8")
    for arguments, code, message in (
        (("discussion", wrong), 2, b"wrong.json: comments[0].stance: Invalid enum value 'pro'"),
        (
            ("discussion", annotated, "--train", wrong, "--no-baseline"),
            2,
            b"--train, --no-baseline: only",
        ),
        (("discussion", annotated, "--by", "style"), 2, b"--by style: no gold file has that field"),
        (("discussion", annotated, "--found", found), 3, b"line 1: no analysed discussion"),
        (("discussion", annotated, "--found", found, "--model", "stance=x"), 2, b"belong to the `analyze`"),
        (("stance", wrong, found), 2, b"measured on one gold file, not 2"),
        (("stance", wrong, "--found", found), 2, b"only for `evaluate discussion`"),
    ):
        done = agorascope("evaluate", *arguments)
        assert (done.returncode, done.stdout) == (code, b"")
        assert message in done.stderr

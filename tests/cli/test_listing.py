"""`models`, `readers`, `schema`, help: what is there, told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_models_show_licence_and_hash(agorascope: Run) -> None:
    """Every installed model prints its licence, hash and figures."""
    cards = json.loads(agorascope("models", "--json").stdout)
    assert {"encoder"} < {card["model"]["task"] for card in cards}
    assert all(card["model"]["licence"] and card["size"] < 60_000_000 for card in cards)
    assert all(len(digest) == 64 for card in cards for digest in card["model"]["files"].values())
    assert b"licence" in agorascope("models").stdout


def test_missing_model_has_its_exit_code(agorascope: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model folder whose file was changed is refused with exit code 4 and the reason."""
    broken = tmp_path / "encoder"
    broken.mkdir()
    model = {"name": "e", "task": "encoder", "version": "1", "licence": "MIT", "files": {"trunk.onnx": "00"}}
    (broken / "manifest.json").write_text(json.dumps({"format": "agorascope/models/1", "models": [model]}))
    (broken / "trunk.onnx").write_bytes(b"x")
    monkeypatch.setenv("AGORASCOPE_MODELS", str(tmp_path))
    done = agorascope("label", "sentiment", stdin=b'{"text": "x"}')
    assert done.returncode == 4
    assert b"SHA-256" in done.stderr


def test_readers_are_listed(agorascope: Run) -> None:
    """The formats that come with the package are there under the names that --format takes."""
    assert {row["format"] for row in json.loads(agorascope("readers", "--json").stdout)} >= {"text", "jsonl"}


def test_schema_is_json_schema_of_a_discussion(agorascope: Run) -> None:
    """The printed schema names every top-level field of an analysed discussion."""
    schema = json.loads(agorascope("schema").stdout)
    assert {"comments", "summary", "duplicates", "quality"} <= set(schema["$defs"]["Discussion"]["properties"])


@pytest.mark.parametrize("command", ["analyze", "label", "evaluate", "models", "readers", "schema"])
def test_help_of_every_command_has_an_example(agorascope: Run, command: str) -> None:
    """--help says what the command does and shows how to call it."""
    words = agorascope(command, "--help").stdout.decode()
    assert "Example" in words
    assert f"agorascope {command}" in words

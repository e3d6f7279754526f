"""A model's file that is not what it was: refused by its hash, wherever it is used, with what to do."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

import agorascope as ag
from agorascope.errors import ModelMismatchError
from agorascope.inference import store
from tests.faults.making import agorascope, flipped, inputs, layers, table

if TYPE_CHECKING:
    from pathlib import Path

ADVICE = "the file is damaged or another one: put a good copy back, or reinstall agorascope"


def test_a_damaged_model_is_refused_by_the_commands(tmp_path: Path) -> None:
    """`label`, and `analyze -o` in a stage: exit code 4; what was finished stays, and with the model it goes on."""
    models, given, out = tmp_path / "models", inputs(tmp_path / "in"), tmp_path / "out"
    shutil.copytree(store.find("spam"), models / "spam")
    damaged = models / "spam" / next(iter(store.manifest(models / "spam").models[0].files))
    flipped(damaged, 0.5)
    asked = ("analyze", given, "-q", "--stages", "spam", "--kinds", "exact", "-o", out)
    for told in (("label", "spam", table(tmp_path / "rows.jsonl")), asked):
        done = agorascope(*told, env={store.VARIABLE: str(models)})
        assert (done.code, done.out) == (4, "")
        assert done.words.startswith(f"agorascope: {damaged}: SHA-256 is ")
        assert ADVICE in done.words
    finished = layers(out)
    assert {name.split("/")[0] for name in finished} >= {"comments", "duplicates"}
    assert agorascope(*asked).code == 0
    assert layers(out).items() >= finished.items()


@pytest.mark.parametrize("how", ["changed", "cut", "gone"])
def test_a_damaged_pipeline_is_refused(how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file of a spaCy pipeline is damaged, `nlp` names it and does not load the rest."""
    shutil.copytree(store.find("spacy-el"), tmp_path / "spacy-el")
    path = tmp_path / "spacy-el" / "agorascope_syntax" / "heads.npz"
    if how == "changed":
        flipped(path, 0.7)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:1000])
    else:
        path.unlink()
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    with pytest.raises(ag.ModelError, match=rf"{path}: .*reinstall agorascope"):
        ag.nlp("el")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]"])
def test_a_manifest_that_is_none_says_what_to_do(content: bytes, tmp_path: Path) -> None:
    """A broken manifest is one more thing that a good copy or a new installation mends."""
    (tmp_path / store.MANIFEST).write_bytes(content)
    with pytest.raises(
        ModelMismatchError, match=r"not a model manifest .*put a good copy back, or reinstall agorascope"
    ):
        store.manifest(tmp_path)

"""The scorer is loaded only when it is what its manifest says and belongs to the installed model."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import msgspec
import pytest

from agorascope.errors import ModelMismatchError
from agorascope.inference import store
from agorascope.spam.scorer import FILE, WORDS, Scorer, load
from agorascope.spam.signals import SIGNALS


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(store.find("spam"), tmp_path / "spam")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    return tmp_path / "spam"


def test_the_weights_name_every_signal_and_only_doubt_is_negative() -> None:
    """Each signal has a weight; none speaks for a comment but the absence of all signs."""
    weights = load().weights
    assert set(weights) == {*SIGNALS, WORDS}
    assert {name for name, weight in weights.items() if weight < 0} <= {"nothing found"}


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose SHA-256 is not the manifest's is not used."""
    folder = copied(tmp_path, monkeypatch)
    (folder / FILE).write_bytes((folder / FILE).read_bytes() + b" ")
    with pytest.raises(ModelMismatchError):
        load()


def test_a_scorer_of_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights mean nothing to a model whose words they were not fitted with."""
    folder = copied(tmp_path, monkeypatch)
    scorer = msgspec.structs.replace(msgspec.json.decode((folder / FILE).read_bytes(), type=Scorer), model="0" * 64)
    content = msgspec.json.encode(scorer)
    (folder / FILE).write_bytes(content)
    old = store.model_for(folder, "spam")
    new = msgspec.structs.replace(old, files={FILE: hashlib.sha256(content).hexdigest()})
    (folder / store.MANIFEST).write_bytes(msgspec.json.encode(store.Manifest(models=(new,))))
    with pytest.raises(ModelMismatchError, match="train_spam"):
        load()


def test_the_model_can_be_named_in_results() -> None:
    """Name, licence and hash are those of the manifest."""
    assert store.named("spam", "spam").sha256 == store.model_for(store.find("spam"), "spam").sha256

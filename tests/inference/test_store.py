"""Where models are found, and what happens when they are not what they should be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from agorascope.errors import ModelMismatchError, ModelNotFoundError
from agorascope.inference import Models, installed, store
from agorascope.settings import Settings


def test_a_missing_model_is_named_with_every_place_searched(tmp_path: Path) -> None:
    """The message names the folder, the directories searched, and the variable that would help."""
    with pytest.raises(ModelNotFoundError) as caught:
        store.find("no-such-model")
    message = str(caught.value)
    assert "no-such-model" in message
    assert store.VARIABLE in message
    assert all(str(place) in message for place in store.search_path())
    assert str(tmp_path) not in message


def test_the_variable_is_searched_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in the directory that the variable names wins over the installed one."""
    shutil.copytree(store.find("heads"), tmp_path / "heads")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    assert store.find("heads") == tmp_path / "heads"
    assert store.find("encoder") != tmp_path / "encoder"


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder whose tokenizer differs by one byte from the manifest's hash is not loaded."""
    shutil.copytree(store.find("encoder"), tmp_path / "encoder")
    with (tmp_path / "encoder" / "tokenizer.json").open("ab") as file:
        file.write(b" ")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    with pytest.raises(ModelMismatchError, match=r"tokenizer\.json.*SHA-256"):
        Models(Settings(threads=1)).embed(["hello"])


def test_a_head_of_another_encoder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A head says which encoder it was trained on; with another one it would tell nonsense."""
    shutil.copytree(store.find("encoder"), tmp_path / "encoder")
    path = tmp_path / "encoder" / store.MANIFEST
    content = json.loads(path.read_text(encoding="utf-8"))
    files = content["models"][0]["files"]
    content["models"][0]["files"] = {"tokenizer.json": files["tokenizer.json"], "model.onnx": files["model.onnx"]}
    path.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    with pytest.raises(ModelMismatchError, match="trained on encoder"):
        Models(Settings(threads=1)).predict("sentiment", ["hello"])


@pytest.mark.parametrize(
    "content",
    ["", "{}", "not json", '{"format": "other/1", "models": []}', '{"models": [{"name": "x"}]}'],
)
def test_a_broken_manifest_is_refused(content: str, tmp_path: Path) -> None:
    """Whatever is not a manifest of this version raises `ModelMismatchError`."""
    (tmp_path / store.MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ModelMismatchError):
        store.manifest(tmp_path)


def test_a_file_that_the_manifest_names_must_be_there(tmp_path: Path) -> None:
    """A manifest without its file raises `ModelNotFoundError` with the file's path."""
    model = store.Model(name="x", task="x", version="1", licence="MIT", files={"gone.bin": "0" * 64})
    with pytest.raises(ModelNotFoundError, match=r"gone\.bin"):
        store.read(tmp_path, model, "gone.bin")


def test_an_unknown_task_is_told_what_there_is() -> None:
    """Asking for a task without a model lists the tasks that have one."""
    with pytest.raises(ModelNotFoundError, match="sentiment"):
        store.model_for(store.find("heads"), "astrology")


def test_installed_models_have_licence_size_and_data() -> None:
    """The listing shows the encoder and a head for sentiment, stance, reply and argument, each with its terms."""
    found = {one.model.task: one for one in installed()}
    assert {"encoder", "sentiment", "stance", "reply", "argument"} <= set(found)
    for one in found.values():
        assert one.model.licence
        assert one.model.data
        assert one.size > 0
        assert len(one.model.sha256) == 64
    assert found["encoder"].size < 60_000_000


def test_models_are_named_as_results_name_them() -> None:
    """A name carries the version, the licence and the hash of the manifest; an unknown task is an error."""
    found = store.named("heads", "sentiment")
    assert (found.name, len(found.sha256)) == ("agorascope-sentiment", 64)
    assert found.licence
    with pytest.raises(ModelNotFoundError, match="no model for task"):
        store.named("heads", "mood")

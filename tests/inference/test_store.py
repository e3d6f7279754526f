"""Where models are found, and what happens when they are not what they should be."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agorascope.errors import ModelMismatchError, ModelNotFoundError
from agorascope.inference import Models, installed, store
from agorascope.inference.trunk import Trunk
from agorascope.inference.tuned import Tuned
from agorascope.settings import Settings

ANOTHER_VERSION = b"\x1a\x01x"  # the network with `producer_version` x: the same answers from another file
Change = Callable[[str, str, Callable[[bytes], bytes]], Path]


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Change:
    """Give a function that changes a file in a copy of a model folder, with its hash, and has the copy found."""

    def change(folder: str, name: str, how: Callable[[bytes], bytes]) -> Path:
        copy = tmp_path / folder
        shutil.copytree(store.find(folder), copy)
        (copy / name).write_bytes(how((copy / name).read_bytes()))
        manifest = json.loads((copy / store.MANIFEST).read_text(encoding="utf-8"))
        manifest["models"][0]["files"][name] = hashlib.sha256((copy / name).read_bytes()).hexdigest()
        (copy / store.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        monkeypatch.setenv(store.VARIABLE, str(tmp_path))
        return copy

    return change


def about(**changes: dict[str, Any]) -> Callable[[bytes], bytes]:
    """Make a change of `about.json`."""
    return lambda content: json.dumps(json.loads(content) | changes).encode()


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
    shutil.copytree(store.find("tasks"), tmp_path / "tasks")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    assert store.find("tasks") == tmp_path / "tasks"
    assert store.find("encoder") != tmp_path / "encoder"


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("encoder", "trunk.onnx"),
        ("encoder", "tokenizer.json"),
        ("tasks", "model.onnx"),
        ("tasks", "about.json"),
    ],
)
def test_a_changed_file_is_refused(folder: str, name: str, models: Models, tmp_path: Path) -> None:
    """A model one of whose files differs by one byte from the manifest's hash is not loaded."""
    copy = tmp_path / folder
    shutil.copytree(store.find(folder), copy)
    with (copy / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelMismatchError, match=rf"{name}: SHA-256 is"):
        _ = Trunk(copy, 256) if folder == "encoder" else Tuned(copy, models._trunk)


def test_networks_of_another_trunk_are_refused(changed: Change) -> None:
    """Every network says which trunk it was trained on; over others it would tell nonsense."""
    changed("encoder", "trunk.onnx", lambda content: content + ANOTHER_VERSION)
    others = Models(Settings(threads=1))
    with pytest.raises(ModelMismatchError, match=r"upper\.onnx was trained on the trunk"):
        others.embed(["hello"])
    with pytest.raises(ModelMismatchError, match=r"model\.onnx was trained on the trunk"):
        others.predict("sentiment", ["hello"])
    with pytest.raises(ModelMismatchError, match="was trained on the trunk"):
        others.roles(["hello"], [(0, (0, 5))])


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"{}",
        lambda _: b"not json",
        about(labels={"sentiment": ["good", "bad"]}),
        about(labels={"astrology": ["fish", "crab"]}),
    ],
    ids=["empty", "not JSON", "a label too few", "an unknown task"],
)
def test_labels_that_the_network_does_not_have_are_refused(
    change: Callable[[bytes], bytes], changed: Change, models: Models
) -> None:
    """`about.json` must name a label for each output of the network, even when its hash is right."""
    with pytest.raises(ModelMismatchError, match=r"about\.json"):
        Tuned(changed("tasks", "about.json", change), models._trunk)


def test_a_task_that_was_not_learned_is_not_found(changed: Change, models: Models) -> None:
    """A model of fewer tasks answers those it has; asking for another lists what there is."""
    changed("tasks", "about.json", about(labels={"spam": ["ham", "spam"]}))
    fewer = Models(Settings(threads=1))
    vars(fewer)["_trunk"] = models._trunk
    assert fewer.predict("spam", ["hello"])[0].scores.keys() == {"ham", "spam"}
    with pytest.raises(ModelNotFoundError, match=r"'sentiment'.*spam"):
        fewer.predict("sentiment", ["hello"])


def test_temperatures_are_by_writing_and_else_those_of_others(changed: Change, models: Models) -> None:
    """A hotter temperature makes a label less sure and never another one; `other` serves what has none of its own."""
    changed("tasks", "about.json", about(temperatures={"sentiment": {"el": 5.0, "other": 1.0}, "spam": {"zh": 5.0}}))
    warmer = Tuned(store.find("tasks"), models._trunk)
    assert [warmer.warmth("sentiment", written) for written in ("el", "zh")] == [5.0, 1.0]
    assert [warmer.warmth(task, "en") for task in ("spam", "stance")] == [1.0, 1.0]
    cold, hot = Models(Settings(threads=1)), Models(Settings(threads=1))
    vars(cold)["_tuned"], vars(hot)["_tuned"] = models._tuned, warmer
    vars(cold)["_trunk"] = vars(hot)["_trunk"] = models._trunk
    [before], [after] = (found.predict("sentiment", ["Δεν μου αρέσει καθόλου."]) for found in (cold, hot))
    assert after.label == before.label
    assert after.score < before.score


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


def test_a_file_that_is_read_must_be_in_the_manifest(tmp_path: Path) -> None:
    """A file that lies there without being named is not trusted: the folder is of another version."""
    (tmp_path / "trunk.onnx").write_bytes(b"x")
    model = store.Model(name="x", task="x", version="1", licence="MIT", files={"model.onnx": "0" * 64})
    with pytest.raises(ModelMismatchError, match=r"names model\.onnx, but this version reads trunk\.onnx"):
        store.read(tmp_path, model, "trunk.onnx")


def test_an_unknown_task_is_told_what_there_is() -> None:
    """Asking a folder for a task that it has no model of lists those it has."""
    with pytest.raises(ModelNotFoundError, match=r"'astrology'.*there are: tasks"):
        store.model_for(store.find("tasks"), "astrology")


def test_installed_models_have_licence_size_and_data() -> None:
    """The listing shows the encoder, the multi-task model and the spam scorer, each with its terms, none too large."""
    found = {one.model.task: one for one in installed()}
    assert {"encoder", "tasks", "spam"} <= set(found)
    for one in found.values():
        assert one.model.licence
        assert one.model.data
        assert 0 < one.size < 60_000_000
        assert len(one.model.sha256) == 64


def test_models_are_named_as_results_name_them() -> None:
    """A name carries the version, the licence and the hash of the manifest; an unknown task is an error."""
    found = store.named("tasks", "tasks")
    assert (found.name, len(found.sha256)) == ("agorascope-tasks", 64)
    assert found.licence
    assert found.version
    with pytest.raises(ModelNotFoundError, match="no model for task"):
        store.named("tasks", "mood")

"""Where a Hugging Face model is looked for, what is told of it, and what is refused before anything is opened."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from agorascope.errors import ModelError, ModelNotFoundError
from agorascope.guests import hub

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CARD = "---\nlanguage:\n- el\nlicense: apache-2.0\ntags: [x]\n---\n# A model\n\nlicense: none of this counts\n"


@pytest.fixture
def said() -> list[str]:
    """Collect what the user is told."""
    return []


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give the hub's library an empty cache and no network."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    return tmp_path / "hub"


def _model(folder: Path, *files: str) -> Path:
    folder.mkdir(parents=True)
    for name in files:
        (folder / name).write_bytes(name.encode())
    return folder


def test_a_folder_is_taken_as_it_is(tmp_path: Path, said: list[str]) -> None:
    """A path is never looked up anywhere; name, licence and hash of what it holds are told."""
    folder = _model(tmp_path / "mine", "config.json", "model.safetensors")
    (folder / "README.md").write_text(CARD)
    assert hub.folder_of(str(folder), said.append) == folder
    used = hub.used(folder, str(folder))
    assert (used.name, used.version, used.licence) == ("mine", "local", "apache-2.0")
    assert used.sha256 == hashlib.sha256(b"model.safetensors").hexdigest()
    assert said == []


@pytest.mark.parametrize(
    "card", [None, "# A model\nlicense: mit\n", "---\ntags:\n- license\n---\n", "---\nlicense:\n---\n"]
)
def test_a_licence_that_is_not_told_is_unknown(card: str | None, tmp_path: Path) -> None:
    """Only the card's own field counts."""
    folder = _model(tmp_path / "mine", "config.json", "model.safetensors")
    if card is not None:
        (folder / "README.md").write_text(card)
    assert hub.used(folder, str(folder)).licence == "unknown"


def test_weights_in_parts_are_hashed_and_must_be_complete(tmp_path: Path, said: list[str]) -> None:
    """Any part counts in the hash; a part that is missing is named."""
    parts = ("model-1.safetensors", "model-2.safetensors")
    folder = _model(tmp_path / "mine", "config.json", *parts)
    index = folder / "model.safetensors.index.json"
    index.write_text('{"weight_map": {"a": "model-1.safetensors", "b": "model-2.safetensors"}}')
    whole = hub.used(hub.folder_of(str(folder), said.append), str(folder)).sha256
    (folder / parts[1]).write_bytes(b"other")
    assert hub.used(folder, str(folder)).sha256 != whole
    (folder / parts[1]).unlink()
    with pytest.raises(ModelNotFoundError, match="lacks model-2"):
        hub.folder_of(str(folder), said.append)
    index.write_text("{")
    with pytest.raises(ModelError, match="not an index"):
        hub.folder_of(str(folder), said.append)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "tf_model.h5"])
def test_pickles_are_refused(name: str, tmp_path: Path, said: list[str]) -> None:
    """Weights that can run code are never opened; the message says how to save them again."""
    folder = _model(tmp_path / "mine", "config.json", name)
    with pytest.raises(ModelError, match=f"{name}.*save_pretrained"):
        hub.folder_of(str(folder), said.append)


@pytest.mark.parametrize("files", [(), ("model.safetensors",), ("config.json",)])
def test_half_a_folder_is_told(files: tuple[str, ...], tmp_path: Path, said: list[str]) -> None:
    """A folder without config or weights is named with what it lacks."""
    folder = _model(tmp_path / "mine", *files)
    with pytest.raises(ModelNotFoundError, match=r"config\.json|safetensors"):
        hub.folder_of(str(folder), said.append)


@pytest.mark.parametrize("spec", ["./nothing", "/nothing/here", "~nobody-here/x", "a/b/c", "..", "bad--/--name", ""])
def test_paths_that_are_not_there_never_reach_the_hub(
    spec: str, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What cannot be a hub id is a missing folder, and nobody is asked."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelNotFoundError):
        hub.folder_of(spec, said.append)
    assert said == [] or spec == "bad--/--name"


def test_an_id_on_this_disk_needs_no_network(offline: Path, said: list[str]) -> None:
    """The hub's cache is used as it stands, by name or by commit; the commit is the version."""
    stored = offline / "models--team--tiny"
    folder = _model(stored / "snapshots" / COMMIT, "config.json", "model.safetensors")
    (stored / "refs").mkdir()
    (stored / "refs" / "main").write_text(COMMIT)
    assert hub.folder_of("team/tiny", said.append) == folder
    assert hub.folder_of(f"team/tiny@{COMMIT}", said.append) == folder
    used = hub.used(folder, "team/tiny")
    assert (used.name, used.version) == ("team/tiny", COMMIT)
    assert said == []


def test_an_id_that_cannot_be_had_says_so(said: list[str]) -> None:
    """Without the network the user learns that the hub was asked, and what to do."""
    with pytest.raises(ModelNotFoundError, match=r"team/other: no such folder.*Check the name and the network"):
        hub.folder_of("team/other", said.append)
    assert said == ["team/other is not on this disk; asking the Hugging Face hub for it"]

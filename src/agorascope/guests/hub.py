"""Finds a Hugging Face model's files: in a folder, in the hub's cache on this disk, or, named by id, on the hub."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from agorascope.errors import ModelError, ModelNotFoundError
from agorascope.records import ModelUsed

_ID = re.compile(r"(?P<name>\w[\w.-]*(?:/\w[\w.-]*)?)(?:@(?P<revision>[\w./-]+))?", re.ASCII)
_WANTED = ("*.json", "*.txt", "*.model", "*.safetensors", "README.md")
_ELSEWHERE = ("*/*",)
_LICENCE = re.compile(r"\A---\s*\n(?:.*\n)*?licen[sc]e:[ \t]*['\"]?(?P<name>[^\s'\"#]+)")
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt", "*.h5", "*.msgpack")
_CARD = 20_000
_BLOCK = 1 << 20


class _Index(Struct):
    weight_map: dict[str, str]


def folder_of(spec: str, say: Callable[[str], None]) -> Path:
    """Give the folder of a path or hub id (`owner/name`, `owner/name@revision`).

    The hub is asked only for an id that is not on this disk, and `say` is told before. Raises
    `ModelNotFoundError` for a path that is not there or an id that cannot be had.
    """
    path = _path(spec)
    if path.is_dir():
        return _whole(path, spec)
    named = _ID.fullmatch(spec)
    if not named or path.exists():
        raise ModelNotFoundError(
            f"{spec}: no folder with a Hugging Face model (config.json, *.safetensors, tokenizer), and not a hub id"
        )
    try:
        return _whole(_cached(named, spec), spec)
    except ModelNotFoundError:
        say(f"{spec} is not on this disk; asking the Hugging Face hub for it")
    return _whole(_downloaded(named, spec), spec)


def _path(spec: str) -> Path:
    return Path(os.path.expanduser(spec))  # noqa: PTH111 - Path's own raises for the home of nobody


def _cached(named: re.Match[str], spec: str) -> Path:
    from huggingface_hub import try_to_load_from_cache

    try:
        found = try_to_load_from_cache(named["name"], "config.json", revision=named["revision"])
    except ValueError as error:
        raise ModelNotFoundError(f"{spec}: no such folder, and not a hub id ({error})") from error
    if not isinstance(found, str):
        raise ModelNotFoundError(f"{spec}: not in the hub's cache on this disk")
    return Path(found).parent


def _downloaded(named: re.Match[str], spec: str) -> Path:
    from huggingface_hub import snapshot_download

    what, without = list(_WANTED), list(_ELSEWHERE)
    try:
        return Path(
            snapshot_download(named["name"], revision=named["revision"], allow_patterns=what, ignore_patterns=without)
        )
    except Exception as error:  # networks, proxies, gates and disks fail in many libraries' words
        told = str(error).strip().partition("\n")[0]
        raise ModelNotFoundError(
            f"{spec}: no such folder, and the Hugging Face hub did not give it ({type(error).__name__}: {told}). "
            "Check the name and the network, or download the model elsewhere and name its folder"
        ) from error


def _whole(folder: Path, spec: str) -> Path:
    if not (folder / "config.json").is_file():
        raise ModelNotFoundError(f"{spec}: {folder} has no config.json; name the folder that save_pretrained wrote")
    missing = [name for name in _shards(folder) if not (folder / name).is_file()]
    if missing:
        raise ModelNotFoundError(f"{spec}: {folder} lacks {', '.join(missing[:3])}; download the model again")
    if not weights(folder):
        pickled = sorted(p.name for pattern in _PICKLES for p in folder.glob(pattern))
        if pickled:
            raise ModelError(
                f"{spec}: its weights are {', '.join(pickled)}, a format that can run code when it is opened, and only "
                "*.safetensors are read. Open it where you trust it and save it again: "
                "model.save_pretrained(FOLDER), tokenizer.save_pretrained(FOLDER)"
            )
        raise ModelNotFoundError(f"{spec}: {folder} has no *.safetensors")
    return folder


def _shards(folder: Path) -> list[str]:
    """List the parts of weights that were saved in several files, as their index names them."""
    index = folder / "model.safetensors.index.json"
    try:
        parts = msgspec.json.decode(index.read_bytes(), type=_Index).weight_map if index.is_file() else {}
    except msgspec.DecodeError as error:
        raise ModelError(f"{index}: not an index of weights ({error})") from error
    return sorted(set(parts.values()))


def weights(folder: Path) -> list[Path]:
    """List the files of weights, in the order of their names."""
    return sorted(folder.glob("*.safetensors"))


def used(folder: Path, spec: str) -> ModelUsed:
    """Name a model: the id or the folder's name, the hub's commit or 'local', the card's licence, the weights' hash."""
    is_path = _path(spec).is_dir()
    name = folder.resolve().name if is_path else spec.partition("@")[0]
    version = "local" if is_path else folder.name
    return ModelUsed(name, version, _licence(folder), _digest(weights(folder)))


def _licence(folder: Path) -> str:
    card = folder / "README.md"
    if not card.is_file():
        return "unknown"
    with card.open(encoding="utf-8", errors="replace") as file:
        head = file.read(_CARD)
    block = head.partition("\n---")[0]
    found = _LICENCE.match(block)
    return found["name"] if found else "unknown"


def _digest(files: list[Path]) -> str:
    """Hash the weights: of one file its SHA-256, of several the SHA-256 of theirs, one a line."""
    digests = [_sha256(path) for path in files]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()

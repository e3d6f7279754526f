"""Finds models on disk and proves that they are what their manifests say.

A model folder holds `manifest.json` beside the files. Folders are searched in the directory that the
environment variable `AGORASCOPE_MODELS` names, then in `_models` inside the installed package, then in
`models` at the root of a checkout.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
from msgspec import Struct

from agorascope.errors import ModelMismatchError, ModelNotFoundError
from agorascope.records import ModelUsed

VARIABLE = "AGORASCOPE_MODELS"
MANIFEST = "manifest.json"
FORMAT = "agorascope/models/1"
PACKAGE = Path(__file__).resolve().parents[1]
_AGAIN = "put a good copy back, or reinstall agorascope"


class DataSet(Struct, frozen=True):
    """A set of labelled data that a model learned from, and the terms it came under."""

    name: str
    """Its name."""
    licence: str
    """The terms it came under."""


class Model(Struct, frozen=True, kw_only=True):
    """What a manifest says about one model; `files` gives the SHA-256 of each file, the first is the model itself."""

    name: str
    """Its name."""
    task: str
    """What it does."""
    version: str
    """Its version."""
    licence: str
    """The licence it comes under."""
    files: dict[str, str]
    """The SHA-256 of each of its files; the first is the model itself."""
    figures: dict[str, float] = {}
    """What was measured of it, by name."""
    data: tuple[DataSet, ...] = ()
    """What it learned from."""

    @property
    def sha256(self) -> str:
        """The hash of the model's first file, which stands for the model in results."""
        return next(iter(self.files.values()))


class Manifest(Struct, frozen=True, kw_only=True):
    """The content of `manifest.json`: the models that a folder holds."""

    format: str = FORMAT
    models: tuple[Model, ...]


class Installed(Struct, frozen=True, kw_only=True):
    """A model with the folder it was found in and the size of its files in bytes."""

    model: Model
    """What its manifest says."""
    folder: str
    """Where it lies."""
    size: int
    """Bytes of its files."""


def search_path() -> tuple[Path, ...]:
    """Give the directories where model folders may lie, in the order in which they are searched."""
    chosen = os.environ.get(VARIABLE)
    named = (Path(chosen).expanduser(),) if chosen else ()
    return (*named, PACKAGE / "_models", PACKAGE.parents[1] / "models")


def find(folder: str) -> Path:
    """Give the path of a model folder; raises `ModelNotFoundError` that names every place searched."""
    places = [place / folder for place in search_path()]
    for place in places:
        if (place / MANIFEST).is_file():
            return place
    searched = ", ".join(map(str, places))
    raise ModelNotFoundError(
        f"model '{folder}' not found; searched {searched}. "
        f"Set {VARIABLE} to a directory that holds '{folder}/{MANIFEST}', or reinstall agorascope"
    )


def manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; raises `ModelMismatchError` when it is not one this version reads."""
    try:
        found = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ModelMismatchError(f"{folder / MANIFEST}: not a model manifest ({error}); {_AGAIN}") from error
    if found.format != FORMAT or not all(model.files for model in found.models):
        raise ModelMismatchError(f"{folder / MANIFEST}: format {found.format!r}, but this version reads {FORMAT!r}")
    return found


def model_for(folder: Path, task: str) -> Model:
    """Give the model of a folder that does `task`; raises `ModelNotFoundError` when there is none."""
    models = manifest(folder).models
    for model in models:
        if model.task == task:
            return model
    known = ", ".join(sorted(model.task for model in models))
    raise ModelNotFoundError(f"no model for task '{task}' in {folder}; there are: {known}")


def read(folder: Path, model: Model, name: str) -> bytes:
    """Read one of a model's files; raises `ModelMismatchError` when its SHA-256 is not the manifest's."""
    path = folder / name
    if name not in model.files:
        known = ", ".join(model.files)
        raise ModelMismatchError(
            f"{folder / MANIFEST} names {known}, but this version reads {name}; reinstall agorascope"
        )
    if not path.is_file():
        raise ModelNotFoundError(f"{path}: the manifest names it, but it is missing; reinstall agorascope")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != model.files[name]:
        raise ModelMismatchError(
            f"{path}: SHA-256 is {found}, but the manifest says {model.files[name]}; "
            f"the file is damaged or another one: {_AGAIN}, or rebuild the model with its manifest"
        )
    return content


def installed() -> tuple[Installed, ...]:
    """List every model that would be used, in the order of folder and manifest; broken folders raise `ModelError`.

    The profiles of the language room, which stand among its facts, are listed too.
    """
    folders: dict[str, Path] = {}
    for place in (*search_path(), PACKAGE / "language" / "data"):
        for path in sorted(place.glob(f"*/{MANIFEST}")):
            folders.setdefault(path.parent.name, path.parent)
    return tuple(
        Installed(model=model, folder=str(folders[name]), size=_size(folders[name], model))
        for name in sorted(folders)
        for model in manifest(folders[name]).models
    )


def _size(folder: Path, model: Model) -> int:
    return sum((folder / name).stat().st_size for name in model.files if (folder / name).is_file())


def named(folder: str, task: str) -> ModelUsed:
    """Name the model of a folder that does `task`, as results name it; raises `ModelError`."""
    model = model_for(find(folder), task)
    return ModelUsed(model.name, model.version, model.licence, model.sha256)

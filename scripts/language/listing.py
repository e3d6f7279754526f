"""Writes the manifest of the language profiles, so that `agorascope models` lists them like any other model."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from agorascope.inference.store import DataSet, Manifest, Model

DATA = (
    DataSet("agorascope own comments", "CC BY 4.0"),
    DataSet("langdetect's profiles, read from the package", "Apache 2.0"),
    DataSet("OpenCC's character tables", "Apache 2.0"),
    DataSet("pypinyin, for the sound of characters", "MIT"),
    DataSet("multilingual-e5-small's vocabulary, for words that are no names", "MIT"),
    DataSet("CLDR, as Babel has it, for days, months and countries", "Unicode License v3"),
)


def write(profiles: Path) -> None:
    """Write `manifest.json` into the folder of the profiles, with the hash of every file there."""
    files = sorted(p for p in profiles.iterdir() if p.suffix in {".json", ".toml"} and p.name != "manifest.json")
    model = Model(
        name="agorascope-language",
        task="language",
        version="1.1.0",
        licence="MIT",
        files={p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files},
        data=DATA,
    )
    content = msgspec.json.format(msgspec.json.encode(Manifest(models=(model,))), indent=1)
    (profiles / "manifest.json").write_bytes(content + b"\n")

"""The language profiles are listed with their licences, and are the files that the manifest names."""

from __future__ import annotations

import hashlib
from pathlib import Path

from agorascope.inference.store import installed


def test_profiles_are_listed_with_the_hashes_of_their_files() -> None:
    """`agorascope models` shows the language model, and a changed profile without a new manifest is noticed here."""
    [card] = [card for card in installed() if card.model.task == "language"]
    assert {d.licence for d in card.model.data} >= {"CC BY 4.0", "Apache 2.0"}
    folder = Path(card.folder)
    for name, digest in card.model.files.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert {p.name for p in folder.glob("*.json")} - {"manifest.json"} <= set(card.model.files)

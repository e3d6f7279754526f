"""Every input that ever broke a target when it was fuzzed (`scripts/fuzz`) goes through it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.fuzzing.fuzz import TARGETS, check

FOUND = Path(__file__).parent / "findings"
KEPT = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_broke_is_mended(path: Path) -> None:
    """Each finding lies in a folder named after its target, a format of the readers or one of `TARGETS`."""
    check(path.parent.name, path.read_bytes())


def test_some_of_every_kind_is_kept() -> None:
    """Findings are where they are looked for."""
    assert {path.parent.name for path in KEPT} & set(TARGETS)

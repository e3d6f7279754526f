"""A corpus that was analysed once, for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from tests.corpus.making import PART, agorascope, write_inputs


class Analysed(Struct, frozen=True):
    """What was read, the folder that was made of it, and how the command ended."""

    inputs: Path
    out: Path
    code: int
    words: str


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Analysed:
    """Analyse a folder of inputs as a user does; whoever changes what came out works on a copy."""
    place = tmp_path_factory.mktemp("a corpus with spaces")
    inputs = write_inputs(place / "what was read")
    done = agorascope("analyze", inputs, "-o", place / "out", "--part-size", str(PART), "--workers", "1")
    return Analysed(inputs, place / "out", done.returncode, done.stderr.decode())

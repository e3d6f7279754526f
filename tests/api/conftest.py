"""Discussions that several modules look at: analysed once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import agorascope as ag
from tests.docs.samples import make

if TYPE_CHECKING:
    from agorascope import Discussion, Discussions

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "corpora" / "discussions"
HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m"
Command = Callable[..., bytes]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files that docs and docstrings name."""
    folder = tmp_path_factory.mktemp("api") / "samples"
    make(folder)
    return folder


@pytest.fixture(scope="session")
def page() -> Discussion:
    """Analyse a page in English with re-posts and adverts."""
    return ag.analyze(PAGES / "en-dev.txt")


@pytest.fixture(scope="session")
def clubs(samples: Path) -> Discussions:
    """Analyse a text, a web page and a table, and something that is none."""
    return ag.analyze_all(samples / "pages", samples / "gone.txt")


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Give a function that runs `agorascope ARGS` in this process and gives what it printed."""
    from agorascope.cli import app

    def run(*arguments: str | Path) -> bytes:
        capfdbinary.readouterr()
        app([str(one) for one in arguments], standalone_mode=False)
        return capfdbinary.readouterr().out

    return run

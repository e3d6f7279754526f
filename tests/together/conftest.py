"""Pages of one subject and of others, analysed once, with the real models."""

from __future__ import annotations

from pathlib import Path

import pytest

from agorascope.errors import ReadError
from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from agorascope.settings import Settings

HERE = Path(__file__).parent / "pages"
PAGES = Path(__file__).parents[2] / "corpora" / "discussions"
CLUBS = ("club-en", "club-el", "club-zh")


@pytest.fixture(scope="package")
def models() -> Models:
    """Give the real models."""
    return Models(Settings())


@pytest.fixture(scope="package")
def clubs(models: Models) -> list[Discussion]:
    """Three articles for and against paid clubs, in three languages."""
    return _analysed([HERE / f"{name}.jsonl" for name in CLUBS], models)


@pytest.fixture(scope="package")
def twice(models: Models) -> list[Discussion]:
    """One thread in two formats: a page without times and a table with authors and times."""
    return _analysed([PAGES / "en-dev.txt", PAGES / "en-dev.jsonl"], models)


def _analysed(paths: list[Path], models: Models) -> list[Discussion]:
    found = list(analyze([str(path) for path in paths], models, Settings()))
    return [one for one in found if not isinstance(one, ReadError)]

"""Analyses each page once for all golden tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from agorascope.inference import Models
from agorascope.pipeline import analyze
from agorascope.records import Discussion
from agorascope.settings import Settings

Analysed = Callable[[Path], Discussion]


@pytest.fixture(scope="session")
def analysed() -> Analysed:
    """Give a function from a page to its analysis by the real pipeline and models."""
    settings = Settings()
    models = Models(settings)

    @cache
    def found(page: Path) -> Discussion:
        [discussion] = analyze([str(page)], models, settings)
        assert isinstance(discussion, Discussion)
        return discussion

    return found

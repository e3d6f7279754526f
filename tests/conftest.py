"""Options of the test run."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("agorascope", deadline=None)  # tests assert behaviour, never time
settings.load_profile("agorascope")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that rewrites the expected files: a change of output is then seen in the diff."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what is found as what is expected")


def pytest_xdist_auto_num_workers() -> int:
    """Run as many tests at once as there are cores, at most four: each process loads the models."""
    return min(4, os.cpu_count() or 1)

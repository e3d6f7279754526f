"""All that is written, once for all tests of this folder; and what says whether it is as its schema has it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from agorascope.schemas import schema
from tests.guests.conftest import alone, server
from tests.schemas.samples import Samples, everything

__all__ = ["alone", "samples", "server"]


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Give what the real commands write."""
    return everything(tmp_path_factory.mktemp("written"))


@cache
def validator(name: str) -> Draft202012Validator:
    """Give what validates an output."""
    return Draft202012Validator(schema(name))


def faults(name: str, value: Any) -> list[str]:
    """Say what is wrong with an output."""
    return [f"{error.json_path}: {error.message[:300]}" for error in validator(name).iter_errors(value)]

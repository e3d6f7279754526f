"""The server, the lonely environment and the command that other rooms' tests use."""

from __future__ import annotations

from tests.cli.conftest import agorascope
from tests.guests.conftest import alone, server

__all__ = ["agorascope", "alone", "server"]

"""A search for inputs that break a target: rounds of Hypothesis, each with a seed of its own, until the time is up."""

from __future__ import annotations

import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

ROUND: Final = 200
SLOWEST: Final = 120
"""Seconds of one input before it counts as a finding."""
Check = Callable[[bytes], None]


class SlowError(Exception):
    """An input took too long."""


class Search:
    """Looks for inputs that break a check, and keeps one of each kind in a folder."""

    def __init__(self, name: str, inputs: st.SearchStrategy[bytes], check: Check, findings: Path) -> None:
        """Take the target and the folder."""
        self.name, self._inputs, self._check, self._findings = name, inputs, check, findings
        self._known: set[str] = set()
        self._last = b""
        self.tried, self.found, self.told = 0, list[str](), list[str]()

    def run(self, seconds: float, first: int = 0) -> None:
        """Search for so long, beginning with the round `first`; another search with it tries the same inputs."""
        self._until = time.monotonic() + seconds
        number = first
        while time.monotonic() < self._until:
            error = self._round(number)
            number += 1
            if error is not None:
                self._keep(error)

    def _round(self, number: int) -> Exception | None:
        phases = (Phase.generate, Phase.target, Phase.shrink)
        chosen = settings(
            max_examples=ROUND,
            database=None,
            deadline=None,
            suppress_health_check=[*HealthCheck],
            phases=phases,
            verbosity=Verbosity.quiet,
        )
        broken: list[Exception] = []

        def one(data: bytes) -> None:
            if time.monotonic() > self._until and not broken:
                return
            try:
                self._try(data)
            except Exception as error:
                if kind(error) in self._known or (broken and kind(error) != kind(broken[0])):
                    return  # of each kind one is enough; what is made small stays of its kind
                broken[:] = [error]
                self._last = data
                raise

        try:
            seed(number)(chosen(given(self._inputs)(one)))()
        except Exception as error:  # noqa: BLE001 - what broke, as Hypothesis tells it
            return broken[0] if broken else error
        return None

    def _try(self, data: bytes) -> None:
        self.tried += 1
        with limited(SLOWEST):
            self._check(data)

    def _keep(self, error: Exception) -> None:
        self._known.add(kind(error))
        self._findings.mkdir(parents=True, exist_ok=True)
        path = self._findings / f"{self.name}-{blake2b(self._last, digest_size=6).hexdigest()}"
        path.write_bytes(self._last)
        self.found.append(str(path))
        self.told.append(kind(error))


def kind(error: BaseException) -> str:
    """Name what broke, and where: the same for the same mistake of ours."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "agorascope" in frame.filename]
    ours = [frame for frame in frames if "/hypothesis/" not in frame.filename]
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    return (
        f"{type(error).__name__} {where} {error}"[:200]
        if "Law" in type(error).__name__
        else f"{type(error).__name__} {where}"
    )


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raise `SlowError` in whatever takes longer; only Python itself is interrupted."""

    def ring(_signal: int, _frame: Any) -> None:  # noqa: ANN401 - as `signal` has it
        raise SlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)

"""Which packages are needed, and for what: for every run, or for an extra alone."""

from __future__ import annotations

import re
from collections import deque
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PROGRAM: Final = "agorascope"
RUNTIME: Final = "every run"


class Needed(Struct, frozen=True):
    """A package that is installed, and what it is needed for: `every run`, or the names of extras."""

    name: str
    version: str
    wanted: tuple[str, ...]


def plain(name: str) -> str:
    """Write a package's name in the one way that PyPI compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(constraints: Path) -> dict[str, str]:
    """Give the versions that a file of constraints names, by plain name."""
    lines = constraints.read_text(encoding="utf-8").splitlines()
    found = (line.partition("==") for line in lines if "==" in line and not line.startswith("#"))
    return {plain(name): version.strip() for name, _, version in found}


def needed() -> list[Needed]:
    """Give every installed package that agorascope or one of its extras leads to, by name."""
    own = distribution(PROGRAM)
    runtime = _reached(own, "")
    wanted = {name: [RUNTIME] for name in runtime}
    for extra in sorted(own.metadata.get_all("Provides-Extra") or []):
        for name in _reached(own, extra) - runtime:
            wanted.setdefault(name, []).append(extra)
    wanted.pop(PROGRAM, None)
    return [Needed(name, distribution(name).version, tuple(what)) for name, what in sorted(wanted.items())]


def _reached(own: Distribution, extra: str) -> set[str]:
    """Give the names of what is installed and needed, from requirement to requirement."""
    waiting = deque((name, asked) for name, asked in _asked(own, {extra}))
    seen: set[tuple[str, str]] = set()
    while waiting:
        name, extras = waiting.popleft()
        if (name, extras) in seen:
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue  # for another Python, or an extra that is not installed here
        seen.add((name, extras))
        waiting.extend(_asked(found, {"", *filter(None, extras.split(","))}))
    return {name for name, _ in seen}


def _asked(of: Distribution, extras: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in of.requires or []:
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            yield plain(requirement.name), ",".join(sorted(requirement.extras))

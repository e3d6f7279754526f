"""spaCy loads the parts of all packages that are installed, whoever needs them: a broken one is named."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final

from agorascope.errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

GROUP: Final = "spacy_factories"


@contextmanager
def loading() -> Iterator[None]:
    """Load what spaCy needs within; raises `PackageError` where a part of somebody else's package cannot be loaded."""
    try:
        yield
    except Exception as error:
        broken = [(entry, fault) for entry in entry_points(group=GROUP) if (fault := _fault(entry))]
        if not broken:
            raise
        raise PackageError(_said(*broken[0])) from error


def _fault(entry: EntryPoint) -> Exception | None:
    try:
        entry.load()
    except Exception as error:  # noqa: BLE001 - whatever somebody's module raises
        return error
    return None


def _said(entry: EntryPoint, fault: Exception) -> str:
    package = entry.dist.name if entry.dist else entry.module
    return (
        f"spaCy cannot begin: the package {package} promises a part `{entry.name}` that cannot be loaded"
        f" ({type(fault).__name__}: {fault}); install it anew, or remove it (pip uninstall {package})"
    )

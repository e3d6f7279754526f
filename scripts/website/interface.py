"""The Python interface: what `agorascope` itself exports, told by its own docstrings."""

from __future__ import annotations

import agorascope
from scripts.website.writing import paragraph


def names() -> list[str]:
    """Give the names that everyone may rely on."""
    return list(agorascope.__all__)


def kinds() -> dict[str, list[str]]:
    """Give the names by what they are, in the order of a page."""
    found: dict[str, list[str]] = {"Functions": [], "What they give": [], "Errors": [], "Constants": []}
    for name in names():
        found[_kind(getattr(agorascope, name))].append(name)
    return found


def page() -> str:
    """Give the page of the interface: a directive for each name, which mkdocstrings fills in."""
    told = [
        "# Python\n\n"
        + paragraph(
            "These names of `agorascope` are stable; everything else may change between versions. "
            "What they load is loaded when it is used: `import agorascope` costs next to nothing."
        )
        + "\nWith examples and tables: [In Python and notebooks](../python.md).\n"
    ]
    for kind, its in kinds().items():
        told.append(f"## {kind}\n")
        told += [f"::: agorascope.{name}\n" for name in its]
    return "\n".join(told)


def _kind(value: object) -> str:
    if isinstance(value, type):
        return "Errors" if issubclass(value, Exception) else "What they give"
    return "Functions" if callable(value) else "Constants"

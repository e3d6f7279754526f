"""The readers that are installed, from the entry points."""

from __future__ import annotations

from importlib.metadata import entry_points
from inspect import cleandoc

from agorascope.readers.registry import GROUP, readers
from scripts.website.writing import code, paragraph, spoken, table


def page() -> str:
    """Give the page of readers."""
    places = {entry.name: entry.value for entry in entry_points(group=GROUP)}
    rows = [
        (
            f'<span id="{name}">{code(name)}</span>',
            ", ".join(map(code, reader.suffixes)),
            spoken(cleandoc(reader.__doc__ or "").split("\n\n")[0]),
            code(places[name]),
        )
        for name, reader in readers().items()
    ]
    return (
        "# Readers\n\n"
        + paragraph(
            f"What is found under the entry-point group `{GROUP}`, as `agorascope readers` lists it. "
            "The ending of a name only says which files of a folder are looked at; which reader takes a file is "
            "decided by its content."
        )
        + "\n"
        + table(("format", "endings", "what it reads", "class"), rows)
        + "What each takes from its format: [What can be read](../readers.md). "
        + "One of your own: [Add a reader](../howto/reader.md).\n"
    )

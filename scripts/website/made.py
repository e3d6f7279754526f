"""Every page that is made when the site is built; none of them is kept."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.website import (
    commands,
    components,
    contracts,
    defaults,
    failures,
    formats,
    included,
    installed,
    interface,
    sample,
    values,
)

SECTIONS = {"Command line": commands.nav, "Schemas": contracts.nav, "Model cards": included.nav}


def pages() -> Iterator[tuple[str, str]]:
    """Give each page's path and its content."""
    yield from commands.pages()
    yield from contracts.pages()
    yield from included.pages()
    yield from sample.pages()
    yield "reference/python.md", interface.page()
    yield "reference/records.md", values.page()
    yield "reference/components.md", components.page()
    yield "reference/readers.md", formats.page()
    yield "reference/models.md", installed.page()
    yield "reference/settings.md", defaults.page()
    yield "reference/errors.md", failures.page()

"""Every block of every page runs, in order, with real commands and models, and prints what the page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.docs.blocks import ROOT, blocks_of, pages
from tests.docs.running import Running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOT_RUN = [
    "docs/export.md: red-dwarf is not among what the tests install",
]
PAGES = {str(page.relative_to(ROOT)): page for page in pages()}


@pytest.mark.parametrize("name", PAGES)
def test_the_blocks_of_a_page_run(name: str, prepared: Callable[[str], Path], endpoint: str, warm: Path) -> None:
    """From top to bottom in one folder: commands succeed, outputs are those shown, data is what it says."""
    text = PAGES[name].read_text("utf-8")
    blocks = blocks_of(text)
    with Running(name, prepared(text) if blocks else ROOT, endpoint, warm) as running:
        for block in blocks:
            running.run(block)


def test_what_is_not_run_is_listed() -> None:
    """Each exception has its reason in the page and stands here; there are few."""
    found = [
        f"{name}: {block.notes['not run']}"
        for name, page in PAGES.items()
        for block in blocks_of(page.read_text("utf-8"))
        if "not run" in block.notes
    ]
    assert found == NOT_RUN
    assert len(found) <= 5

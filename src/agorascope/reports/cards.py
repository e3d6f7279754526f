"""What is installed, as a list to read: licences first, because they decide what one may do with results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from agorascope.inference.store import Installed

MEGABYTE = 1024 * 1024


def show(cards: Sequence[Installed], console: Console) -> None:
    """Print one paragraph a model: version, licence, size, hash, figures, the data sets it learned from."""
    for card in cards:
        for line in _lines(card):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _lines(card: Installed) -> list[str]:
    model = card.model
    figures = " · ".join(f"{name} {value:g}" for name, value in model.figures.items())
    data = "; ".join(f"{d.name} ({d.licence})" for d in model.data)
    return [
        f"{model.name} {model.version}  task: {model.task}  licence: {model.licence}",
        f"    {card.size / MEGABYTE:.1f} MB  sha256 {model.sha256}",
        *([f"    figures: {figures}"] if figures else []),
        *([f"    learned from: {data}"] if data else []),
        f"    {card.folder}",
    ]

"""The models that are installed, from their manifests; their cards are pages of their own."""

from __future__ import annotations

from pathlib import Path

from agorascope.inference.store import Installed, installed
from scripts.website.writing import code, paragraph, spoken, table

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def page() -> str:
    """Give the page of models."""
    cards = installed()
    rows = [
        (
            f'<a href="#{card.model.name}">{card.model.name}</a>',
            card.model.version,
            _size(card.size),
            spoken(card.model.licence),
        )
        for card in cards
    ]
    return (
        "# Models\n\n"
        + paragraph(
            "What travels with agorascope, as `agorascope models` prints it: from the manifests beside the files."
        )
        + "\n"
        + table(("model", "version", "size", "licence"), rows)
        + "".join(map(_section, cards))
    )


def _section(card: Installed) -> str:
    model, folder = card.model, Path(card.folder).name
    told = [
        f"## {model.name} {model.version} {{#{model.name}}}\n\n",
        paragraph(f"Task `{model.task}`; folder `{folder}`. Licence: {model.licence}."),
        "\n",
    ]
    if _has_card(card):
        told.append(f"How it was made and measured: [its card](../explanation/cards/{folder}.md).\n\n")
    told.append(table(("file", "SHA-256"), ((code(name), code(digest)) for name, digest in model.files.items())))
    if model.figures:
        told.append(table(("figure", "value"), ((spoken(k), f"{v:g}") for k, v in model.figures.items())))
    if model.data:
        told.append(table(("learned from", "under"), ((spoken(d.name), spoken(d.licence)) for d in model.data)))
    return "".join(told)


def _size(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{size / KILOBYTE:.0f} KB"


def _has_card(card: Installed) -> bool:
    folder = Path(card.folder)
    return folder.parent.name == "models" and (folder / "README.md").is_file()

"""Our spaCy components, from what their factories declare."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint, entry_points
from inspect import cleandoc, getmodule

from spacy.language import Language

from scripts.website.writing import code, fenced, paragraph, spoken, table

GROUP = "spacy_factories"


def ours() -> list[EntryPoint]:
    """Give the entry points of our factories, in the order of names."""
    return sorted((e for e in entry_points(group=GROUP) if e.value.startswith("agorascope.")), key=lambda e: e.name)


def page() -> str:
    """Give the page of components."""
    return (
        "# spaCy components\n\n"
        + paragraph(
            f"Found by spaCy under the entry-point group `{GROUP}` as soon as agorascope is installed: "
            '`nlp.add_pipe("agorascope_language")`.'
        )
        + "\nHow to use them: [In spaCy](../spacy.md).\n\n"
        + "".join(map(_section, ours()))
    )


def _section(entry: EntryPoint) -> str:
    made = entry.load()
    meta = Language.get_factory_meta(entry.name)
    about = cleandoc(made.__doc__ or getattr(getmodule(made), "__doc__", "") or "")
    config = json.dumps(meta.default_config, indent=2, ensure_ascii=False)
    rows = [
        ("factory", code(entry.value)),
        ("assigns", ", ".join(map(code, meta.assigns)) or "nothing"),
        ("requires", ", ".join(map(code, meta.requires)) or "nothing"),
    ]
    return (
        f"## {entry.name} {{#{entry.name}}}\n\n"
        + "\n".join(map(paragraph, about.split("\n\n")))
        + "\n"
        + table(("", ""), ((spoken(name), value) for name, value in rows))
        + "Default config:\n\n"
        + fenced(config, "json")
    )

"""The JSON Schemas of what we write: each as a file to take away, and field by field to read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from agorascope.schemas import OUTPUTS, Output, schema, text
from scripts.website.writing import code, paragraph, spoken, table

FOLDER = "reference/schemas"
FAMILIES = {"discussion-evaluation": "evaluation"}  # else the first word of a name says where it belongs
Schema = dict[str, Any]


def families() -> dict[str, list[Output]]:
    """Give the outputs by the page that tells of them, in the order in which `agorascope schema --list` has them."""
    found: dict[str, list[Output]] = defaultdict(list)
    for output in OUTPUTS:
        found[FAMILIES.get(output.name, output.name.partition("-")[0])].append(output)
    return dict(found)


def pages() -> Iterator[tuple[str, str]]:
    """Give each page's path and its Markdown, and the schemas as files beside them."""
    yield f"{FOLDER}/index.md", _overview()
    for family, outputs in families().items():
        yield f"{FOLDER}/{family}.md", f"# Schemas: {family}\n\n" + "".join(map(_output, outputs))
    for output in OUTPUTS:
        yield f"{FOLDER}/{output.file}", text(output.name)


def nav() -> list[str | dict[str, str]]:
    """Give these pages as the navigation lists them."""
    return [f"{FOLDER}/index.md", *({family: f"{FOLDER}/{family}.md"} for family in families())]


def _overview() -> str:
    places = {output.name: family for family, outputs in families().items() for output in outputs}
    rows = [
        (
            f"[{output.name}]({places[output.name]}.md#{output.name})",
            spoken(output.about),
            spoken(output.command),
            f"[{output.id.rsplit('/', 1)[-1]}]({output.file})",
        )
        for output in OUTPUTS
    ]
    return (
        "# Schemas\n\n"
        + paragraph(
            "A JSON Schema (draft 2020-12) for everything that agorascope writes for programs. "
            "`agorascope schema NAME` prints one, `agorascope schema --all -o DIR` writes all."
        )
        + "\nWhat may change between versions: [Versions of the schemas](../../schema.md).\n\n"
        + table(("schema", "of", "written by", "file of version"), rows)
    )


def _output(output: Output) -> str:
    its = schema(output.name)
    words = f"`{output.id}`: {output.about}. Written by: {output.command}."
    head = f"## {output.name} {{#{output.name}}}\n\n{paragraph(words)}\n[{output.file}]({output.file})\n\n"
    parts = {part: held for part, held in its.get("$defs", {}).items() if "properties" in held}
    whole = _fields(output.name, its) if "properties" in its else _either(output.name, its)
    return head + whole + "".join(_part(output.name, part, held) for part, held in parts.items())


def _either(name: str, its: Schema) -> str:
    """Say what an output is that is no object with fields of its own."""
    return f"A line or file of it is: {_kind(name, its)}.\n\n"


def _part(name: str, part: str, held: Schema) -> str:
    return f"### {part} {{#{name}-{part}}}\n\n" + _fields(name, held)


def _fields(name: str, held: Schema) -> str:
    needed = set(held.get("required", ()))
    rows = [
        (code(field), _kind(name, its), "always" if field in needed else "", spoken(its.get("description", "")))
        for field, its in held["properties"].items()
    ]
    words = paragraph(held["description"].split("\n\n")[0]) + "\n" if held.get("description") else ""
    return words + (table(("field", "type", "there", "what it is"), rows) if rows else "")


def _kind(name: str, its: Schema) -> str:
    """Give a type in one line: names of parts lead to their tables."""
    if "$ref" in its:
        part = str(its["$ref"]).rsplit("/", 1)[-1]
        return f'<a href="#{name}-{part}">{part}</a>'
    for either in ("anyOf", "oneOf"):
        if either in its:
            return " or ".join(_kind(name, one) for one in its[either])
    for values in (its["enum"] if "enum" in its else [its["const"]] if "const" in its else (),):
        if values:
            return ", ".join(code(json.dumps(value, ensure_ascii=False)) for value in values)
    return _plain(name, its)


def _plain(name: str, its: Schema) -> str:
    kinds = its.get("type", "anything")
    items, values = its.get("items"), its.get("additionalProperties")
    if kinds == "array" and isinstance(items, dict):
        return f"list of {_kind(name, items)}"
    if kinds == "object" and isinstance(values, dict) and values:
        return f"object of {_kind(name, values)}"
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)

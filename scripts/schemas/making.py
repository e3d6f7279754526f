"""A schema from a type: what msgspec tells of it, with the words of every field, the name and version of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from unittest.mock import patch

import msgspec
from msgspec import inspect

from agorascope.corpus import layers
from agorascope.evaluation import run
from agorascope.evaluation.figures import Figures
from agorascope.evaluation.spans import SpanFigures
from agorascope.schemas import Output
from scripts.schemas.kinds import KINDS
from scripts.schemas.words import words

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
TABLE: Final = ("flag-csv", "decision-", "sheet-", "polis-")
Schema = dict[str, Any]


def made(output: Output) -> Schema:
    """Give the schema of an output; raises `ValueError` where a field has no words."""
    kind = KINDS[output.name]
    found = _of_figures(kind) if output.name == "evaluation" else described(kind)
    head = {"$schema": DRAFT, "$id": output.id, "title": output.name, "description": _about(output)}
    whole: Schema = msgspec.json.decode(msgspec.json.encode({**head, **_columns(output.name, found), **found}))
    return whole


def _of_figures(kind: Any) -> Schema:  # noqa: ANN401 - a type that msgspec knows
    """Describe what has figures of labels or of spans, a choice between two structs, which msgspec does not know."""
    with patch.object(run, "AnyFigures", Figures):
        found = described(kind)
    spans = described(SpanFigures)
    either = {"anyOf": [{"$ref": "#/$defs/Figures"}, {"$ref": "#/$defs/SpanFigures"}]}
    parts = {name: _replaced(part, either["anyOf"][0], either) for name, part in found["$defs"].items()}
    return {**found, "$defs": parts | spans["$defs"]}


def _replaced(given: Any, one: Schema, other: Schema) -> Any:  # noqa: ANN401 - any JSON
    if given == one:
        return other
    if isinstance(given, dict):
        if given.items() >= one.items():
            return {**{name: value for name, value in given.items() if name not in one}, **other}
        return {name: _replaced(value, one, other) for name, value in given.items()}
    return [_replaced(value, one, other) for value in given] if isinstance(given, list) else given


def described(kind: Any) -> Schema:  # noqa: ANN401 - any type that msgspec knows
    """Give what msgspec tells of a type, with the words of every field; raises `ValueError` where there are none."""
    found = msgspec.json.schema(kind)
    for told in _told(inspect.type_info(kind)):
        _describe(found["$defs"][told.cls.__name__], told)
    return found


def written(schema: Schema) -> str:
    """Give the text of a schema's file."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _about(output: Output) -> str:
    return f"{output.about[0].upper()}{output.about[1:]}. Written by: {output.command}."


def _columns(name: str, schema: Schema) -> Schema:
    """Tell the columns of a table in their order; of Parquet with their types, `!` where every row has a value."""
    if name.startswith("layer-"):
        fields = layers.schema(name.removeprefix("layer-"))
        return {"x-columns": [f"{f.name}: {f.type}{'' if f.nullable else '!'}" for f in fields]}
    if name.startswith(TABLE):
        return {"x-columns": list(schema["$defs"][schema["$ref"].rpartition("/")[2]]["properties"])}
    return {}


def _told(given: Any) -> Iterator[inspect.StructType | inspect.TypedDictType]:  # noqa: ANN401 - any of msgspec's types
    """Give every struct and typed dict that a type is made of."""
    if isinstance(given, inspect.StructType | inspect.TypedDictType):
        yield given
        for field in given.fields:
            yield from _told(field.type)
        return
    inner = [getattr(given, name, None) for name in ("type", "item_type", "key_type", "value_type")]
    for part in (*inner, *getattr(given, "types", ()), *getattr(given, "item_types", ())):
        if isinstance(part, inspect.Type):
            yield from _told(part)


def _describe(found: Schema, told: inspect.StructType | inspect.TypedDictType) -> None:
    said = words(told.cls)
    for field in told.fields:
        if field.name not in said:
            raise ValueError(f"{told.cls.__name__}.{field.name} has no words under it")
        own = found["properties"][field.encode_name]
        own["description"] = said[field.name]
        if said[field.name].startswith("Deprecated"):
            own["deprecated"] = True
        if field.name == "schema":  # written since there is this version, and the only thing that names it
            own.pop("default")
            found["required"] = ["schema", *(name for name in found.get("required", ()) if name != "schema")]

"""Which changes keep the promises of a schema: the check itself, and the schemas as they are kept."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct
from scripts.schemas import __main__ as program
from scripts.schemas.compatible import changes
from scripts.schemas.kinds import KINDS
from scripts.schemas.making import described, made, written

import agorascope.schemas
from agorascope.corpus import layers
from agorascope.schemas import OUTPUTS, Output, names, schema
from agorascope.schemas.layers import LAYERS
from agorascope.schemas.outputs import TABLES

FROZEN = Path(agorascope.schemas.__file__).parent / "frozen"
OLD: dict[str, Any] = {
    "title": "thing",
    "x-columns": ["a", "b"],
    "$ref": "#/$defs/Thing",
    "$defs": {
        "Thing": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "description": "Its name."},
                "kind": {"enum": ["one", "two"]},
                "size": {"type": "integer", "minimum": 0},
                "part": {"$ref": "#/$defs/Part"},
                "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
                "either": {"anyOf": [{"$ref": "#/$defs/Part"}, {"type": "null"}]},
                "span": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False},
                "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
                "later": {"type": "string", "default": ""},
            },
            "required": ["name", "kind"],
        },
        "Part": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    },
}
GONE = object()


def changed(*edits: tuple[str, Any]) -> dict[str, Any]:
    """Give the schema with other values at paths; `GONE` takes one away."""
    new = copy.deepcopy(OLD)
    for path, value in edits:
        inner: Any = new
        *steps, last = path.split("/")
        for step in steps:
            inner = inner[int(step)] if isinstance(inner, list) else inner[step]
        if value is GONE:
            del inner[last]
        else:
            inner[int(last) if isinstance(inner, list) else last] = value
    return new


PROPERTIES, PART = "$defs/Thing/properties", "$defs/Part/properties"


@pytest.mark.parametrize(
    ("edits", "where", "what"),
    [
        ([(f"{PROPERTIES}/name", GONE), ("$defs/Thing/required", ["kind"])], "name", "gone"),
        ([(f"{PROPERTIES}/later", GONE)], "later", "gone"),
        (
            [(f"{PROPERTIES}/new", {"type": "string"}), ("$defs/Thing/required", ["name", "kind", "new"])],
            "new",
            "has to",
        ),
        ([("$defs/Thing/required", ["name", "kind", "size"])], "size", "has to be there now"),
        ([("$defs/Thing/required", ["name"])], "kind", "need not be there"),
        ([(f"{PROPERTIES}/name/type", "integer")], "name", "type was string and is integer"),
        ([(f"{PROPERTIES}/name", {"anyOf": [{"type": "string"}, {"type": "null"}]})], "name", "choice"),
        ([(f"{PROPERTIES}/kind/enum", ["one"])], "kind", "gone: 'two'"),
        ([(f"{PROPERTIES}/kind/enum", ["one", "two", "three"])], "kind", "new values: 'three'"),
        ([(f"{PROPERTIES}/kind", {"type": "string"})], "kind", "any value"),
        ([(f"{PROPERTIES}/later/enum", ["", "x"])], "later", "only some"),
        ([(f"{PROPERTIES}/later/default", "x")], "later", "default was '' and is 'x'"),
        ([(f"{PROPERTIES}/size/minimum", 1)], "size", "minimum was 0 and is 1"),
        ([(f"{PROPERTIES}/size/minimum", GONE)], "size", "minimum was 0 and is None"),
        ([(f"{PROPERTIES}/size/maximum", 9)], "size", "maximum was None and is 9"),
        ([(f"{PART}/text/type", "number")], "part.text", "type was string"),
        ([("$defs/Part/required", [])], "parts[].text", "need not"),
        ([(f"{PROPERTIES}/either", {"$ref": "#/$defs/Part"})], "either", "choice"),
        ([(f"{PROPERTIES}/either/anyOf/0", {"type": "string"})], "either.text", "gone"),
        ([(f"{PROPERTIES}/span/prefixItems/1/type", "integer")], "span[1]", "type was string"),
        ([(f"{PROPERTIES}/span/prefixItems", [{"type": "integer"}])], "span", "prefixItems"),
        ([(f"{PROPERTIES}/span/items", True)], "span", "items was False"),
        ([(f"{PROPERTIES}/counts/additionalProperties/type", "string")], "counts[]", "type was integer"),
        ([(f"{PROPERTIES}/counts/additionalProperties", GONE)], "counts", "additionalProperties"),
        ([("x-columns", ["b", "a"])], "", "columns"),
        ([("x-columns", ["a"])], "", "columns"),
    ],
)
def test_what_breaks_a_promise(edits: list[tuple[str, Any]], where: str, what: str) -> None:
    """What is taken away, narrowed, widened or has to be there from now on needs a new major version."""
    found = changes(OLD, changed(*edits))
    assert any(change.where == where and what in change.what for change in found), found
    assert any(change.breaks for change in found)


@pytest.mark.parametrize(
    "edits",
    [
        [(f"{PROPERTIES}/new", {"type": "string", "default": ""})],
        [(f"{PART}/new", {"$ref": "#/$defs/Thing2"}), ("$defs/Thing2", {"type": "object", "properties": {}})],
        [("x-columns", ["a", "b", "c"])],
    ],
)
def test_what_keeps_the_promises(edits: list[tuple[str, Any]]) -> None:
    """A new property that nobody has to have, a column at the end: told, and no new major version."""
    found = changes(OLD, changed(*edits))
    assert found
    assert not any(change.breaks for change in found)


def test_words_are_no_change() -> None:
    """Other words, and other names of parts that mean the same, change nothing."""
    words = [("name/description", "A name."), ("later/deprecated", True)]
    renamed = changed(
        *((f"{PROPERTIES}/{place}", word) for place, word in words), ("title", "other"), ("$comment", "x")
    )
    text = msgspec.json.encode(renamed).decode().replace("/Part", "/Piece").replace('"Part"', '"Piece"')
    assert changes(OLD, msgspec.json.decode(text)) == []
    assert changes(OLD, OLD) == []


def test_what_stands_beside_a_reference_counts() -> None:
    """A label that has other names in one place is another schema, though the part that is meant is the same."""
    beside = {"$ref": "#/$defs/Part", "properties": {"text": {"enum": ["a"]}}}
    other = {"$ref": "#/$defs/Part", "properties": {"text": {"enum": ["a", "b"]}}}
    found = changes(changed((f"{PROPERTIES}/part", beside)), changed((f"{PROPERTIES}/part", other)))
    assert [(change.where, change.breaks) for change in found] == [("part.text", True)]


def test_what_is_going_to_go_is_marked() -> None:
    """The word under a field is enough; a field without words is refused."""

    class Thing(Struct):
        """A thing."""

        old: int
        """Deprecated: ask `new`."""
        new: int
        """What it is."""

    class Wordless(Struct):
        """A thing."""

        new: int

    found = described(Thing)["$defs"]["Thing"]["properties"]
    assert [own.get("deprecated") for own in found.values()] == [True, None]
    assert found["old"]["description"] == "Deprecated: ask `new`."
    with pytest.raises(ValueError, match="Wordless"):
        described(Wordless)


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)
def test_schemas_are_as_they_are_kept(output: Output) -> None:
    """What the structs say now is what the file says; a change is made on purpose."""
    found, kept = made(output), schema(output.name)
    told = changes(kept, found)
    breaking = [str(change) for change in told if change.breaks]
    assert not breaking, f"{output.id} needs a new major version, for {'; '.join(breaking)}; see docs/schema.md"
    advice = "this keeps the promises of docs/schema.md: run `python -m scripts.schemas`, and look at what it writes"
    assert (FROZEN / output.file).read_text("utf-8") == written(found), (
        f"{output.id}: {told or 'other words'}; {advice}"
    )


def test_names_and_files_belong_together() -> None:
    """There is a type, a file and an `$id` of each name; a file of an older major version belongs to a name."""
    assert len(set(names())) == len(OUTPUTS) == len(KINDS)
    assert set(names()) == set(KINDS)
    for path in FROZEN.iterdir():
        name, _, major = path.name.removesuffix(".schema.json").rpartition("-")
        assert name in names()
        assert msgspec.json.decode(path.read_bytes())["$id"] == f"agorascope/{name}/{major}"
        assert int(major) <= next(int(one.id.rpartition("/")[2]) for one in OUTPUTS if one.name == name)


def test_tables_are_those_of_the_corpus() -> None:
    """Every table has a schema, with the same columns in the same order, of the version of the tables."""
    assert list(LAYERS) == list(layers.NAMES)
    assert str(TABLES) == layers.VERSION
    for name in layers.NAMES:
        found = schema(f"layer-{name}")
        own = found["$defs"][found["$ref"].rpartition("/")[2]]
        fields = {field.name: field.nullable for field in layers.schema(name)}
        assert set(own["properties"]) == set(own["required"]) == set(fields)
        assert [column.partition(":")[0] for column in found["x-columns"]] == list(fields)
        for column, nullable in fields.items():
            told = own["properties"][column]
            nulls = {"type": "null"} in told.get("anyOf", ()) or None in told.get("enum", ())
            assert nulls is nullable, f"{name}.{column}"


def test_the_program_writes_only_what_keeps_the_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It writes what is new and what was added, and refuses what is taken away, with what to do."""
    monkeypatch.setattr(program, "FROZEN", tmp_path)
    assert program.main() == 0
    assert {path.name for path in tmp_path.iterdir()} == {output.file for output in OUTPUTS}
    path = tmp_path / "flag-1.schema.json"
    kept, whole = msgspec.json.decode(path.read_bytes()), path.read_text("utf-8")
    properties, required = (kept["$defs"]["FlagReport"][name] for name in ("properties", "required"))
    del properties["excerpt"]
    required.remove("excerpt")
    path.write_text(written(kept), encoding="utf-8")
    capsys.readouterr()
    assert program.main() == 1
    assert (
        "agorascope/flag/1: excerpt: a new property that has to be there (needs a new major" in capsys.readouterr().out
    )
    path.write_text(whole.replace("How sure we are of the kind.", "How sure."), encoding="utf-8")
    assert program.main() == 0
    assert "agorascope/flag/1: the whole: other words" in capsys.readouterr().out
    assert path.read_text("utf-8") == whole
    assert program.main() == 0
    assert capsys.readouterr().out == ""

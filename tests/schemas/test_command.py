"""`agorascope schema` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agorascope.errors import UsageError
from agorascope.schemas import OUTPUTS, names, schema
from tests.schemas.commands import told


def test_a_discussion_is_what_is_printed_without_a_name() -> None:
    """The default stays; with a name, or a name and a major version, there is that one."""
    assert json.loads(told("schema")) == schema() == schema("discussion") == schema("discussion/1")
    assert json.loads(told("schema", "layer-comments")) == schema("layer-comments/3")


def test_all_are_listed() -> None:
    """One line each, with its version and what writes it; the same as JSON."""
    lines = told("schema", "--list").decode().splitlines()
    assert [line.split()[0] for line in lines] == [output.id for output in OUTPUTS]
    assert [row["name"] for row in json.loads(told("schema", "--list", "--json"))] == list(names())


def test_all_are_written(tmp_path: Path) -> None:
    """A file each, with the name that stands in the list, whole."""
    told("schema", "--all", "-o", tmp_path / "new" / "schemas")
    found = {path.name: json.loads(path.read_bytes()) for path in (tmp_path / "new" / "schemas").iterdir()}
    assert found == {output.file: schema(output.name) for output in OUTPUTS}
    assert "discussion-1.schema.json" in found


@pytest.mark.parametrize(
    "arguments",
    [("nothing",), ("discussion/9",), ("../discussion",), ("",), ("--all",), ("-o", "x"), ("flag", "--json")],
)
def test_what_cannot_be_asked_for(arguments: tuple[str, ...]) -> None:
    """Unknown names, and options that do not go together, are told."""
    with pytest.raises(UsageError, match="schema"):
        told("schema", *arguments)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in the place of the folder is told."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="file"):
        told("schema", "--all", "-o", tmp_path / "file")


@pytest.mark.parametrize("given", ['["schema", "evaluation"]', '["schema", "--list"]', '["schema", "layer-comments"]'])
def test_schemas_load_nothing_heavy(given: str) -> None:
    """Not what makes the figures, nor what reads the tables."""
    heavy = "{'numpy', 'pyarrow', 'spacy', 'rich', 'onnxruntime', 'agorascope.evaluation', 'agorascope.corpus'}"
    code = f"import sys\nfrom agorascope.cli import app\napp({given}, standalone_mode=False)\n"
    code += f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stderr.strip() == "[]"


def test_each_call_gives_a_value_of_its_own() -> None:
    """Who changes what was given changes nothing for others."""
    schema("flag").clear()
    assert schema("flag")["$id"] == "agorascope/flag/1"

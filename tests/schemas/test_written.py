"""What the real commands write is what its schema says, all of it, and nothing else."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from agorascope.schemas import names, schema
from tests.cli.conftest import PAGES
from tests.guests.server import Server
from tests.narration.test_commands import _tell as tell
from tests.schemas.commands import lines, told
from tests.schemas.conftest import faults, validator
from tests.schemas.samples import Samples

OPEN = ("label-", "evaluation-errors", "polis-participants-votes")
"""Outputs in which a user's own columns stand, or one for each statement."""


@pytest.mark.parametrize("name", names())
def test_what_is_written_is_valid(name: str, samples: Samples) -> None:
    """There is something of every output, and all of it is as its schema has it."""
    assert samples[name]
    assert [fault for value in samples[name] for fault in faults(name, value)] == []


@pytest.mark.parametrize("name", [name for name in names() if not name.startswith(OPEN) and name != "duplicates"])
def test_nothing_undescribed_is_written(name: str, samples: Samples) -> None:
    """Every property that is written has its words in the schema."""
    closed = Draft202012Validator(_closed(schema(name)))
    assert [error.message for value in samples[name] for error in closed.iter_errors(value)] == []


def _closed(given: Any) -> Any:
    """Allow no other properties than those that are named."""
    if isinstance(given, list):
        return [_closed(one) for one in given]
    if not isinstance(given, dict):
        return given
    inner = {name: _closed(one) for name, one in given.items()}
    open_ones = "properties" in inner and inner.get("type") == "object"
    return inner | {"additionalProperties": False} if open_ones else inner


def test_the_samples_hold_what_is_seldom(samples: Samples) -> None:
    """Rows with errors, unsure labels, empty threads, runs that were broken off: all that was meant to be is there."""
    assert any(row["prediction"] is None and "error" in row for row in samples["label-stance"])
    assert any(row["prediction"] and row["prediction"]["label"] is None for row in samples["label-stance"])
    assert any(not told["comments"] for told in samples["discussion"])
    assert any(c["stance"]["label"] is None for told in samples["discussion"] for c in told["comments"])
    assert {run["finished"] for run in samples["run"]} == {True, False}
    assert {"exact", "near"} <= {pair["kind"] for pair in samples["duplicates-pairs"]}
    assert any(cluster["campaign"] for cluster in samples["duplicates-clusters"])
    assert any("error" in row for row in samples["duplicates"])
    assert any(one["error"] for one in samples["readers-check"])
    assert {"spam", "duplicate"} <= {flag["kind"] for flag in samples["flag"]}
    assert {one["verdict"] for one in samples["decision"]} == {"spam", "duplicate", "approve", "unsure"}
    assert any("missed" in row for row in samples["evaluation-errors"])


def test_a_narrative_is_valid(server: Server) -> None:
    """What a model told of a debate is as the schema has it, too."""
    server.always = tell
    [found] = lines(told("analyze", PAGES / "en-dev.txt", "--json", "-q", "--narrate", server.spec))
    assert found["narrative"]["sentences"]
    assert faults("discussion", found) == []


@pytest.mark.parametrize("name", names())
def test_schemas_are_schemas(name: str) -> None:
    """Every schema is one of draft 2020-12; every property of it says what it is; other properties are allowed."""
    found = schema(name)
    Draft202012Validator.check_schema(found)
    assert found["$id"].split("/")[:2] == ["agorascope", name]
    assert found["description"]
    assert "additionalProperties" not in json.dumps(found).replace('"additionalProperties": {', "")
    assert [place for place, own in _properties(found, "") if not own.get("description")] == []


def _properties(given: Any, place: str) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(given, list):
        return [found for one in given for found in _properties(one, place)]
    if not isinstance(given, dict):
        return []
    found = [(f"{place}.{name}", own) for name, own in given.get("properties", {}).items()]
    return found + [one for name, own in given.items() for one in _properties(own, f"{place}.{name}")]


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("discussion", ("schema",), "agorascope/discussion/2"),
        ("discussion", ("comments", 0, "stance", "label"), "maybe"),
        ("discussion", ("comments", 0, "stance", "score"), 1.5),
        ("discussion", ("comments", 0, "depth"), -1),
        ("discussion", ("comments", 0, "quoted"), [[3]]),
        ("discussion", ("comments", 0, "text"), None),
        ("discussion", ("summary", "controversy"), "high"),
        ("run", ("stages", 0, "in"), None),
        ("layer-stance", ("label",), "positive"),
        ("layer-comments", ("comment_id",), None),
        ("label-sentiment", ("prediction", "scores"), {"favor": 0.5}),
        ("label-spam", ("prediction", "reasons"), [["code", "detail", 0]]),
        ("label-argument", ("prediction", "spans"), [[0, 5, "opinion", 0.5]]),
        ("duplicates-pairs", ("kind",), "alike"),
        ("flag", ("layer",), "nobody"),
        ("decision", ("verdict",), "delete"),
        ("sheet-comments", ("depth",), "deep"),
        ("polis-votes", ("vote",), "2"),
        ("models", (0, "size"), "large"),
    ],
)
def test_what_is_wrong_is_refused(name: str, path: tuple[str | int, ...], value: Any, samples: Samples) -> None:
    """One wrong value in what was written, and it is valid no more."""
    broken = copy.deepcopy(next(one for one in samples[name] if _has(one, path)))
    inner = broken
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert not validator(name).is_valid(broken)


def _has(value: Any, path: tuple[str | int, ...]) -> bool:
    for step in path:
        if isinstance(value, list):
            if not value:
                return False
        elif not isinstance(value, dict) or step not in value:
            return False
        value = value[step]
    return True

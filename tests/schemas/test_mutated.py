"""What lacks something that has to be there, or has something else in its place, is refused, wherever that is."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from agorascope.schemas import names, schema
from tests.schemas.conftest import validator
from tests.schemas.samples import Samples

Path = tuple[str | int, ...]
NOTHING_IS_THAT = [[["x"]]]
MOST = 40


def required(value: Any, own: Any, parts: Any, path: Path = ()) -> Iterator[Path]:
    """Give the places in a value that its schema says have to be there."""
    if "$ref" in own:
        own = parts[own["$ref"].rpartition("/")[2]]
    for one in own.get("anyOf", ()):
        if Draft202012Validator({**one, "$defs": parts}).is_valid(value):
            yield from required(value, one, parts, path)
    if isinstance(value, dict):
        for name in own.get("required", ()):
            yield (*path, name)
        for name, inner in own.get("properties", {}).items():
            if name in value:
                yield from required(value[name], inner, parts, (*path, name))
    if isinstance(value, list) and isinstance(own.get("items"), dict):
        for place, inner in enumerate(value[:3]):
            yield from required(inner, own["items"], parts, (*path, place))


@settings(max_examples=300)
@given(data=st.data())
def test_mutations_are_refused(data: st.DataObject, samples: Samples) -> None:
    """Take any output, any place in it that has to be there, and take it away or put in what nothing is."""
    name = data.draw(st.sampled_from(names()))
    value = data.draw(st.sampled_from(samples[name][:MOST]))
    own = schema(name)
    places = [path for path in required(value, own, own["$defs"]) if "prediction" not in path[1:]]
    if not places:  # a list that is empty
        return
    path = data.draw(st.sampled_from(places))
    broken = copy.deepcopy(value)
    inner = broken
    for step in path[:-1]:
        inner = inner[step]
    if data.draw(st.booleans()):
        del inner[path[-1]]
    else:
        inner[path[-1]] = NOTHING_IS_THAT
    assert validator(name).is_valid(value)
    assert not validator(name).is_valid(broken), path

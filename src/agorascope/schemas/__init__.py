"""JSON Schemas of all that agorascope writes for programs, versioned; docs/schema.md says what may change when.

Public names: `schema`, `names`, `OUTPUTS`, `Output`. The schemas are files of the package, made from the structs of the
outputs by `python -m scripts.schemas`; asking for one loads nothing else.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any, Final

import msgspec

from agorascope.errors import UsageError
from agorascope.schemas.listed import Output
from agorascope.schemas.outputs import OUTPUTS

__all__ = ["OUTPUTS", "Output", "names", "schema", "text"]

_FROZEN: Final = "frozen"


def names() -> tuple[str, ...]:
    """Give the names of all outputs, as `schema` takes them: `discussion`, `layer-comments`, `label-stance`, …."""
    return tuple(output.name for output in OUTPUTS)


def schema(name: str = "discussion") -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of an output, a new dict each time; raises `UsageError` for unknown names.

    `name` is one of `names()`, or with a major version as in `$id`: `discussion/1`. Properties that a schema does not
    name are allowed, for later versions of agorascope may write more.
    """
    found: dict[str, Any] = msgspec.json.decode(text(name))
    return found


def text(name: str) -> str:
    """Give the schema as the text of its file; raises `UsageError` like `schema`."""
    newest = {output.name: output.file for output in OUTPUTS}
    base, _, major = name.partition("/")
    file = newest.get(base) if not major else f"{base}-{major}.schema.json"
    kept = files(__name__) / _FROZEN
    known = {one.name: one for one in kept.iterdir()}
    if file not in known:
        raise UsageError(f"{name}: there is no such schema; agorascope schema --list names them")
    return known[file].read_text(encoding="utf-8")

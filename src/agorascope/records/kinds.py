"""What the numbers and words of an output may be: told in its JSON Schema, not looked at when it is read."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

Score = Annotated[float, Meta(extra_json_schema={"minimum": 0, "maximum": 1})]
"""A probability, a share, a similarity: 0 to 1."""
Count = Annotated[int, Meta(extra_json_schema={"minimum": 0})]
"""How many, or a place among code points: 0 or more."""
Time = Annotated[float, Meta(extra_json_schema={"minimum": 0})]
"""Seconds or hours: 0 or more."""


def labels(*names: str, of: str) -> Meta:
    """Say which names a `Label` has in one place, and what they are `of`."""
    told = ", ".join(f"`{name}`" for name in names)
    label = {"enum": [*names, None], "description": f"{told}: {of}; null where not sure enough."}
    scores = {"propertyNames": {"enum": list(names)}, "description": f"The probabilities of {told}."}
    return Meta(extra_json_schema={"properties": {"label": label, "scores": scores}})

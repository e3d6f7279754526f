"""What lists tell: the formats that can be read, the outputs there are."""

from __future__ import annotations

from msgspec import Struct


class Reader(Struct, frozen=True, kw_only=True):
    """A format that can be read."""

    format: str
    """Its name, as `--format` takes it."""
    suffixes: tuple[str, ...]
    """The endings of its files."""
    about: str
    """What it is."""
    columns: str
    """The columns that a table needs; empty for what is no table."""


class Output(Struct, frozen=True, kw_only=True):
    """An output, and the schema that describes it."""

    name: str
    """The name, as `agorascope schema` takes it."""
    id: str
    """The `$id` of the schema, which ends in its major version."""
    file: str
    """The name of the schema's file."""
    about: str
    """What the schema describes."""
    command: str
    """What writes it."""

"""`agorascope schema`: the JSON Schema of what we write."""

from __future__ import annotations

import typer


def run() -> None:
    """Print the JSON Schema of our output.

    It describes one discussion, the object of which `analyze --json` writes one a line.

    \b
    Example:
      agorascope schema > discussion.schema.json
    """
    import msgspec

    from agorascope.records import SCHEMA, Discussion

    found = msgspec.json.schema(Discussion)
    content = msgspec.json.encode({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **found})
    typer.echo(msgspec.json.format(content, indent=2).decode())

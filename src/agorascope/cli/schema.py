"""`agorascope schema`: the JSON Schema of what we write."""

from __future__ import annotations

from typing import Annotated

import typer

from agorascope.errors import UsageError

NAMES = ("discussion", "debate", "flag", "decision")


def run(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help=f"Of what: {', '.join(NAMES)}.")] = NAMES[0],
) -> None:
    """Print the JSON Schema of our output.

    A discussion or a debate is a line of `analyze --json`, a flag one of `flag --json`, a decision one
    of `feedback export`.

    \b
    Examples:
      agorascope schema > discussion.schema.json
      agorascope schema flag
    """
    import msgspec

    from agorascope import records

    of = dict(zip(NAMES, (records.Discussion, records.Debate, records.FlagReport, records.Decision), strict=True))
    if name not in of:
        raise UsageError(f"{name}: there are the schemas {', '.join(NAMES)}")
    found = msgspec.json.schema(of[name])
    titled = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"agorascope/{name}/1", **found}
    typer.echo(msgspec.json.format(msgspec.json.encode(titled), indent=2).decode())

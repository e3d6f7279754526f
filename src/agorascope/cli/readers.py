"""`agorascope readers`: which formats can be read."""

from __future__ import annotations

from typing import Annotated

import typer


def run(json: Annotated[bool, typer.Option("--json", help="As JSON on stdout.")] = False) -> None:
    """List the formats that can be read.

    \b
    Example:
      agorascope readers
    """
    from inspect import cleandoc

    from agorascope.readers.registry import readers

    rows = [
        {"format": name, "suffixes": list(found.suffixes), "about": cleandoc(type(found).__doc__ or "").split("\n")[0]}
        for name, found in readers().items()
    ]
    if json:
        import msgspec

        typer.echo(msgspec.json.encode(rows).decode())
        return
    for row in rows:
        typer.echo(f"{row['format']:<8}{' '.join(row['suffixes']):<16}{row['about']}")

"""`agorascope schema`: the JSON Schemas of what we write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from agorascope.schemas import Output

NameArgument = Annotated[str, typer.Argument(metavar="[NAME]", help="Of what: a name of --list.")]
ListOption = Annotated[bool, typer.Option("--list", help="List the schemas: name, version, what writes it.")]
AllOption = Annotated[bool, typer.Option("--all", help="Write every schema into the folder of -o.")]
OutOption = Annotated[Path | None, typer.Option("-o", "--out", metavar="DIR", help="With --all: the folder.")]
JsonOption = Annotated[bool, typer.Option("--json", help="With --list: as JSON on stdout.")]


def run(
    name: NameArgument = "discussion",
    listed: ListOption = False,
    every: AllOption = False,
    out: OutOption = None,
    json: JsonOption = False,
) -> None:
    """Print the JSON Schema of an output.

    A discussion is a line of `analyze --json`; --list tells the names of all others: debates, tables of
    a corpus, labelled rows, flags, decisions, figures, exported tables. A schema ends in its major
    version; within one nothing is taken away (docs/schema.md).

    \b
    Examples:
      agorascope schema > discussion.schema.json
      agorascope schema label-stance
      agorascope schema --list
      agorascope schema --all -o schemas        schemas/discussion-1.schema.json, …
    """
    from agorascope.schemas import OUTPUTS, text

    if (out is not None) != every:
        raise UsageError("--all writes every schema into a folder: give both, --all -o DIR")
    if json and not listed:
        raise UsageError("--json is for --list; a schema is JSON as it is")
    if listed:
        _list(OUTPUTS, as_json=json)
    elif out:
        _write(OUTPUTS, out)
    else:
        typer.echo(text(name), nl=False)


def _list(outputs: tuple[Output, ...], *, as_json: bool) -> None:
    if as_json:
        import msgspec

        typer.echo(msgspec.json.encode(outputs).decode())
        return
    for output in outputs:
        typer.echo(f"{output.id:<40}{output.about:<54}{output.command}")


def _write(outputs: tuple[Output, ...], out: Path) -> None:
    from agorascope.cli.output.reporting import write_whole
    from agorascope.schemas import text

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}; give -o a folder that can be written") from error
    for output in outputs:
        write_whole(out / output.file, text(output.name))

"""`agorascope readers`: which formats can be read, and what would be read of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.amounts import many
from agorascope.cli.options.reading import MapOption
from agorascope.errors import ReadError
from agorascope.reports.plain import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.readers.checking import Checked

REFUSED = frozenset(
    {"bad-line", "bad-field", "passed-over", "not-comments", "left-out", "repeated-id", "deleted-comments"}
)


def run(
    check: Annotated[
        list[str] | None,
        typer.Option("--check", metavar="FILE", help="Say what would be read of FILE (or folder) and what refused."),
    ] = None,
    format: Annotated[str | None, typer.Option("--format", help="With --check: force a format.")] = None,
    map: MapOption = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON on stdout.")] = False,
) -> None:
    """List the formats that can be read, or check a file before it is analysed.

    \b
    Examples:
      agorascope readers
      agorascope readers --check export.xml
      agorascope readers --check comments.csv --map text=comment_body,parent=reply_to
      agorascope readers --check corpus/ --json
    """
    if check is None:
        _list(as_json=json)
        return
    from agorascope.readers.checking import check as checked
    from agorascope.rows import mapping

    failed = False
    for found in checked(check, format, mapping(map)):
        failed = failed or found.error is not None
        if json:
            from agorascope.api.discussion import encoded

            typer.echo(encoded(found).decode())
        else:
            for line in _told(found):
                typer.echo(safe(line))
    if failed:
        raise typer.Exit(ReadError.exit_code)


def _list(*, as_json: bool) -> None:
    from inspect import cleandoc

    from agorascope.readers.registry import readers
    from agorascope.schemas.listed import Reader

    rows = [
        Reader(
            format=name,
            suffixes=tuple(found.suffixes),
            about=cleandoc(type(found).__doc__ or "").split("\n")[0],
            columns=getattr(found, "columns", ""),
        )
        for name, found in readers().items()
    ]
    if as_json:
        import msgspec

        typer.echo(msgspec.json.encode(rows).decode())
        return
    for row in rows:
        typer.echo(f"{row.format:<12}{' '.join(row.suffixes):<28}{row.about}")
        if row.columns:
            typer.echo(f"{'':<40}needs {row.columns}")


def _told(found: Checked) -> Iterator[str]:
    """Put what was found into lines: what is read, by which columns, what is refused and mended where."""
    if found.format or found.error:
        yield f"{found.source}: {found.format or 'not read'}"
    if found.format:
        yield f"  reads    {_numbers(found)}"
    if found.columns:
        pairs = ", ".join(f"{ours}={theirs}" for ours, theirs in found.columns.items())
        yield f"  columns  {pairs}" + (f"; not read: {', '.join(found.unread)}" if found.unread else "")
    for notice in found.notices:
        word = "refused" if notice.code in REFUSED else "note"
        yield f"  {word:<9}" + (f"{notice.where}: " if notice.where else "") + notice.message
    if found.error:
        yield f"  error    {found.error}"


def _numbers(found: Checked) -> str:
    parts = [
        f"{many(found.comments, 'comment')} in {many(found.discussions, 'discussion')}",
        f"{found.authors:,} with an author",
        f"{found.times:,} with a time",
        f"{many(found.replies, 'answer')} (depth {found.deepest})",
        *(f"{count:,} {status} by the site" for status, count in found.site_statuses.items()),
    ]
    return ", ".join(parts)

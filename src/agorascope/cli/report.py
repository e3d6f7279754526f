"""`agorascope report`: pages to publish or to hand on, made from an analysed folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.amounts import many
from agorascope.cli.options.narrating import NarrateOption, narrator
from agorascope.cli.options.ui import UiOption, locale
from agorascope.cli.output.words import say
from agorascope.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import Discussion

FORMATS = ("html", "md")


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `analyze CORPUS -o DIR` wrote.")],
    ui: UiOption = None,
    format: Annotated[str, typer.Option("--format", metavar="A,B", help="html, md or html,md.")] = "html,md",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Folder to write to (DIR/reports).")] = None,
    narrate: NarrateOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Write a page for each discussion of an analysed folder, one for each debate, and one that leads to them.

    Each NAME.html is whole in itself: no network, no other file; for screens, phones, print, dark rooms,
    keyboards and screen readers. NAME.md says the same in Markdown. index.html lists all discussions,
    and the debates that `analyze -o DIR --together` or `--topics` told. Quotes lead to the comment they
    are from. The same results give the same bytes.

    \b
    Examples:
      agorascope analyze corpus/ -o results --topics
      agorascope report results                          results/reports/index.html, …
      agorascope report results --ui zh                  the headlines and all words in Chinese
      agorascope report results --format html -o site    for a web server
      agorascope report results --ui el --quiet
    """
    from agorascope.cli.output.reporting import REPORTED, Place, write
    from agorascope.cli.stored.corpus import discussions
    from agorascope.cli.stored.debating import fitting, retold
    from agorascope.cli.stored.standing import DISCUSSIONS, forget, need_discussions

    formats, asked, to = _formats(format), locale(ui), out or folder / "reports"
    need_discussions(folder)
    debates, warning = fitting(folder)
    if warning:
        say(warning)
    told = retold(debates, folder, asked) if asked else debates
    with narrator(narrate, say, asked) as narrated:
        found = map(narrated, discussions(folder / DISCUSSIONS))
        if out is None:
            forget(folder, REPORTED)
        count, _ = write(_told(found, quiet=quiet), Place(to, formats, asked, own=out is None), told)
    if not quiet:
        joined = f", {many(len(told), 'debate')}" if told else ""
        first = to / "index.html" if "html" in formats else to
        say(f"{first}: {many(count, 'discussion')}{joined}")


def _formats(given: str) -> tuple[str, ...]:
    formats = tuple(dict.fromkeys(given.split(",")))
    if [one for one in formats if one not in FORMATS]:
        raise UsageError(f"--format {given}: give html, md or html,md")
    return formats


def _told(found: Iterator[Discussion], *, quiet: bool) -> Iterator[Discussion]:
    """Tell how many pages are written while they are."""
    from agorascope.cli.output.progress import Steps

    with Steps(quiet=quiet) as steps:
        for done, discussion in enumerate(found, start=1):
            yield discussion
            steps("reports", done, 0)

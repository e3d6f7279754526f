"""`agorascope export`: results for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.amounts import many
from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.exports import Written


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What `analyze CORPUS -o DIR` wrote.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="csv, xlsx-safe-csv, polis, conll or docbin.")] = "",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Folder to write to (DIR/exports/FORMAT).")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not tell what was written.")] = False,
) -> None:
    """Give an analysed corpus to other programs.

    \b
    csv            a file for each layer, for programs: values as they are, lists as JSON.
                   Texts that look like formulas stay what they are: no spreadsheet should open it.
    xlsx-safe-csv  for Excel, LibreOffice, Numbers: a row for each comment with all that was found,
                   discussions, key points, rejects. No cell is a formula.
    polis          comments.csv, votes.csv, participants-votes.csv, summary.csv of each discussion:
                   key points are the statements, commenters vote (1 agrees, -1 disagrees, 0 passes)
    conll          arguments.conll: a token a line, BIO labels of claims and premises, offsets
    docbin         el.spacy, zh.spacy, en.spacy, xx.spacy: spaCy documents with doc.spans["arguments"]

    The same results give the same bytes. Files that are there are replaced, each when it is whole.

    \b
    Examples:
      agorascope analyze corpus/ -o results
      agorascope export results --to xlsx-safe-csv       results/exports/xlsx-safe-csv/comments.csv, …
      agorascope export results --to csv -o tables       tables/comments.csv, tables/language.csv, …
      agorascope export results --to polis -o polis
      agorascope export results --to docbin --quiet
    """
    from agorascope.errors import UsageError
    from agorascope.exports import FORMATS, export

    if not to:
        raise UsageError(f"say the format: --to {', --to '.join(FORMATS)}")
    for written in export(folder, to, out):
        if not quiet:
            say(_told(written))


def _told(written: Written) -> str:
    return "; ".join((f"{written.path}: {many(written.count, written.what)}", *written.notes))

"""`agorascope analyze`: the main job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from agorascope.cli.choices import LabelsOption, ModelOption, choices, guests
from agorascope.cli.corpus import (
    NOTHING_ASKED,
    AddressOption,
    Corpus,
    EngineOption,
    ForceOption,
    KindsOption,
    MemoryOption,
    PartOption,
    ReportsOption,
    StagesOption,
    WorkersOption,
)
from agorascope.cli.narrating import NarrateOption, narrator
from agorascope.cli.reading import (
    Asked,
    FormatOption,
    InputsArgument,
    PseudonymizeOption,
    PseudonymKeyOption,
    UrlListOption,
    threads,
)
from agorascope.cli.words import AbstainOption, MapOption, say
from agorascope.errors import ReadError, UsageError

if TYPE_CHECKING:
    from agorascope.records import Discussion
    from agorascope.settings import Settings


HELP = """\
Tell who argues what in articles and threads.

Give pages, exports, tables, folders or a pipe (`agorascope readers` lists the formats); get
language, thread, re-posts, spam, tone, arguments, stance and a summary, with the evidence under
every line.

\b
Examples:
  agorascope analyze page.txt                      a summary to read
  agorascope analyze pages/ --json > found.jsonl   everything, one discussion a line
  agorascope analyze page.txt --report page.md     a report with a link under every quote
  agorascope analyze export.xml.gz forum.json      exports of WordPress, Disqus, Reddit, YouTube, …
  agorascope analyze rows.csv --map text=body      a table, its columns named
  agorascope analyze --url-list urls.txt           pages of the web, robots.txt obeyed
  cat page.txt | agorascope analyze -              from a pipe
  agorascope analyze corpus/ -o out                ten pages or a million comments: tables in
                                                   Parquet; the same command goes on if it was stopped
  agorascope analyze corpus/ -o out --stages duplicates,signals --kinds exact,near   without models
  agorascope analyze page.txt --model sentiment=./my-model   with a model of yours
"""


def run(
    inputs: InputsArgument = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Folder for the tables, discussions.jsonl, run.json, reports/.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="One JSON object per discussion, one a line, on stdout.")
    ] = False,
    format: FormatOption = None,
    map: MapOption = None,
    url_list: UrlListOption = None,
    pseudonymize: PseudonymizeOption = False,
    pseudonym_key: PseudonymKeyOption = None,
    report: Annotated[Path | None, typer.Option("--report", help="Write a Markdown report to FILE.md.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
    spam_threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Least score that counts as spam.")] = None,
    near_threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Least similarity of a re-post.")] = None,
    abstain: AbstainOption = None,
    model: ModelOption = None,
    labels: LabelsOption = None,
    narrate: NarrateOption = None,
    stages: StagesOption = None,
    force: ForceOption = None,
    kinds: KindsOption = None,
    workers: WorkersOption = 0,
    max_memory: MemoryOption = None,
    engine: EngineOption = "native",
    address: AddressOption = None,
    part_size: PartOption = None,
    reports: ReportsOption = None,
) -> None:
    """Tell who argues what in articles and threads; what it prints as help is `HELP`."""
    from agorascope.settings import Settings

    chosen = choices(model, labels, only=("sentiment", "stance", "reply", "spam"))
    settings = Settings.with_(
        spam_threshold=spam_threshold, near_threshold=near_threshold, abstain=abstain, choices=chosen
    )
    asked = Asked(inputs or [], format, map, url_list, pseudonym_key, pseudonymize=pseudonymize or bool(pseudonym_key))
    corpus = Corpus(workers, max_memory, engine, address, stages, force, kinds, part_size, reports)
    to = Sinks(json, out, report, narrate)
    _refuse(asked, to, corpus)
    failed = _into(asked, settings, to, corpus, quiet=quiet) if out else _analysed(asked, settings, to, quiet=quiet)
    if failed:
        raise typer.Exit(ReadError.exit_code)


class Sinks(NamedTuple):
    """Where discussions go: to stdout as JSON, into a folder, into a report; who narrates them first."""

    as_json: bool
    out: Path | None
    report: Path | None
    narrate: str | None


def _refuse(asked: Asked, to: Sinks, corpus: Corpus) -> None:
    """Raise `UsageError` for what cannot be asked for, or not together."""
    if to.report and to.report.suffix != ".md":
        raise UsageError(f"--report {to.report}: reports are written as Markdown, give a name that ends in .md")
    if not (asked.inputs or asked.url_list):
        raise UsageError("nothing to read: give files, folders, - for stdin, or --url-list FILE; see analyze --help")
    if to.out is None and corpus != NOTHING_ASKED:
        raise UsageError("--workers, --stages and the other options for corpora need a folder: give -o DIR with them")
    if to.out and to.narrate:
        raise UsageError("--narrate tells reports: analyse without it, then agorascope report DIR --narrate …")


def _into(asked: Asked, settings: Settings, to: Sinks, corpus: Corpus, *, quiet: bool) -> list[ReadError]:
    """Analyse into a folder, and print or report what stands there afterwards where that was asked for too."""
    from agorascope.cli.corpus import discussions, into_folder, print_lines
    from agorascope.cli.sinks import write_report

    assert to.out is not None  # noqa: S101  the caller asked
    if (to.as_json or to.report) and "summaries" not in (corpus.stages or "summaries").split(","):
        raise UsageError("--json and --report tell whole discussions: leave --stages away, or name summaries")
    failed = into_folder(asked, settings, to.out, corpus, quiet=quiet)
    path = to.out / "discussions.jsonl"
    if to.as_json:
        print_lines(path)
    if to.report:
        write_report(to.report, discussions(path))
    return failed


def _analysed(asked: Asked, settings: Settings, to: Sinks, *, quiet: bool) -> list[ReadError]:
    """Hand every discussion on as soon as it is finished; what could not be read is given back."""
    from agorascope.cli.progress import Discussions
    from agorascope.cli.sinks import open_sinks
    from agorascope.inference import Models
    from agorascope.pipeline import analyze_all

    failed: list[ReadError] = []
    with (
        narrator(to.narrate, say) as narrated,
        guests(settings) as others,
        Discussions(quiet=quiet) as progress,
        open_sinks(as_json=to.as_json, report=to.report) as sinks,
    ):
        for discussion in _good(analyze_all(threads(asked), Models(settings, others), settings), failed):
            told = narrated(discussion)
            for sink in sinks:
                sink(told)
            progress.done(discussion)
    return failed


def _good(found: Iterator[Discussion | ReadError], failed: list[ReadError]) -> Iterator[Discussion]:
    for item in found:
        if isinstance(item, ReadError):
            failed.append(item)
            say(str(item))
        else:
            yield item

"""`agorascope analyze`: the main job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from agorascope.amounts import many
from agorascope.cli.ending import resumable
from agorascope.cli.options.choices import LabelsOption, ModelOption, choices, guests
from agorascope.cli.options.corpus import (
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
from agorascope.cli.options.labelling import AbstainOption
from agorascope.cli.options.narrating import NarrateOption, narrator
from agorascope.cli.options.reading import (
    Asked,
    FormatOption,
    InputsArgument,
    MapOption,
    PseudonymizeOption,
    PseudonymKeyOption,
    UrlListOption,
    threads,
)
from agorascope.cli.options.together import Joining, ThesisOption, TogetherOption, TopicsOption, joining
from agorascope.cli.options.ui import UiOption, locale
from agorascope.cli.output.words import say
from agorascope.errors import ReadError, UsageError

if TYPE_CHECKING:
    from agorascope.cli.output.sinks import Sink
    from agorascope.cli.stored.shelf import Shelf
    from agorascope.inference import Models
    from agorascope.records import Discussion
    from agorascope.settings import Settings

OutOption = Annotated[
    Path | None, typer.Option("-o", "--out", help="Folder for the tables, discussions.jsonl, run.json, reports/.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON object per discussion, then per debate, one a line, on stdout.")
]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write a report to FILE.html or FILE.md.")
]
HELP = """\
Tell who argues what in articles and threads.

Give pages, exports, tables, folders or a pipe (`agorascope readers` lists the formats); get
language, thread, re-posts, spam, tone, arguments, stance and a summary, with the evidence under
every line.

\b
Examples:
  agorascope analyze page.txt                      a summary to read
  agorascope analyze pages/ --json > found.jsonl   everything, one discussion a line
  agorascope analyze page.txt --report page.html   a page to hand on; .md for Markdown
  agorascope analyze page.txt --ui zh              headline, abstract and words in Chinese
  agorascope analyze a.txt b.html --together       two discussions of one subject told as one debate
  agorascope analyze export.xml.gz forum.json      exports of WordPress, Disqus, Reddit, YouTube, …
  agorascope analyze rows.csv --map text=body      a table, its columns named
  agorascope analyze --url-list urls.txt           pages of the web, robots.txt obeyed
  cat page.txt | agorascope analyze -              from a pipe
  agorascope analyze corpus/ -o out                ten pages or a million comments: tables in
                                                   Parquet; the same command goes on if it was stopped
  agorascope analyze corpus/ -o out --topics       and one debate for every subject in it
  agorascope analyze corpus/ -o out --stages duplicates,signals --kinds exact,near   without models
  agorascope analyze page.txt --model sentiment=./my-model   with a model of yours
"""


def run(
    inputs: InputsArgument = None,
    out: OutOption = None,
    json: JsonOption = False,
    format: FormatOption = None,
    map: MapOption = None,
    url_list: UrlListOption = None,
    pseudonymize: PseudonymizeOption = False,
    pseudonym_key: PseudonymKeyOption = None,
    report: ReportOption = None,
    ui: UiOption = None,
    together: TogetherOption = False,
    topics: TopicsOption = False,
    thesis: ThesisOption = None,
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
    from msgspec import structs

    from agorascope.settings import Settings

    chosen = choices(model, labels, only=("sentiment", "stance", "reply", "spam"))
    settings = Settings.with_(
        spam_threshold=spam_threshold, near_threshold=near_threshold, abstain=abstain, choices=chosen
    )
    settings = structs.replace(settings, ui=locale(ui) or "")
    asked = Asked(inputs or [], format, map, url_list, pseudonym_key, pseudonymize=pseudonymize or bool(pseudonym_key))
    corpus = Corpus(workers, max_memory, engine, address, stages, force, kinds, part_size, reports)
    to = Sinks(json, out, report, narrate, joining(together, topics, thesis))
    _refuse(asked, to, corpus)
    with resumable(out):
        failed = (_into if out else _analysed)(asked, settings, to, corpus, quiet=quiet)
    if failed:
        raise typer.Exit(ReadError.exit_code)


class Sinks(NamedTuple):
    """Where discussions go: to stdout as JSON, into a folder, into a report; who narrates them; what is told as one."""

    as_json: bool
    out: Path | None
    report: Path | None
    narrate: str | None
    joined: Joining


def _refuse(asked: Asked, to: Sinks, corpus: Corpus) -> None:
    """Raise `UsageError` for what cannot be asked for, or not together."""
    if to.report and to.report.suffix not in {".md", ".html"}:
        raise UsageError(f"--report {to.report}: give a name that ends in .html or .md")
    if not (asked.inputs or asked.url_list):
        raise UsageError("nothing to read: give files, folders, - for stdin, or --url-list FILE; see analyze --help")
    if to.out is None and corpus != NOTHING_ASKED:
        raise UsageError("--workers, --stages and the other options for corpora need a folder: give -o DIR with them")
    if to.out and to.narrate:
        raise UsageError("--narrate tells reports: analyse without it, then agorascope report DIR --narrate …")


def _into(asked: Asked, settings: Settings, to: Sinks, corpus: Corpus, *, quiet: bool) -> list[ReadError]:
    """Analyse into a folder, and print or report what stands there afterwards where that was asked for too."""
    from agorascope.cli.stored.corpus import into_folder, print_lines, write_reports
    from agorascope.cli.stored.debating import write as write_debates
    from agorascope.cli.stored.standing import DEBATES, DISCUSSIONS

    assert to.out is not None  # noqa: S101  the caller asked
    if (to.as_json or to.report or to.joined) and "summaries" not in (corpus.stages or "summaries").split(","):
        raise UsageError(
            "--json, --report, --together and --topics tell whole discussions: leave --stages away, or name summaries"
        )
    failed, record = into_folder(asked, settings, to.out, corpus, to.joined, quiet=quiet)
    if to.joined:
        count = write_debates(to.out, to.joined, settings)
        if not quiet:
            say(f"{many(count, 'debate')} in {to.out / DEBATES}")
    write_reports(to.out, record, corpus, settings)
    if to.as_json:
        for name in (DISCUSSIONS, *([DEBATES] if to.joined else [])):
            print_lines(to.out / name)
    if to.report:
        _report_folder(to.report, to.out, to.joined, settings)
    return failed


def _report_folder(path: Path, folder: Path, joined: Joining, settings: Settings) -> None:
    """Write one report of what stands in a folder; of its debates where they were asked for."""
    from agorascope.cli.output.reporting import write_file
    from agorascope.cli.stored.corpus import discussions
    from agorascope.cli.stored.debating import read
    from agorascope.cli.stored.standing import DISCUSSIONS

    write_file(path, discussions(folder / DISCUSSIONS), read(folder) if joined else (), settings.ui or None)


def _analysed(asked: Asked, settings: Settings, to: Sinks, _: Corpus, *, quiet: bool) -> list[ReadError]:
    """Hand every discussion on as soon as it is finished, then the debates; what could not be read is given back."""
    from agorascope.cli.options.theses import checked
    from agorascope.cli.output.progress import Discussions
    from agorascope.cli.output.sinks import sinks
    from agorascope.cli.stored.shelf import kept
    from agorascope.inference import Models
    from agorascope.pipeline import analyze_all

    failed: list[ReadError] = []
    language = settings.ui or None
    with (
        narrator(to.narrate, say, language) as narrated,
        guests(settings) as others,
        kept() as shelf,
    ):
        models = Models(settings, others)
        to_all = sinks(as_json=to.as_json, terminal=not (to.as_json or to.report), locale=language)
        try:
            with Discussions(quiet=quiet) as progress:
                found = checked(threads(asked), to.joined)
                for discussion in _good(analyze_all(found, models, settings), failed):
                    _handed(narrated(discussion), to_all, shelf if to.report or to.joined else None)
                    progress.done(discussion)
        except BaseException:  # also Ctrl-C: what is finished is reported
            _finish(to._replace(joined=Joining(together=False, topics=False)), shelf, to_all, models, settings)
            raise
        _finish(to, shelf, to_all, models, settings)
    return failed


def _handed(told: Discussion, to_all: list[Sink], shelf: Shelf | None) -> None:
    for sink in to_all:
        sink(told)
    if shelf is not None:
        shelf.add(told)


def _finish(to: Sinks, shelf: Shelf, to_all: list[Sink], models: Models, settings: Settings) -> None:
    """Tell the debates of what is on the shelf, and write the report: it appears whole, when all is known."""
    from agorascope.cli.output.reporting import write_file
    from agorascope.cli.stored.telling import debates
    from agorascope.together import names

    if not len(shelf):
        return
    if to.joined:
        shelf.name(names(shelf))
    told = list(debates(shelf, to.joined, models, settings)) if to.joined else []
    for debate in told:
        for sink in to_all:
            sink(debate)
    if to.report:
        write_file(to.report, shelf, told, settings.ui or None)


def _good(found: Iterator[Discussion | ReadError], failed: list[ReadError]) -> Iterator[Discussion]:
    for item in found:
        if isinstance(item, ReadError):
            failed.append(item)
            say(str(item))
        else:
            yield item

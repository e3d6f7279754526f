"""`agorascope flag`: which comments a moderator should look at, and why."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agorascope.cli.flag_follow import follow
from agorascope.cli.options.choices import LabelsOption, ModelOption, choices, guests
from agorascope.cli.options.reading import Asked, FormatOption, InputsArgument, MapOption, UrlListOption, threads
from agorascope.cli.options.since import SinceOption, since_of
from agorascope.cli.options.ui import locale
from agorascope.cli.output.flagged import Shown, show
from agorascope.cli.output.words import say
from agorascope.errors import ReadError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.flagging import Run
    from agorascope.settings import Settings

EVERY = 1.0
"""Seconds from one look at what is followed to the next."""
FOUND = 1
"""The exit code where `--fail-on` finds something."""
KINDS = ("spam", "duplicate")
IndexOption = Annotated[
    Path | None,
    typer.Option(
        "--index", metavar="DB", help="Remember comments and decisions there; see re-posts of all earlier runs."
    ),
]
FollowOption = Annotated[
    bool, typer.Option("--follow", "-f", help="Go on with what comes to files, folders and pipes, until Ctrl-C.")
]
EveryOption = Annotated[
    float | None, typer.Option("--every", metavar="SECONDS", min=0.1, help="With --follow: how often to look (1).")
]

HELP = """\
Tell which comments are spam or re-posts, with the reasons; one line each, the surest first.

A line has id, author, kind, score, reasons and the beginning of the comment, with tabs between them
in a pipe. With --index everything read is remembered: a re-post of last month's comment is found
today, what a moderator decided (`agorascope review`) is not told again, and the site's own layer
learns from it. Nothing is deleted or changed anywhere.

\b
Examples:
  agorascope flag export.xml                           a WordPress export, to look at
  agorascope flag today.jsonl --index desk.db          against all earlier days
  agorascope flag export.xml --since 24h --ui el       of the last day, reasons in Greek
  agorascope flag page.html --csv --bom > flags.csv    for Excel
  agorascope flag - --json < new.jsonl | jq .id        in a pipe
  agorascope flag new.csv --fail-on spam --quiet       exit code 1 if there is spam (cron, CI)
  agorascope flag new.jsonl --follow --index desk.db   as comments come, like tail -F
  agorascope review --index desk.db                    and then decide, in a browser
"""


def run(
    inputs: InputsArgument = None,
    index: IndexOption = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per flagged comment, one a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table; no cell of it is taken for a formula.")] = False,
    bom: Annotated[bool, typer.Option("--bom", help="With --csv: the mark by which Excel knows UTF-8.")] = False,
    since: SinceOption = None,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar="KINDS", help="Exit with 1 if there is any: spam,duplicate.")
    ] = None,
    ui: Annotated[str | None, typer.Option("--ui", metavar="LANGUAGE", help="Reasons in el, en, zh, zh-Hant.")] = None,
    format: FormatOption = None,
    map: MapOption = None,
    url_list: UrlListOption = None,
    spam_threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Least score that counts as spam.")] = None,
    near_threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Least similarity of a re-post.")] = None,
    model: ModelOption = None,
    labels: LabelsOption = None,
    follows: FollowOption = False,
    every: EveryOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no counts on stderr.")] = False,
) -> None:
    """Tell which comments a moderator should look at; what it prints as help is `HELP`."""
    from agorascope.moderation.opening import opened
    from agorascope.moderation.store.file import near_threshold as begun_with
    from agorascope.settings import Settings

    chosen = choices(model, labels, only=("spam",))
    near = near_threshold if near_threshold is not None or index is None else begun_with(index)
    settings = Settings.with_(spam_threshold=spam_threshold, near_threshold=near, choices=chosen)
    asked = Asked(inputs or [], format, map, url_list, None, pseudonymize=False)
    shown = Shown(json, csv, bom, since_of(since), locale(ui) or "en", quiet)
    failing = _kinds(fail_on)
    _refuse(asked, shown)
    _refuse_following(asked, failing, every, follows=follows)
    with opened(index, settings) as desk:
        if follows:
            follow(asked, desk, settings, shown, every or EVERY)
            return
        run = _flagged(asked, desk, settings, index, quiet=quiet)
        told = show(run, desk, shown)
    if run.failed:
        raise typer.Exit(ReadError.exit_code)
    if any(told.kinds[kind] for kind in failing):
        raise typer.Exit(FOUND)


def _refuse(asked: Asked, shown: Shown) -> None:
    """Raise `UsageError` for what cannot be asked for, or not together."""
    if not (asked.inputs or asked.url_list):
        raise UsageError("nothing to read: give files, folders, - for stdin, or --url-list FILE; see flag --help")
    if shown.as_json and shown.as_csv:
        raise UsageError("--json and --csv are two formats: choose one")
    if shown.bom and not shown.as_csv:
        raise UsageError("--bom marks a CSV: give --csv with it")


def _refuse_following(asked: Asked, failing: tuple[str, ...], every: float | None, *, follows: bool) -> None:
    """Raise `UsageError` for what has no meaning where there is no end, or only there."""
    if not follows:
        if every is not None:
            raise UsageError("--every says how often --follow looks: give --follow with it")
        return
    if failing:
        raise UsageError("--fail-on tells at the end, and --follow has none: let --json tell whoever waits for it")
    if asked.url_list:
        raise UsageError("--url-list names pages that are fetched once: give files, folders or - to --follow")


def _kinds(given: str | None) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip() for kind in (given or "").split(",") if kind.strip()))
    if wrong := [kind for kind in kinds if kind not in KINDS]:
        raise UsageError(f"--fail-on {wrong[0]}: there are the kinds {', '.join(KINDS)}")
    return kinds


@contextmanager
def _interruptible(index: Path | None) -> Iterator[None]:
    """Where a run is interrupted, say what becomes of what was read: the surest flags cannot be told of a part."""
    try:
        yield
    except KeyboardInterrupt:
        if index is None:
            say("nothing was flagged yet: all is read first. With --index DB a run that is stopped can be gone on with")
        else:
            say(f"what was read is kept in {index}: run the same command again to go on")
        raise


def _flagged(asked: Asked, desk: Desk, settings: Settings, index: Path | None, *, quiet: bool) -> Run:
    from agorascope.cli.output.progress import Steps
    from agorascope.inference import Models
    from agorascope.moderation.flagging import flag

    with _interruptible(index), guests(settings) as others, Steps(quiet=quiet) as steps:
        run = flag(threads(asked), desk, Models(settings, others), steps)
    for error in run.failed:
        say(str(error))
    return run

"""`agorascope feedback`: decisions in and out."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from agorascope.amounts import many
from agorascope.cli.options.since import since_of
from agorascope.cli.output.words import say
from agorascope.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.feedback import Taken
    from agorascope.moderation.feedback.taking import Outcome
    from agorascope.records import Notice

SHOWN = 5
"""Notices of a kind that are told one by one."""
IndexOption = Annotated[
    Path, typer.Option("--index", metavar="DB", help="The desk: what `agorascope flag --index DB` made.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No counts on stderr.")]

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Moderators' decisions: give them to the site or keep them, take in what was decided elsewhere, forget them.",
)


@app.command("import")
def take(
    source: Annotated[str, typer.Argument(metavar="FILE or -", help="A table of decisions, or a site's export.")],
    index: IndexOption,
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Who decided, where the file names nobody.")
    ] = None,
    map: Annotated[
        str | None, typer.Option("--map", metavar="OURS=YOURS,…", help="Columns of a table: verdict=label,text=body")
    ] = None,
    trust_approved: Annotated[
        bool, typer.Option("--trust-approved", help="Take a site's approvals too: somebody looked at each.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Take in decisions that were made before or elsewhere; the desk learns from them.

    Reads what `feedback export` wrote (JSONL or CSV, also after a spreadsheet saved it), any table with
    a column of verdicts, and exports of sites: WordPress (WXR, REST), Disqus, and tables with a status.
    Verdicts: approve, spam, duplicate, unsure, and words that mean the same (ham, junk, 1, re-post, …).
    From a site's export its spam is taken; what it approved only with --trust-approved.

    The same file again changes nothing. Of two decisions about a comment the newer stands. A decision
    about words that have changed since is not taken. Comments that the desk does not know are kept with
    their words, to learn from.

    \b
    Examples:
      agorascope feedback import decisions.jsonl --index desk.db
      agorascope feedback import table.csv --index desk.db --map verdict=label,text=body --who anna
      agorascope feedback import wordpress.xml --index desk.db            what is spam there
      agorascope feedback import wordpress.xml --index desk.db --trust-approved
      agorascope feedback export --index old.db | agorascope feedback import - --index new.db
    """
    from agorascope.moderation import feedback
    from agorascope.moderation.desk import Desk
    from agorascope.rows import mapping

    desk, found, notices = Desk.existing(index), [], _Notices()
    for one in feedback.read(source, mapping(map), who, trust_approved=trust_approved):
        if isinstance(one, feedback.Given):
            found.append(one)
        else:
            notices.add(one)
    taken = feedback.take(desk, found)
    for notice in taken.notices:
        notices.add(notice)
    if not quiet:
        for sentence in (*notices.told(), *_told(taken, len(found), source, index)):
            say(sentence)


class _Notices:
    """The first notices of each kind, and how many more there are."""

    def __init__(self) -> None:
        self._shown: list[Notice] = []
        self._count: Counter[str] = Counter()

    def add(self, notice: Notice) -> None:
        """Take a notice."""
        self._count[notice.code] += 1
        if self._count[notice.code] <= SHOWN:
            self._shown.append(notice)

    def told(self) -> Iterator[str]:
        """Say them."""
        for notice in self._shown:
            yield f"{notice.where}: {notice.message}" if notice.where else notice.message
        for code, count in self._count.items():
            if count > SHOWN:
                yield f"{code}: {count - SHOWN:,} more"


def _told(taken: Taken, found: int, source: str, index: Path) -> Iterator[str]:
    words: dict[Outcome, str] = {
        "taken": "taken",
        "known": "known already",
        "older": "older than what stands on the desk",
        "changed": "about words that have changed since",
        "unknown": "about comments unknown here, without their words",
        "repeated": "followed by a newer one in the file",
    }
    counts = ", ".join(f"{taken.counts[name]:,} {what}" for name, what in words.items() if taken.counts.get(name))
    yield f"{'stdin' if source == '-' else source}: {many(found, 'decision')}" + (f": {counts}" if counts else "")
    if taken.kept:
        yield f"{many(taken.kept, 'comment')} that the desk did not know kept with their words, to learn from"
    yield f"{many(taken.standing, 'decision')} on {index}; the site's own layer is learned at the next flag or review"


@app.command("export")
def give(
    index: IndexOption,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="jsonl, csv, wp-cli, wordpress or disqus.")
    ] = "jsonl",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write to a file, not stdout.")
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="With --to csv: the mark by which Excel knows UTF-8.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="WHEN", help="Only what was decided since: 2026-11-29, 24h, 7d.")
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", metavar="HOST", help="Only discussions of that site: example.org.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Write the decisions that stand.

    \b
    jsonl      a decision a line, to keep and to import again
    csv        the same as a table; no cell of it is taken for a formula
    wp-cli     a shell script that has WP-CLI mark spam, approve, and take re-posts off the page;
               it changes only what is not so already, deletes nothing, and says how to take it back
    wordpress  a table for import plugins: comment_ID, comment_post_ID, comment_approved
    disqus     a table of posts and the calls of Disqus's API: spam, approve, remove

    What is for a site has only ids that are numbers of its own; others are left out, and counted.
    Who was not sure changes nothing there. A desk of several sites needs --site.

    \b
    Examples:
      agorascope feedback export --index desk.db > decisions.jsonl
      agorascope feedback export --index desk.db --to csv --bom -o decisions.csv
      agorascope feedback export --index desk.db --to wp-cli --since 24h -o decisions.sh
      sh decisions.sh --path=/var/www/html                 and then, where the site is
    """
    from agorascope.moderation import out as formats
    from agorascope.moderation.desk import Desk

    if to not in formats.FORMATS:
        raise UsageError(f"--to {to}: choose one of {', '.join(formats.FORMATS)}")
    decisions, left_out = formats.chosen(Desk.existing(index), to, since_of(since), site)
    with _sink(out) as file:
        notes = formats.write(to, decisions, file, bom=bom)
    if not quiet:
        told = "; ".join((many(len(decisions), "decision"), *left_out, *notes))
        say(f"{out}: {told}" if out else told)


@contextmanager
def _sink(out: Path | None) -> Iterator[BinaryIO]:
    """Open stdout, or a file that is there when it is whole, for its owner alone as the desk itself is."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = out.with_name(f"{out.name}.part")
    try:
        with _private(part) as file:
            yield file
        part.replace(out)
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror}); give -o a path that can") from error
    finally:
        part.unlink(missing_ok=True)


def _private(path: Path) -> BinaryIO:
    import os

    return os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb")


@app.command("reset")
def forget(
    index: IndexOption,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    backup: Annotated[
        bool, typer.Option("--backup/--no-backup", help="Write the decisions beside the desk first.")
    ] = True,
    quiet: QuietOption = False,
) -> None:
    """Forget all decisions and what was learned from them; what was flagged waits again.

    The decisions that stand are written beside the desk first, as JSONL that `feedback import` reads.

    \b
    Examples:
      agorascope feedback reset --index desk.db
      agorascope feedback reset --index desk.db --yes --no-backup
    """
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.feedback.resetting import reset

    desk = Desk.existing(index)
    if not yes:
        _ask(desk, index)
    count, kept = reset(desk, backup=backup)
    if not quiet:
        say(f"{index}: {many(count, 'decision')} forgotten" + (f"; kept in {kept}" if kept else ""))


def _ask(desk: Desk, index: Path) -> None:
    if not sys.stdin.isatty():
        raise UsageError(f"{index}: reset forgets every decision; say --yes where nobody can be asked")
    count = sum(desk.counts().verdicts.values())
    if not typer.confirm(f"Forget {many(count, 'decision')} of {index}?", err=True):
        raise typer.Exit

"""Where flagged comments go: lines for a terminal or a pipe, JSON, CSV; and the counts on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import typer

from agorascope.amounts import many
from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.flagging import Run
    from agorascope.moderation.flagging.telling import Told
    from agorascope.moderation.learning import Site
    from agorascope.moderation.words import DeskWords
    from agorascope.records import FlagReport


class Shown(NamedTuple):
    """How the user wants to see what is flagged."""

    as_json: bool
    as_csv: bool
    bom: bool
    since: float | None
    locale: str
    quiet: bool


def show(run: Run, desk: Desk, shown: Shown) -> Told:
    """Tell what a run flagged on stdout, and count on stderr."""
    from agorascope.moderation.flagging.telling import reports, tell
    from agorascope.moderation.words import DeskWords

    words = DeskWords(shown.locale)
    with desk.reading() as connection:
        told = tell(connection, run.numbers, shown.since, desk.settings.spam_threshold)
        write(reports(connection, told.numbers), shown, words)
    if not shown.quiet:
        for sentence in (*counted(told, run.taken_down), *layer(run.site)):
            say(sentence)
    return told


def write(flagged: Iterable[FlagReport], shown: Shown, words: DeskWords, *, header: bool = True) -> None:
    """Write flagged comments to stdout, with the header of a table or, where it goes on, without."""
    import msgspec

    from agorascope.moderation import lines

    if shown.as_csv:
        lines.write(flagged, sys.stdout.buffer, words, bom=shown.bom, header=header)
        sys.stdout.buffer.flush()
        return
    if shown.as_json:
        for report in flagged:
            sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
        sys.stdout.buffer.flush()
        return
    rows = (lines.line(report, words) for report in flagged)
    if sys.stdout.isatty():
        _table(list(rows))
    else:
        for row in rows:
            typer.echo("\t".join(row))


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_header=False, pad_edge=False, expand=True)
    for ratio in (2, 2, 1, 1, 5, 5):
        table.add_column(ratio=ratio, overflow="ellipsis", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    if rows:
        Console(highlight=False).print(table)


def counted(told: Told, taken_down: int) -> Iterator[str]:
    """Say in sentences what was flagged, why, and what was left out."""
    kinds = ", ".join(f"{told.kinds[kind]:,} {kind}" for kind in ("spam", "duplicate") if told.kinds[kind])
    yield f"{many(told.comments, 'comment')}, {len(told.numbers):,} flagged" + (f": {kinds}" if kinds else "")
    if told.reasons:
        ranked = sorted(told.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        yield "reasons: " + ", ".join(f"{code} {count:,}" for code, count in ranked)
    left = {
        "decided before": told.decided,
        "taken down by the site": taken_down,
        "older than --since": told.before,
        "wait on the desk with too low a score": told.uncertain,
    }
    if any(left.values()):
        yield "not told: " + ", ".join(f"{count:,} {what}" for what, count in left.items() if count)
    if told.undated:
        yield f"{many(told.undated, 'comment')} without a time, told all the same"


def layer(site: Site) -> Iterator[str]:
    """Say which layer decides about spam, once somebody has decided anything."""
    told = site.told
    if told is None:
        return
    why = {
        "used": f"used (held-out log-loss {told.loss_site or 0:.3f}, general model {told.loss_general or 0:.3f})",
        "too-few": "not used yet: too few decisions, the general model decides",
        "one-sided": "not used yet: nearly all decisions are of one kind, the general model decides",
        "no-better": "not used: it does no better than the general model on them",
    }[told.standing]
    yield f"the site's own layer, from {many(told.decisions, 'decision')}: {why}"

"""`agorascope analyze … -o DIR`: a corpus, stage by stage, into a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from agorascope.amounts import many
from agorascope.cli.ending import words_to_stderr
from agorascope.cli.options.corpus import REPORTS, Corpus
from agorascope.cli.options.reading import Asked, threads
from agorascope.cli.output.words import say
from agorascope.errors import ReadError, UsageError

if TYPE_CHECKING:
    from agorascope.cli.options.together import Joining
    from agorascope.corpus.record import Record
    from agorascope.corpus.running import Plan
    from agorascope.records import Discussion, Thread
    from agorascope.settings import Settings

_LEAST, _DRIVER, _WORKER = 1.0, 0.9, 0.7  # gigabytes: of a run, of its first process, of each worker; measured
_UNITS = {"": 1e9, "g": 1e9, "gb": 1e9, "m": 1e6, "mb": 1e6, "gib": 2**30, "mib": 2**20}
_NAMED = 5


def into_folder(
    asked: Asked, settings: Settings, out: Path, corpus: Corpus, joined: Joining, *, quiet: bool
) -> tuple[list[ReadError], Record]:
    """Analyse a corpus into a folder; give what could not be read, and the run's record. Raises `AgorascopeError`."""
    from agorascope.cli.options.theses import watching
    from agorascope.cli.output.progress import Stages
    from agorascope.corpus.engine import Engine
    from agorascope.corpus.inputs import Inputs
    from agorascope.corpus.running import run

    if any(_is_same(out, given) for given in asked.inputs):
        raise UsageError(f"-o {out}: is read itself; give another folder, it may stand in this one")
    plan = _plan(asked, settings, corpus)
    failed: list[ReadError] = []
    opened = Inputs()
    ordered = asked._replace(inputs=sorted(dict.fromkeys(asked.inputs)))
    with (
        words_to_stderr(),
        Engine(corpus.engine, corpus.address, _workers(corpus)) as engine,
        Stages(quiet=quiet) as watch,
    ):
        found = _told(threads(ordered, opened.take), failed)
        record = run(out, lambda: found, plan, engine, watching(watch, out, joined), say, opened)
    _tell(out, record, quiet=quiet)
    if not failed and record.counts.unreadable:
        failed = [ReadError(one["source"], one["reason"]) for one in record.told["unreadable"]]
        for error in failed[:_NAMED]:
            say(str(error))
    return failed, record


def _is_same(out: Path, given: str) -> bool:
    return out.is_dir() and os.path.isdir(given) and out.samefile(given)  # noqa: PTH112 -- Path raises where it answers


def _plan(asked: Asked, settings: Settings, corpus: Corpus) -> Plan:
    from msgspec import structs

    from agorascope.corpus.running import ORDER, Plan, wanted
    from agorascope.sources.identity import identity

    kinds = _kinds(corpus.kinds)
    chosen = ORDER if corpus.stages is None else wanted(corpus.stages.split(","))
    force = ORDER if "all" in (corpus.force or []) else tuple(corpus.force or ())
    wanted(force)
    key = asked.key.read_bytes().hex() if asked.key and asked.key.is_file() else None
    inputs = sorted(dict.fromkeys(asked.inputs))
    source = identity(inputs, asked.format_name, asked.columns, str(asked.pseudonymize), key)
    plan = Plan(settings=settings, stages=chosen, force=force, kinds=kinds, source=None if asked.url_list else source)
    # SQLite is for the processes of one machine: on a cluster nothing is kept.
    return structs.replace(plan, part=corpus.part or plan.part, keep=corpus.address is None)


def _kinds(given: str | None) -> tuple[str, ...]:
    from agorascope.corpus.reposts.whole import KINDS

    if given is None:
        return KINDS
    asked = tuple(given.split(","))
    if asked != KINDS[: len(asked)]:
        raise UsageError(f"--kinds {given}: give exact, exact,near or {','.join(KINDS)}")
    return asked


def _workers(corpus: Corpus) -> int:
    """Take as many workers as were asked for and as memory is allowed for."""
    from agorascope.corpus.runners import processors

    if corpus.memory is None:
        return corpus.workers
    allowed = _gigabytes(corpus.memory)
    if allowed < _LEAST:
        raise UsageError(f"--max-memory {corpus.memory}: the models alone need more; give {_LEAST:g}GB or more")
    most = max(1, int((allowed - _DRIVER) / _WORKER))
    return min(corpus.workers or processors(), most)


def _gigabytes(told: str) -> float:
    number = told.strip().lower().rstrip("bgmi ")
    unit = told.strip().lower()[len(number) :].strip()
    try:
        return float(number) * _UNITS[unit] / 1e9
    except (ValueError, KeyError) as error:
        raise UsageError(f"--max-memory {told}: not a size; write 2GB or 800MB") from error


def _told(found: Iterable[Thread | ReadError], failed: list[ReadError]) -> Iterator[Thread | ReadError]:
    for item in found:
        if isinstance(item, ReadError):
            failed.append(item)
            say(str(item))
        yield item


def _tell(out: Path, record: Record, *, quiet: bool) -> None:
    import msgspec

    from agorascope.cli.options.choices import counted
    from agorascope.cli.output.noticed import noticed
    from agorascope.guests import Counts

    told, counts = record.told, record.counts
    if told["outdated"]:
        names = ", ".join(told["outdated"])
        say(f"{out}: {names} were made by an earlier run from something else; run without --stages to make them anew")
    for task, asks in told["asked"].items():
        if spoken := counted(msgspec.convert(asks, Counts)):
            say(f"{task}: {', '.join(spoken)}")
    if not quiet:
        notices = noticed(told["rejects"])
        also = f"; {notices} ({out / 'rejects'})" if notices else ""
        read = f"{many(counts.discussions, 'discussion')}, {many(counts.comments, 'comment')}"
        say(f"{read} in {out} ({told['seconds']:,.0f} s){also}")


def write_reports(out: Path, record: Record, corpus: Corpus, settings: Settings) -> None:
    """Write reports where they were asked for, or where the discussions are few; debates that no longer fit are told.

    Raises `UsageError` where they cannot be written.
    """
    from agorascope.cli.output.reporting import REPORTED, Place, write
    from agorascope.cli.stored.debating import fitting
    from agorascope.cli.stored.standing import DEBATES, DISCUSSIONS, digest, digest_of, remember, remembered

    if "summaries" not in (stage["name"] for stage in record.told["stages"]):
        return
    debates, warning = fitting(out)
    if warning:
        say(warning)
    if corpus.reports is False:
        return
    if record.counts.discussions > REPORTS and not corpus.reports:
        say(f"no reports for {many(record.counts.discussions, 'discussion')}; --reports writes them all")
        return
    made = digest_of(digest(out / DISCUSSIONS), digest(out / DEBATES) if debates else "", settings.ui)
    known = remembered(out, REPORTED, tuple[str, list[str]])
    if known and known[0] == made and all((out / "reports" / name).is_file() for name in known[1]):
        return
    written = write(discussions(out / DISCUSSIONS), Place(out / "reports", locale=settings.ui or None), debates)
    remember(out, REPORTED, (made, sorted(path.name for path in written.paths)))


def discussions(path: Path) -> Iterator[Discussion]:
    """Read the discussions of an analysed folder; raises `CorpusError` where there are none."""
    import msgspec

    from agorascope.cli.stored.standing import unreadable
    from agorascope.records import Discussion

    decoder = msgspec.json.Decoder(Discussion)
    try:
        with path.open("rb") as lines:
            yield from map(decoder.decode, lines)
    except (OSError, msgspec.DecodeError) as error:
        raise unreadable(path, error) from error


def print_lines(path: Path) -> None:
    """Print the discussions of an analysed folder as they are."""
    import shutil

    with path.open("rb") as lines:
        shutil.copyfileobj(lines, sys.stdout.buffer)
    sys.stdout.buffer.flush()

"""`agorascope duplicates`: which comments of a table repeat others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from agorascope.deduplication import Clusters, Post
    from agorascope.reposts import Gathered
    from agorascope.settings import Settings

SourceArgument = Annotated[
    str, typer.Argument(metavar="[FILE or -]", help="JSONL, CSV, TSV or Parquet; - or nothing reads stdin.")
]
MapOption = Annotated[str | None, typer.Option("--map", help="Your columns: text=body,id=comment_id,author=user")]
ThresholdOption = Annotated[
    float | None, typer.Option("--threshold", min=0, max=1, help="Least similarity of `near` (0.75).")
]
KindsOption = Annotated[str, typer.Option("--kinds", help="What to look for, separated by commas.")]
ScopeOption = Annotated[str, typer.Option("--scope", help="Compare within: all, thread, author.")]
KeepOption = Annotated[
    str | None, typer.Option("--keep", help="Write one row a cluster: first, longest; or none of them.")
]
OutOption = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write rows there: .jsonl, .csv, .tsv, .parquet.")
]
PairsOption = Annotated[
    Path | None, typer.Option("--pairs", metavar="FILE", help="Every verified pair with what was changed.")
]
ClustersOption = Annotated[
    Path | None,
    typer.Option("--clusters", metavar="FILE", help="Every cluster: authors, threads, first and last seen."),
]
BorderOption = Annotated[
    Path | None, typer.Option("--border", metavar="FILE", help="The pairs closest to the threshold, on both sides.")
]
IndexOption = Annotated[
    Path | None, typer.Option("--index", metavar="DB", help="Remember: compare with all earlier runs, too.")
]
KnownOption = Annotated[bool, typer.Option("--known", help="With --index: write everything it knows, not only new.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no figures on stderr.")]


def run(
    source: SourceArgument = "-",
    map: MapOption = None,
    threshold: ThresholdOption = None,
    kinds: KindsOption = "exact,near,translation",
    scope: ScopeOption = "all",
    keep: KeepOption = None,
    out: OutOption = None,
    pairs: PairsOption = None,
    clusters: ClustersOption = None,
    border: BorderOption = None,
    index: IndexOption = None,
    known: KnownOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find re-posted comments: equal, edited or translated.

    The same rows come out in the same order, each with `duplicate`: null, or the id of what it repeats,
    the kind and the similarity. Nothing is removed unless --keep asks for it.

    A row needs `text`; `id`, `author`, `thread` and `published` help where there are such columns.
    Every repeat was compared with the one it is said to repeat, which is the text with the most copies,
    of equals the oldest. Short texts are repeats only when they are equal but for case, accents and signs.

    \b
    Examples:
      agorascope duplicates comments.jsonl > marked.jsonl
      agorascope duplicates export.csv --map text=body,id=comment_id -o marked.csv
      agorascope duplicates comments.parquet --kinds exact,near --pairs pairs.jsonl
      agorascope duplicates comments.jsonl --border border.jsonl     look, then choose --threshold
      agorascope duplicates comments.jsonl --keep first -o clean.jsonl
      agorascope duplicates today.jsonl --index seen.db               against all earlier days
    """
    from agorascope.settings import Settings

    asked = Asked(_chosen(kinds), scope, keep, known)
    written = Written(out, pairs, clusters, border)
    settings = Settings.with_(near_threshold=threshold)
    asked.check(index)
    if index:
        from agorascope.cli.duplicates_index import run_indexed

        run_indexed(index, source, map, asked, written, settings, quiet=quiet)
    else:
        _run(source, map, asked, written, settings, quiet=quiet)


class Asked(NamedTuple):
    """What is looked for and what is kept."""

    kinds: tuple[str, ...]
    scope: str
    keep: str | None
    known: bool

    def check(self, index: Path | None) -> None:
        """Raise `UsageError` for words there are none of, before anything is read."""
        from agorascope.errors import UsageError
        from agorascope.reposts import KEPT, SCOPES

        if self.scope not in SCOPES:
            raise UsageError(f"--scope {self.scope}: choose one of {', '.join(SCOPES)}")
        if self.keep and self.keep not in KEPT:
            raise UsageError(f"--keep {self.keep}: choose one of {', '.join(KEPT)}")
        if index and "translation" in self.kinds and "near" not in self.kinds:
            raise UsageError("--index: translations are found among what is not near; ask for --kinds near,translation")
        if self.known and not index:
            raise UsageError("--known writes what an index knows: name one with --index DB")


class Written(NamedTuple):
    """The files asked for."""

    out: Path | None
    pairs: Path | None
    clusters: Path | None
    border: Path | None

    @property
    def wants_more(self) -> bool:
        """Whether something beside the rows was asked for."""
        return any((self.pairs, self.clusters, self.border))


def _chosen(kinds: str) -> tuple[str, ...]:
    from agorascope.errors import UsageError
    from agorascope.reposts import KINDS

    wanted = tuple(kind.strip() for kind in kinds.split(",") if kind.strip())
    if not wanted or any(kind not in KINDS for kind in wanted):
        raise UsageError(f"--kinds {kinds}: choose from {', '.join(KINDS)}")
    return wanted


def _run(source: str, map: str | None, asked: Asked, written: Written, settings: Settings, *, quiet: bool) -> None:
    from agorascope import deduplication, reposts
    from agorascope.cli.output.progress import Steps
    from agorascope.inference import Models
    from agorascope.rows import mapping, table, writer

    names = mapping(map)
    with table(source) as rows:
        with Steps(quiet=quiet) as steps:
            steps("reading", 0, 0)
            gathered = reposts.gather(rows.lines(), names, asked.scope)
            reposts.check(gathered, next(rows.lines(), None), rows.name)
            models = Models(settings) if "translation" in asked.kinds else None
            found = deduplication.find(gathered.posts, settings, models, steps, near="near" in asked.kinds)
            found = reposts.only(found, asked.kinds)
        left_out = reposts.without(gathered.posts, found, asked.keep)
        with writer(written.out, reposts.PARTS) as sink:
            for row in reposts.answered(rows.lines(), names, reposts.teller(gathered, found), left_out):
                sink.write(row)
    write_more(written, gathered.posts, found, settings, gathered.name)
    if not quiet:
        tell(gathered, found, settings, len(left_out))


def write_more(
    written: Written, posts: Sequence[Post], found: Clusters, settings: Settings, name: Callable[[str], str | int]
) -> None:
    """Write the files that were asked for beside the rows."""
    from agorascope import deduplication, reposts

    if written.pairs:
        _write(written.pairs, reposts.pairs(posts, found, name))
    if written.clusters:
        _write(written.clusters, reposts.clusters(posts, found, settings, name))
    if written.border:
        close = deduplication.border(posts, found, settings, reposts.BORDER)
        _write(written.border, reposts.closest(posts, close, name))


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    from agorascope.rows import writer

    with writer(path) as sink:
        for row in rows:
            sink.write(row)


def tell(gathered: Gathered, found: Clusters, settings: Settings, left_out: int) -> None:
    """Say on stderr what was found, and what the user should know about the table."""
    from agorascope import reposts

    for sentence in reposts.told(gathered, found, settings, left_out):
        say(sentence)

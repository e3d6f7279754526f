"""`Corpus`: an analysed folder, its tables and discussions; and `analyze_corpus`, which makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from agorascope.amounts import many
from agorascope.api import reading
from agorascope.api.analysing import flat
from agorascope.api.asking import Mapped, Named, settings_of
from agorascope.api.discussion import Discussion
from agorascope.api.fixed import Tabled
from agorascope.api.reading import Input, Map, Wanted
from agorascope.corpus.folder import DISCUSSIONS, RECORD
from agorascope.errors import CorpusError, UsageError
from agorascope.records import Thread
from agorascope.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from agorascope.corpus.running import Plan
    from agorascope.exports.results import Results

Watch = Callable[[str, int, int], object]
_OWN: Final = ("key_points", "quotes")


class Corpus(Tabled):
    """The folder that `agorascope analyze CORPUS -o DIR` wrote; nothing is read before it is asked for.

    `tables` are the layers that are there (docs/corpora.md), and `comments` has, as that of a discussion in memory,
    every label beside it; re-posts and campaigns are those of the whole corpus.

    >>> import agorascope as ag
    >>> corpus = ag.analyze_corpus("pages/", folder="out")
    >>> corpus.to_pandas().shape[0] == corpus.rows("comments")
    True
    """

    __slots__ = ("_results", "path")

    _results: Results
    path: Path

    def __init__(self, path: Path) -> None:
        """Look which folder this is; raises `CorpusError` where it holds no comments of a corpus."""
        from agorascope.exports.results import Results

        self._fix(path=path, _results=Results(path))

    def __reduce__(self) -> tuple[type[Corpus], tuple[Path]]:
        return Corpus, (self.path,)

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables there are: `comments` first."""
        from agorascope.corpus.layers import NAMES

        there = [name for name in NAMES if self._results.has(name)]
        own = _OWN if "summaries" in there else ()
        return tuple(sorted((*there, *own), key=lambda name: name != "comments"))

    @property
    def record(self) -> dict[str, Any]:
        """What `run.json` tells of the run: versions, settings, models, counts. Raises `CorpusError`."""
        path = self.path / RECORD
        try:
            found: dict[str, Any] = msgspec.json.decode(path.read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            raise CorpusError(f"{path}: cannot be read ({_why(error)}); run analyze again") from error
        return found

    def rows(self, table: str) -> int:
        """Count the rows of a table."""
        if table in _OWN:
            return int(self.to_arrow(table).num_rows)
        self._check(table)
        marks = (self._results.folder.mark(table, part) for part in range(self._results.parts))
        return sum(mark.rows if mark else 0 for mark in marks)

    def to_arrow(self, table: str = "comments") -> pa.Table:
        """Give a table as Arrow. Raises `UsageError` for a name there is none of, `CorpusError` for a broken folder."""
        import pyarrow as pa

        self._check(table)
        return pa.concat_tables(self.parts(table))

    def parts(self, table: str = "comments") -> Iterator[pa.Table]:
        """Give a table part by part, some two thousand comments at a time; raises as `to_arrow` does."""
        from agorascope.api import layered

        self._check(table)
        make = layered.MADE.get(table)
        for part in range(self._results.parts):
            yield make(self._results, part) if make else self._results.folder.table(table, part)

    def discussions(self) -> Iterator[Discussion]:
        """Give the discussions one after the other; raises `CorpusError` where the run has not told them."""
        path = self.path / DISCUSSIONS
        try:
            with path.open("rb") as lines:
                yield from map(Discussion.from_json, lines)
        except (OSError, msgspec.DecodeError) as error:
            raise CorpusError(f"{path}: cannot be read ({_why(error)}); run analyze again") from error

    def _check(self, table: str) -> None:
        if table not in self.tables:
            raise UsageError(f"no table {table!r} in {self.path}; there are: {', '.join(self.tables)}")

    def _repr_html_(self) -> str:
        """Show the tables and their sizes in a notebook."""
        from agorascope.api import showing

        return showing.corpus(self)

    def __repr__(self) -> str:
        told = many(self._results.discussions, "discussion"), many(self.rows("comments"), "comment")
        return f"<Corpus {str(self.path)!r}: {', '.join(told)}>"


def open_corpus(folder: str | Path) -> Corpus:
    """Open a folder that `agorascope analyze CORPUS -o DIR` or `analyze_corpus` wrote; raises `CorpusError`."""
    return Corpus(Path(folder))


def analyze_corpus(  # noqa: PLR0913 - the options of the command
    *sources: Input | Iterable[Input],
    folder: str | Path,
    format: str | None = None,  # noqa: A002 - the command's name
    map: Map = None,  # noqa: A002 - the command's name
    ui: str | None = None,
    abstain: float | None = None,
    model: Named = None,
    labels: Mapped = None,
    kinds: str = "exact,near,translation",
    stages: str | None = None,
    workers: int = 1,
    progress: Watch | None = None,
    settings: Settings | None = None,
) -> Corpus:
    """Analyse ten pages or a million comments into a folder, as `agorascope analyze CORPUS -o DIR` does.

    Stopped at any time, the same call goes on where it was; when all is done it does nothing. `stages` and `kinds` are
    those of the command (docs/corpora.md); so many `workers` are processes of their own (0: one a processor), for which
    a script needs `if __name__ == "__main__":`. `progress(stage, done, all)` is told comments. What cannot be read is
    counted in `.record`. Raises `UsageError`, `CorpusError` (`CorpusBusyError` while another run works there),
    `ModelError`.

    >>> import agorascope as ag
    >>> ag.analyze_corpus("pages/", folder="out", ui="en")
    <Corpus 'out': 3 discussions, 13 comments>
    """
    from agorascope.corpus.engine import Engine
    from agorascope.corpus.inputs import Inputs
    from agorascope.corpus.running import run

    asked = settings_of(settings, ui=ui, abstain=abstain, model=model, labels=labels)
    wanted, path = Wanted(flat(sources), format, map), Path(folder)
    plan = _plan(wanted, asked, kinds, stages)
    if any(not isinstance(one, Thread) and Path(one).is_dir() and _is_same(path, Path(one)) for one in wanted.sources):
        raise UsageError(f"folder={str(folder)!r}: is read itself; give another folder, it may stand in this one")

    def watch(stage: str, done: int, total: int) -> None:
        if progress:
            progress(stage, done, total)

    opened = Inputs()
    with Engine("native", None, workers) as engine:
        run(path, lambda: reading.threads(wanted, opened=opened.take), plan, engine, watch, inputs=opened)
    return Corpus(path)


def _is_same(folder: Path, source: Path) -> bool:
    return folder.is_dir() and folder.samefile(source)


def _plan(wanted: Wanted, asked: Settings, kinds: str, stages: str | None) -> Plan:
    from agorascope.corpus import running
    from agorascope.corpus.reposts.whole import KINDS
    from agorascope.sources.identity import identity

    given = tuple(kinds.split(","))
    if given != KINDS[: len(given)]:
        raise UsageError(f"kinds={kinds!r}: give exact, exact,near or {','.join(KINDS)}")
    chosen = running.ORDER if stages is None else running.wanted(stages.split(","))
    names = [str(one) for one in wanted.sources if not isinstance(one, Thread)]
    columns = ",".join(map("=".join, sorted(reading.mapped(wanted.map).items()))) or None
    seen = identity(names, wanted.format, columns) if len(names) == len(wanted.sources) else None
    return running.Plan(settings=asked, stages=chosen, kinds=given, source=seen)


def _why(error: Exception) -> str:
    """Tell why in words: an errno is nobody's business."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

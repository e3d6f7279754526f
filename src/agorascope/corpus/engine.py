"""The one place that knows the dataframe engine: Daft, on this machine or on a Ray cluster.

`Engine.each` has pieces of work done by workers, each of which loads what it needs once; `Engine.frame` gives a
dataframe over files. The same calls do the same on both runners.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Self

import msgspec

from agorascope.corpus import runners, stillborn
from agorascope.corpus.workers import Told, Work, checked, done, workers
from agorascope.errors import AgorascopeError, CorpusError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from daft import DataFrame

ENGINES: Final = ("native", "ray")
WORTH_WORKERS: Final = 5_000
"""Comments; as many are done here, on threads, before processes of their own have loaded their models and caught up."""


class Engine:
    """Daft with one runner; a process has one engine for its life."""

    def __init__(self, name: str = "native", address: str | None = None, workers: int = 0) -> None:
        """Choose the runner: `native`, or `ray` with the `address` of a cluster (None begins one on this machine).

        `workers` 0 takes as many as there are processors here, or as the cluster has. Raises `UsageError`.
        """
        runners.hush()
        if name not in ENGINES:
            raise UsageError(f"--engine {name}: choose one of {', '.join(ENGINES)}")
        self.name, self._asked, self._began = name, workers, name == "ray" and address is None
        found = runners.ray(address, workers) if name == "ray" else runners.native()
        self.workers = workers or found

    def __enter__(self) -> Self:
        """Use the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """End a cluster that was begun for it."""
        if self._began:
            import ray

            ray.shutdown()

    def is_apart(self, pieces: int, comments: int) -> bool:
        """Tell whether work on so many pieces goes to processes of its own: little is done before they have started.

        It does on a cluster, and wherever so many workers were asked for.
        """
        if self.name == "ray":
            return True
        return pieces > 1 and self.workers > 1 and (self._asked > 1 or comments >= WORTH_WORKERS)

    def each(self, work: Work, pieces: Sequence[int], *, apart: bool = True) -> Iterator[Told]:
        """Have every piece of work done, and tell of each when it is done; errors of ours come out as themselves.

        Without `apart` it is done here, in this process. Raises `CorpusError` where a worker dies.
        """
        import daft

        if not apart:
            yield from (checked(done(work, piece)) for piece in pieces)
            return
        count = min(self.workers, len(pieces))
        worker = workers(count)(work, own=self.name == "native")
        frame = daft.from_pydict({"piece": list(pieces)})
        frame = frame.into_partitions(len(pieces)) if self.name == "ray" else frame.into_batches(1)
        told = frame.select(worker.told(frame["piece"]).alias("told"))
        try:
            heard = 0
            with stillborn.watched():
                for row in told.iter_rows(results_buffer_size=count):
                    heard += 1
                    yield checked(msgspec.json.decode(row["told"], type=Told))
            _expect(len(pieces), heard)
        except AgorascopeError:
            raise
        except Exception as error:
            raise CorpusError(
                f"a worker of the {self.name} engine died ({_last_line(error)}); what is finished is kept: run the "
                "same command again, with fewer --workers if memory was short"
            ) from error

    def frame(self, path: Path, columns: Sequence[str] | None = None) -> DataFrame:
        """Give a dataframe over the Parquet files of a folder."""
        import daft

        frame = daft.read_parquet(str(path / "*.parquet"))
        return frame.select(*columns) if columns else frame


def _expect(pieces: int, heard: int) -> None:
    """Raise `KeyboardInterrupt` where less was heard of: Daft takes Ctrl-C for itself where this process ignores it."""
    if heard < pieces:
        raise KeyboardInterrupt


def _last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1].strip()

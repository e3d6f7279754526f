"""The one place that knows the dataframe engine: Daft, on this machine or on a Ray cluster.

`Engine.each` has pieces of work done by workers, each of which loads what it needs once; `Engine.frame` gives a
dataframe over files. The same calls do the same on both runners. Daft and Ray would report their use over the network:
that is switched off before either is imported.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Self

import msgspec
from msgspec import Struct

from agorascope import errors
from agorascope.errors import AgorascopeError, CorpusError, UsageError
from agorascope.inference.engine import threads_wanted

if TYPE_CHECKING:
    from pathlib import Path

    from daft import DataFrame

ENGINES: Final = ("native", "ray")
_QUIET: Final = {
    "DAFT_ANALYTICS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "1",
    "DO_NOT_TRACK": "1",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}
WORTH_WORKERS: Final = 1_000
"""Comments; as many are done here before a second process has loaded its models."""
_WATCHED: Final = 0.5  # seconds
_PATIENCE: Final = 5.0  # seconds
Work = Callable[[int], dict[str, Any]]


class Told(Struct, frozen=True):
    """What a worker says of a piece of work: its number and findings, or the error that ended it."""

    piece: int
    found: dict[str, Any] = {}
    error: str | None = None
    kind: str | None = None


class Engine:
    """Daft with one runner; a process has one engine for its life."""

    def __init__(self, name: str = "native", address: str | None = None, workers: int = 0) -> None:
        """Choose the runner: `native`, or `ray` with the `address` of a cluster (None begins one on this machine).

        `workers` 0 takes as many as there are processors here, or as the cluster has. Raises `UsageError`.
        """
        os.environ.update(_QUIET)
        logging.getLogger("daft.runners").setLevel(logging.ERROR)  # warns of arguments that are not UTF-8
        if name not in ENGINES:
            raise UsageError(f"--engine {name}: choose one of {', '.join(ENGINES)}")
        self.name, self._asked, self._began = name, workers, name == "ray" and address is None
        found = _ray(address, workers) if name == "ray" else _native()
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
            yield from (_checked(done(work, piece)) for piece in pieces)
            return
        count = min(self.workers, len(pieces))
        worker = _worker(count)(work, own=self.name == "native")
        frame = daft.from_pydict({"piece": list(pieces)})
        frame = frame.into_partitions(len(pieces)) if self.name == "ray" else frame.into_batches(1)
        told = frame.select(worker.told(frame["piece"]).alias("told"))
        try:
            heard = 0
            for row in told.iter_rows(results_buffer_size=count):
                heard += 1
                yield _checked(msgspec.json.decode(row["told"], type=Told))
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


def _worker(count: int) -> Any:  # noqa: ANN401  a class of Daft's making
    """Make the class whose instances do pieces of work; Daft has to be there when it is defined."""
    import daft

    @daft.cls(max_concurrency=count, use_process=True)
    class Worker:
        def __init__(self, work: Work, *, own: bool) -> None:
            self.work = work
            if own:
                _attend()

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)
        def told(self, pieces: daft.Series) -> list[str]:
            return [msgspec.json.encode(done(self.work, piece)).decode() for piece in pieces.to_pylist()]

    return Worker


def _attend() -> None:
    """Let a process of ours end when it is interrupted, and when the one that began it is gone, however that went."""
    with suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCHED)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def done(work: Work, piece: int) -> Told:
    """Do a piece of work; an error is told, not raised, for the engine would take it for its own."""
    try:
        return Told(piece, work(piece))
    except AgorascopeError as error:
        return Told(piece, error=str(error), kind=type(error).__name__)
    except OSError as error:  # a full disk, a folder that went away
        return Told(piece, error=f"{error.filename or ''}: {error.strerror or error}", kind=OSError.__name__)
    except Exception:  # noqa: BLE001  the driver tells it, with the piece it happened in
        return Told(piece, error=traceback.format_exc(), kind="Exception")


def _expect(pieces: int, heard: int) -> None:
    """Raise `KeyboardInterrupt` where less was heard of: Daft takes Ctrl-C for itself where this process ignores it."""
    if heard < pieces:
        raise KeyboardInterrupt


def _checked(told: Told) -> Told:
    if told.error is None:
        return told
    kind = getattr(errors, told.kind or "", None)
    if isinstance(kind, type) and issubclass(kind, AgorascopeError) and kind.__init__ is AgorascopeError.__init__:
        raise kind(told.error)
    if told.kind == OSError.__name__:
        raise CorpusError(f"{told.error}; what is finished is kept: run the same command again when that is mended")
    raise CorpusError(f"part {told.piece}: {told.error}")


def _last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1].strip()


def _native() -> int:
    from daft.runners import get_or_create_runner

    os.environ["DAFT_RUNNER"] = "native"
    if get_or_create_runner().name != "native":
        raise UsageError("--engine native: this process works with another engine already; begin a new one")
    return processors()


def processors() -> int:
    """Tell how many processors this process may use."""
    return threads_wanted(0)


def _ray(address: str | None, workers: int) -> int:
    """Begin or join a cluster; give the number of its processors."""
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs Ray: pip install 'agorascope[ray]'") from error
    import daft

    if not ray.is_initialized():
        if address not in {None, "auto", "local"}:
            _listens(str(address))
        own = {} if address else {"num_cpus": workers or processors(), "include_dashboard": False}
        try:
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=True, **own)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UsageError(
                f"--address {address}: no Ray cluster answers there ({error}); "
                "one that asks for a token needs RAY_AUTH_MODE=token here too"
            ) from error
    daft.set_runner_ray(noop_if_initialized=True)
    return int(ray.cluster_resources().get("CPU", 1))


def _listens(address: str) -> None:
    """Raise `UsageError` where nobody does: Ray would go on asking for many minutes."""
    import socket

    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f"--address {address}: give HOST:PORT, ray://HOST:PORT or auto")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()
    except (OSError, OverflowError, UnicodeError) as error:
        raise UsageError(f"--address {address}: no Ray cluster answers there ({error})") from error

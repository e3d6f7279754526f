"""Workers: processes that do pieces of work one after the other, each of which loads what it needs once."""

from __future__ import annotations

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct

from agorascope import errors
from agorascope.errors import AgorascopeError, CorpusError

if TYPE_CHECKING:
    import daft

Work = Callable[[int], dict[str, Any]]
_WATCHED: Final = 0.5  # seconds


class Told(Struct, frozen=True):
    """What a worker says of a piece of work: its number and findings, or the error that ended it."""

    piece: int
    found: dict[str, Any] = {}
    error: str | None = None
    kind: str | None = None


def workers(count: int) -> Any:  # noqa: ANN401  a class of Daft's making
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
        return Told(
            piece, error=f"{error.filename or f'part {piece}'}: {error.strerror or error}", kind=OSError.__name__
        )
    except Exception:  # noqa: BLE001  the driver tells it, with the piece it happened in
        return Told(piece, error=traceback.format_exc(), kind="Exception")


def checked(told: Told) -> Told:
    """Give what was told, or raise the error that is told; raises `AgorascopeError`."""
    if told.error is None:
        return told
    kind = getattr(errors, told.kind or "", None)
    if isinstance(kind, type) and issubclass(kind, AgorascopeError) and kind.__init__ is AgorascopeError.__init__:
        raise kind(told.error)
    if told.kind == OSError.__name__:
        raise CorpusError(f"{told.error}; what is finished is kept: run the same command again when that is mended")
    raise CorpusError(f"part {told.piece}: {told.error}")

"""How a command ends before its work is done: by Ctrl-C or a signal, for want of room or of memory."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from agorascope.cli.output.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

INTERRUPTED: Final = 130
"""The exit code after Ctrl-C; after another signal it is 128 and its number, as shells have it."""
HINDERED: Final = 3
"""The exit code where something could not be read or written."""
_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_heard: list[int] = []


def attend() -> None:
    """Let SIGTERM and SIGHUP end a command as Ctrl-C does: what is held is let go of, and what is finished stays.

    Who had them ignored (nohup) keeps that.
    """
    for number in _SIGNALS:
        with suppress(ValueError):  # not the main thread
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _interrupt)


def _interrupt(number: int, _: FrameType | None) -> None:
    """Raise `KeyboardInterrupt`, once: asked again, the process ends where it stands."""
    signal.signal(number, signal.SIG_DFL)
    _heard.append(number)
    raise KeyboardInterrupt


@contextmanager
def words_to_stderr() -> Iterator[None]:
    """Let nothing reach stdout meanwhile: the dataframe engine says there that it was interrupted."""
    if sys.stdout is None:  # closed by whoever began us
        yield
        return
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def resumable(where: Path | None) -> Iterator[None]:
    """Where what follows is interrupted, say that it can be gone on with; for None it cannot."""
    try:
        yield
    except KeyboardInterrupt:
        if where:
            say(f"what is finished is kept in {where}: run the same command again to go on")
        raise


def interrupted() -> int:
    """Say that the command was interrupted, and give the exit code."""
    say("interrupted; what was printed or written so far is complete")
    return 128 + _heard[0] if _heard else INTERRUPTED


def hindered(error: OSError) -> int:
    """Say what the system refused, where, and what to do; give the exit code."""
    reason = error.strerror or str(error)
    if error.errno in _NO_ROOM:
        advice = "free space and run the same command again"
        say(f"{error.filename or _full()}: {reason}; what was finished before is kept: {advice}")
    else:
        say(f"{error.filename or 'the system refused something'}: {reason}; mend that and run the same command again")
    return HINDERED


def _full() -> str:
    """Name what may have no room where the error does not; what stdout does not take is dropped, to end quietly."""
    from tempfile import gettempdir

    try:
        sys.stdout.flush()
    except OSError:
        return "stdout"
    finally:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return f"stdout, or the folder for temporary files ({gettempdir()})"


def exhausted() -> int:
    """Say that memory did not suffice; give the exit code."""
    say(
        "out of memory; what was finished before is kept: run the same command again with fewer --workers or smaller"
        " inputs"
    )
    return HINDERED

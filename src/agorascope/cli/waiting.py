"""How a command that does not end by itself waits, and how it is ended: by a signal, or when nobody reads any more."""

from __future__ import annotations

import os
import select
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import FrameType, TracebackType

_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ending:
    """A context in which the first signal lets what is begun be finished; a second one ends at once, as elsewhere."""

    def __init__(self) -> None:
        """Change nothing yet."""
        self.heard = 0
        self._before: dict[int, signal._HANDLER] = {}
        self._woken, self._wake = os.pipe()
        self._is_watched = _can_close(sys.stdout.fileno())

    def __enter__(self) -> Self:
        """Listen; signals that are ignored (nohup, a job in the background) stay so."""
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let signals do what they did before."""
        for number, before in self._before.items():
            signal.signal(number, before)
        os.close(self._woken)
        os.close(self._wake)

    @property
    def code(self) -> int:
        """Give the exit code: 0 where no signal came."""
        return 128 + self.heard if self.heard else 0

    def wait(self, seconds: float) -> None:
        """Do nothing so long, or until a signal comes; raises `BrokenPipeError` when nobody reads stdout any more."""
        poll = select.poll()
        poll.register(self._woken, select.POLLIN)
        if self._is_watched:
            poll.register(sys.stdout.fileno(), 0)  # errors are told all the same
        for file, _ in poll.poll(seconds * 1000):
            if file != self._woken:
                raise BrokenPipeError

    def _hear(self, number: int, _: FrameType | None) -> None:
        self.heard = number
        signal.signal(number, self._before[number])
        with suppress(OSError):
            os.write(self._wake, b"\0")


def _can_close(file: int) -> bool:
    """Tell whether somebody reads a file who may stop: a pipe, not a terminal, a file or /dev/null."""
    import stat

    return stat.S_ISFIFO(os.fstat(file).st_mode)

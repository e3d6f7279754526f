"""Learns beside the review page: soon after somebody decided, without anybody waiting for it."""

from __future__ import annotations

from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Final, Self

import msgspec

from agorascope.errors import AgorascopeError
from agorascope.moderation.learning import LayerTold, refreshed
from agorascope.moderation.store import learned

if TYPE_CHECKING:
    from collections.abc import Callable

    from agorascope.inference import Models
    from agorascope.moderation.desk import Desk

QUIET: Final = 2.0
"""Seconds after the last decision before learning begins: whoever decides quickly is not slowed down."""


class Background:
    """Trains the site's layer in a thread of its own; a context manager, so that the thread ends with the page."""

    def __init__(self, desk: Desk, models: Callable[[], Models], say: Callable[[str], None]) -> None:
        """Read what was learned before; `models` is asked at the first decision, `say` told what goes wrong."""
        self._desk, self._models, self._say = desk, models, say
        self._asked, self._ending, self._lock = Event(), Event(), Lock()
        self._told = _last(desk)
        self._thread = Thread(target=self._work, name="learning", daemon=True)

    def __enter__(self) -> Self:
        """Begin; what was decided while nobody learned is learned now."""
        self._thread.start()
        self.decided()
        return self

    def __exit__(self, *error: object) -> None:
        """End; what is being learned is finished first, or left for the next time."""
        self._ending.set()
        self._asked.set()
        self._thread.join(timeout=30)

    def told(self) -> LayerTold | None:
        """Tell how the site's layer stands; None while nobody has decided anything."""
        with self._lock:
            return self._told

    def decided(self) -> None:
        """Learn soon."""
        self._asked.set()

    def _work(self) -> None:
        models: Models | None = None
        while not self._ending.is_set():
            self._asked.wait()
            while not self._ending.is_set() and self._asked.is_set():
                self._asked.clear()
                self._ending.wait(QUIET)
            if self._ending.is_set():
                return
            try:
                models = models or self._models()
                told = refreshed(self._desk, models).told
            except AgorascopeError as error:
                self._say(f"the site's own layer could not be trained: {error}")
                continue
            with self._lock:
                self._told = told


def _last(desk: Desk) -> LayerTold | None:
    with desk.reading() as connection:
        row = learned.last(connection)
    return msgspec.json.decode(row[0], type=LayerTold) if row else None

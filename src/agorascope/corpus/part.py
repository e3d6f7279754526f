"""One part of a corpus as a stage sees it: its threads, what earlier stages found in them, and the models."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from agorascope.corpus import threads
from agorascope.corpus.findings import Found
from agorascope.corpus.folder import Folder
from agorascope.guests import Guest

if TYPE_CHECKING:
    from agorascope.corpus.threads import Held
    from agorascope.guests import Counts
    from agorascope.inference import Models
    from agorascope.settings import Settings

BEATS: Final = "beats"
_EVERY = 0.5  # seconds between two beats


class Bench(Struct, frozen=True):
    """What a worker is told once.

    Where the corpus lies, with which settings to work, where answers are kept, which kinds of re-posts to find.
    """

    path: str
    settings: Settings
    kept: str | None
    kinds: tuple[str, ...]

    @property
    def folder(self) -> Folder:
        """The corpus."""
        return Folder(Path(self.path))

    def on(self, threads: int) -> Bench:
        """Give the same for a worker with so many threads, which change no result."""
        return structs.replace(self, settings=structs.replace(self.settings, threads=threads))


class Part:
    """A part, read when it is asked for."""

    def __init__(self, bench: Bench, number: int, stage: str) -> None:
        """Name the part that the stage works on."""
        self.bench, self.number, self.folder = bench, number, bench.folder
        self._beat = self.folder.work / BEATS / f"{stage}-{number:05}"

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return self.bench.settings

    @cached_property
    def models(self) -> Models:
        """The models, loaded once for each process."""
        return models_of(self.bench.settings, self.bench.kept)

    @cached_property
    def helds(self) -> tuple[Held, ...]:
        """The threads of the part."""
        return tuple(threads.held(self.folder.rows("articles", self.number), self.folder.rows("comments", self.number)))

    def each(self) -> Iterator[Held]:
        """Give the threads one by one, and tell whoever watches how many comments are done."""
        done, told = 0, time.monotonic()
        for held in self.helds:
            yield held
            done += len(held.comment_ids)
            if time.monotonic() - told > _EVERY:
                told = time.monotonic()
                self._tell(done)

    def found(self, layer: str) -> Found:
        """Read what an earlier stage found in the part."""
        return Found(self.folder.rows(layer, self.number))

    def theses(self) -> dict[str, str | None]:
        """Read the theses by discussion."""
        return {row["discussion_id"]: row["thesis"] for row in self.folder.rows("theses", self.number)}

    def asked(self) -> dict[str, Counts]:
        """Tell what models the user named were asked in this process until now, by task; {} where there are none."""
        if not self.settings.choices:
            return {}
        return {task: guest.counts for task, guest in self.models.others.items() if isinstance(guest, Guest)}

    def _tell(self, done: int) -> None:
        try:
            self._beat.parent.mkdir(exist_ok=True)
            self._beat.write_text(str(done))
        except OSError:
            return  # who watches sees whole parts instead

    def still(self) -> None:
        """Tell nothing of the part any more: it is done."""
        self._beat.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def models_of(settings: Settings, kept: str | None) -> Models:
    """Give the models of this process, those that the user named among them; raises `ModelError`."""
    from agorascope.guests import load_all
    from agorascope.inference import Models

    others = load_all(settings) if settings.choices else {}
    return Models(settings, others, Path(kept) if kept else None)

"""Doing a stage: which of its parts are not done, the workers that do them, and how far they are."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, structs

from agorascope.corpus.folder import Folder
from agorascope.corpus.part import BEATS, Bench, Part

if TYPE_CHECKING:
    from agorascope.corpus.engine import Engine
    from agorascope.corpus.stages import Stage
    from agorascope.guests import Counts

Watch = Callable[[str, int, int], None]
"""Called with a stage's name, how many comments are done, and of how many (0: not known)."""
_POLLED: Final = 0.5  # seconds


class Done(Struct, frozen=True, kw_only=True):
    """What a stage did: parts, those done before, rows by layer, seconds that it took and that workers worked."""

    name: str
    parts: int
    skipped_parts: int
    rows: dict[str, int]
    seconds: float
    worked_seconds: float
    asked: dict[str, dict[str, int]]


class Task(Struct, frozen=True):
    """A stage's work on one part, as it is sent to workers."""

    stage: str
    bench: Bench
    made: dict[int, str]

    def __call__(self, number: int) -> dict[str, Any]:
        """Work on a part and write its layers; the last of them tells that all are there."""
        from agorascope.corpus.stages import stage

        started = time.monotonic()
        part, doing = Part(self.bench, number, self.stage), stage(self.stage)
        before = part.asked() if doing.replaced else {}
        found = doing.work(part)
        for name in doing.writes:
            part.folder.put(name, number, found[name], self.made[number])
        part.still()
        asked = {task: since(counts, before[task]) for task, counts in part.asked().items()} if before else {}
        return {"seconds": time.monotonic() - started, "asked": asked}


def since(now: Counts, before: Counts) -> dict[str, int]:
    """Give what was counted since."""
    return {name: count - getattr(before, name) for name, count in structs.asdict(now).items()}


def do(
    stage: Stage, bench: Bench, engine: Engine, sizes: Sequence[int], watch: Watch, *, force: bool, more: str = ""
) -> Done:
    """Do a stage on all parts that were not made from the same before; `sizes` are the comments of each part.

    `more` is what else its results depend on. Raises `AgorascopeError`.
    """
    started = time.monotonic()
    folder, settings = bench.folder, bench.settings
    made = {part: stage.made_from(folder, part, settings, more) for part in range(len(sizes))}
    asked = [part for part in made if force or not _is_done(stage, folder, part, made[part])]
    worked, counts = 0.0, dict[str, Counter[str]]()
    if asked:
        with _watched(stage.name, folder, sizes, asked, watch) as counted:
            apart = engine.is_apart(len(asked), sum(sizes[part] for part in asked))
            task = Task(stage.name, bench.on(1 if apart else engine.workers), {part: made[part] for part in asked})
            for told in engine.each(task, asked, apart=apart):
                worked += told.found["seconds"]
                for name, asks in told.found["asked"].items():
                    counts.setdefault(name, Counter()).update(asks)
                counted.add(told.piece)
    else:
        watch(stage.name, sum(sizes), sum(sizes))
    return Done(
        name=stage.name,
        parts=len(sizes),
        skipped_parts=len(sizes) - len(asked),
        rows={name: _rows(folder, name, len(sizes)) for name in stage.writes},
        seconds=round(time.monotonic() - started, 3),
        worked_seconds=round(worked, 3),
        asked={name: dict(asks) for name, asks in counts.items()},
    )


def _is_done(stage: Stage, folder: Folder, part: int, made: str) -> bool:
    if stage.beside and not folder.file(stage.beside[0], part, stage.beside[1]).is_file():
        return False
    marks = [folder.mark(name, part) for name in stage.writes]
    return all(mark is not None and mark.made == made for mark in marks)


def _rows(folder: Folder, name: str, parts: int) -> int:
    return sum(mark.rows for part in range(parts) if (mark := folder.mark(name, part)))


class _Counted:
    """How many comments of a stage are done: whole parts, and what workers tell of those they are at."""

    def __init__(self, folder: Folder, stage: str, sizes: Sequence[int], asked: Sequence[int]) -> None:
        self._beats, self._stage, self._sizes = folder.work / BEATS, stage, sizes
        self._left = set(asked)
        self.total = sum(sizes[part] for part in asked)

    def add(self, part: int) -> None:
        self._left.discard(part)

    def done(self) -> int:
        left = sum(self._sizes[part] for part in self._left)
        return self.total - left + sum(self._at(part) for part in sorted(self._left))

    def _at(self, part: int) -> int:
        try:
            return min(self._sizes[part], int((self._beats / f"{self._stage}-{part:05}").read_text()))
        except (OSError, ValueError):
            return 0


@contextmanager
def _watched(
    stage: str, folder: Folder, sizes: Sequence[int], asked: Sequence[int], watch: Watch
) -> Iterator[_Counted]:
    """Tell how far the stage is twice a second, from a thread of its own: workers are seldom heard of."""
    counted, ended = _Counted(folder, stage, sizes, asked), threading.Event()

    def tell() -> None:
        while not ended.wait(_POLLED):
            watch(stage, counted.done(), counted.total)

    teller = threading.Thread(target=tell, daemon=True)
    watch(stage, 0, counted.total)
    teller.start()
    try:
        yield counted
    finally:
        ended.set()
        teller.join()
    watch(stage, counted.total, counted.total)

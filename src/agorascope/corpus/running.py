"""A run over a corpus: every stage in its order, what is done already left as it is, the record kept all the while."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope import pipeline
from agorascope.corpus import reading, stages, work
from agorascope.corpus.ending import KEPT, discussions, outdated, tidied
from agorascope.corpus.folder import Folder
from agorascope.corpus.inputs import Inputs
from agorascope.corpus.part import Bench
from agorascope.corpus.record import Record
from agorascope.corpus.reposts import whole
from agorascope.errors import CorpusBusyError, CorpusError, UsageError
from agorascope.guests import load_all
from agorascope.inference import store
from agorascope.inference.kept import forget

if TYPE_CHECKING:
    from agorascope.corpus.engine import Engine
    from agorascope.corpus.work import Watch
    from agorascope.errors import ReadError
    from agorascope.records import ModelUsed, Thread
    from agorascope.settings import Settings

ORDER: Final = ("read", "language", "duplicates", "signals", "spam", "arguments", "stance", "sentiment", "summaries")
NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "language": ("read",),
    "duplicates": ("language",),
    "signals": ("read",),
    "spam": ("duplicates",),
    "arguments": ("spam",),
    "stance": ("arguments",),
    "sentiment": ("stance",),
    "summaries": ("sentiment",),
}
Found = Callable[[], "Iterable[Thread | ReadError]"]
Say = Callable[[str], None]


def silent(_: str) -> None:
    """Say nothing."""


class Plan(Struct, frozen=True, kw_only=True):
    """What to do: the stages, those done anew, the kinds of re-posts, the comments of a part, whether answers are kept.

    `source` names what is read, as long as it is the same; None where nobody can know (a pipe).
    """

    settings: Settings
    stages: tuple[str, ...] = ORDER
    force: tuple[str, ...] = ()
    kinds: tuple[str, ...] = whole.KINDS
    part: int = reading.PART
    source: str | None = None
    keep: bool = True


def wanted(names: Sequence[str]) -> tuple[str, ...]:
    """Give the stages of these names, in their order, with all that they need; raises `UsageError` for unknown ones."""
    for name in names:
        if name not in ORDER:
            raise UsageError(f"no stage {name!r}; there are: {', '.join(ORDER)}")
    asked = set(names)
    for name in reversed(ORDER):
        if name in asked:
            asked |= set(NEEDS.get(name, ()))
    return tuple(name for name in ORDER if name in asked)


def run(
    path: Path,
    found: Found,
    plan: Plan,
    engine: Engine,
    watch: Watch,
    say: Say = silent,
    inputs: Inputs | None = None,
) -> Record:
    """Take a corpus through its stages into a folder, and give the record of it; `found` gives what is to be read.

    `inputs` knows the files once they have been read. `say` is told what models that the user named will fetch, and
    what will be sent where. Interrupted or killed at any time, what is finished is kept, and the same call goes on.
    Raises `AgorascopeError`: `CorpusBusyError` where another run works in the folder.
    """
    folder = Folder(path)
    with _alone(folder):
        return _Run(folder, plan, engine, watch, say).all(found, inputs or Inputs())


class _Run:
    """One run: what the stages share."""

    def __init__(self, folder: Folder, plan: Plan, engine: Engine, watch: Watch, say: Say) -> None:
        self.folder, self.plan, self.engine, self.watch = folder, plan, engine, watch
        kept = folder.work / KEPT if plan.keep else None
        self.bench = Bench(str(folder.path), plan.settings, str(kept) if kept else None, plan.kinds).on(engine.workers)
        self.record = Record(folder, plan, _used(plan, say), {"name": engine.name, "workers": engine.workers})
        self.reposts = whole.Asked(plan.kinds, tuple(store.named(*model).sha256 for model in _translating(plan)))
        self.sizes: list[int] = []

    def all(self, found: Found, inputs: Inputs) -> Record:
        if self.plan.force:
            forget(self.folder.work / KEPT)
        self._read(found, inputs)
        for name in self.plan.stages[1:]:
            self.record.doing(name)
            self._stage(name)
        if "summaries" in self.plan.stages:
            discussions(self.folder, len(self.sizes))
        old = outdated(self.folder, len(self.sizes), self.plan.settings, self.plan.stages, self.reposts.told)
        self.record.finished(old)
        tidied(self.folder)
        return self.record

    def _read(self, found: Found, inputs: Inputs) -> None:
        if "read" in self.plan.force or self.record.read_before() is None:
            started = monotonic()
            self.record.doing("read")
            self.record.read_anew()
            self.watch("read", 0, 0)
            told, errors = reading.read(
                found(), self.folder, self.plan.part, lambda told: self.watch("read", told.comments, 0)
            )
            self.record.read(told, errors, inputs, monotonic() - started)
        marks = [self.folder.mark("comments", part) for part in range(self.record.counts.parts)]
        self.sizes = [mark.rows if mark else 0 for mark in marks]
        self.watch("read", sum(self.sizes), sum(self.sizes))

    def _stage(self, name: str) -> None:
        started, force, more = monotonic(), name in self.plan.force, ""
        if name == "duplicates":
            if force:
                for made in ("found", "led"):
                    self.folder.cut(made, 0)
            whole.find(self.bench, self.engine, len(self.sizes), self.reposts, self._step, self._watch_step)
            more = self.reposts.told
        done = work.do(stages.stage(name), self.bench, self.engine, self.sizes, self.watch, force=force, more=more)
        self.record.done(done, monotonic() - started)

    def _step(self, name: str) -> None:
        force = "duplicates" in self.plan.force
        done = work.do(stages.stage(name), self.bench, self.engine, self.sizes, self._watch_step, force=force)
        self.record.step(done)

    def _watch_step(self, step: str, done: int, total: int) -> None:
        self.watch(f"duplicates: {STEPS.get(step, step)}", done, total)


STEPS: Final = {"forms": "reading texts", "sketches": "signing texts", "meanings": "reading meanings"}


def _translating(plan: Plan) -> tuple[tuple[str, str], ...]:
    return (stages.ENCODER, stages.TRANSLATION) if "translation" in plan.kinds and "duplicates" in plan.stages else ()


def _used(plan: Plan, say: Say) -> Sequence[ModelUsed]:
    """Name the models of the stages; those the user chose are loaded to tell who they are."""
    asked = [stages.stage(name) for name in plan.stages[1:]]
    ours = {model for stage in asked for model in stage.models} | set(_translating(plan))
    others = load_all(plan.settings, say)
    theirs = [others[task].used for task in pipeline.LABELLED if task in others]
    named = [store.named(*model) for model in pipeline.MODELS if model in ours and model[1] not in others]
    return tuple(dict.fromkeys([*named, *theirs]))


@contextmanager
def _alone(folder: Folder) -> Iterator[None]:
    """Hold the folder, so that no other run works in it; the hold ends with the process, however that ends."""
    from filelock import FileLock, Timeout

    try:
        folder.work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.work / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise CorpusBusyError(
            f"{folder.path}: another run works in this folder; wait for it, or give another -o"
        ) from error
    except OSError as error:
        raise UsageError(f"-o {folder.path}: {error.strerror}; give a folder that can be written") from error
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"{error.filename or folder.path}: {error.strerror or error}; what is finished is kept: "
            "run the same command again when that is mended"
        ) from error
    finally:
        lock.release()

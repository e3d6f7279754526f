"""The record of a run, `run.json`: versions, settings, models, counts that add up, times, what was refused and why."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import structs

from agorascope.corpus import layers
from agorascope.corpus.earlier import earlier
from agorascope.corpus.folder import RECORD, Folder, storable, whole
from agorascope.corpus.reading import LAYERS as READ_LAYERS
from agorascope.corpus.reading import Read
from agorascope.errors import CorpusError
from agorascope.records import RunCounts, RunEngine, RunRecord, RunStage, RunStep, Unreadable

if TYPE_CHECKING:
    from agorascope.corpus.inputs import Inputs
    from agorascope.corpus.running import Plan
    from agorascope.corpus.work import Done
    from agorascope.errors import ReadError
    from agorascope.records import ModelUsed

READ: Final = "read.json"
NAMED: Final = 100
"""Sources that could not be read and are named; the layer `rejects` has all of them."""
_LIBRARIES = ("agorascope", "daft", "pyarrow", "numpy", "onnxruntime", "tokenizers", "spacy", "msgspec", "rensa")


class Record:
    """What is known of a run, written after every stage."""

    def __init__(self, folder: Folder, plan: Plan, models: Sequence[ModelUsed], engine: Mapping[str, Any]) -> None:
        """Begin the record; of what an earlier run wrote its times are kept."""
        self._folder, self._plan = folder, plan
        self._steps: list[RunStep] = []
        self._since = monotonic()
        self.counts = Read()
        begun = RunRecord(
            finished=False,
            doing=None,
            started=_now(),
            ended=None,
            seconds=0.0,
            layers=layers.VERSION,
            versions={"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}},
            engine=RunEngine(**engine),
            settings={**plan.settings.shown(), "kinds": plan.kinds, "part": plan.part},
            models=tuple(models),
            counts=RunCounts(),
            rejects={},
            unreadable=(),
            asked={},
            stages=(),
            outdated=(),
            earlier=earlier(folder),
        )
        self.told: dict[str, Any] = storable(msgspec.to_builtins(begun))

    def doing(self, stage: str) -> None:
        """Say which stage is under way."""
        self.told["doing"] = stage
        self._write()

    def read_before(self) -> Read | None:
        """Tell what an earlier run read, if it read the same to the end in the same way."""
        with suppress(OSError, msgspec.DecodeError, KeyError, TypeError):
            known = msgspec.json.decode((self._folder.work / READ).read_bytes())
            told = msgspec.convert(known["told"], Read)
            if known["of"] == self._read_from() and self._plan.source is not None and self._is_whole(told.parts):
                self.told |= {"inputs": known["inputs"], "more_inputs": known["more_inputs"]}
                self._have_read(told, known["unreadable"], 0.0, skipped=True)
                return self.counts
        return None

    def _is_whole(self, parts: int) -> bool:
        """Tell whether all that was read is still there."""
        return all(self._folder.mark(name, part) for name in READ_LAYERS for part in range(parts))

    def read_anew(self) -> None:
        """Forget what was read: a run that is killed now has not read it."""
        (self._folder.work / READ).unlink(missing_ok=True)

    def read(self, told: Read, errors: Iterable[ReadError], inputs: Inputs, seconds: float) -> None:
        """Say what was read."""
        unreadable = [storable(structs.asdict(Unreadable(source=e.source, reason=e.reason))) for e in errors]
        files = [storable(structs.asdict(one)) for one in inputs.told()]
        self.told |= {"inputs": files, "more_inputs": inputs.more}
        known = {"of": self._read_from(), "told": told, "unreadable": unreadable[:NAMED]}
        known |= {"inputs": files, "more_inputs": inputs.more}
        with whole(self._folder.work / READ) as path:
            path.write_bytes(msgspec.json.encode(known))
        self._have_read(told, known["unreadable"], seconds, skipped=False)

    def _read_from(self) -> list[Any]:
        return [layers.VERSION, version("agorascope"), self._plan.source, self._plan.part]

    def _have_read(self, told: Read, unreadable: Any, seconds: float, *, skipped: bool) -> None:  # noqa: ANN401  JSON
        self.counts = told
        codes = Counter(code for table in self._folder.tables("rejects") for code in table["code"].to_pylist())
        self.told["counts"] = structs.asdict(RunCounts(**structs.asdict(told)))
        self.told["rejects"] = dict(sorted(codes.items()))
        self.told["unreadable"] = unreadable
        self._add_up("rejects", sum(codes.values()), told.notices + told.unreadable)
        out = {"articles": told.discussions, "comments": told.comments, "rejects": sum(codes.values())}
        self._stage("read", told.parts, told.parts if skipped else 0, {"unreadable": told.unreadable}, out, seconds)

    def step(self, done: Done) -> None:
        """Say what a step of the stage under way did."""
        self._steps.append(RunStep(name=done.name, seconds=done.seconds, skipped_parts=done.skipped_parts))

    def done(self, done: Done, seconds: float) -> None:
        """Say what a stage did; raises `CorpusError` where its rows are not as many as there are comments."""
        for name, rows in done.rows.items():
            if layers.layer(name).each:
                self._add_up(name, rows, self.counts.comments)
        given = {"discussions": self.counts.discussions, "comments": self.counts.comments}
        self._stage(done.name, done.parts, done.skipped_parts, given, done.rows, seconds, done.worked_seconds)
        for task, counts in done.asked.items():
            known = self.told["asked"].setdefault(task, dict.fromkeys(counts, 0))
            self.told["asked"][task] = {name: known[name] + count for name, count in counts.items()}

    def _add_up(self, name: str, rows: int, expected: int) -> None:
        if rows != expected:
            raise CorpusError(
                f"{self._folder.path / name}: {rows} rows where {expected} were expected; "
                "delete the folder's layer and run analyze again"
            )

    def _stage(
        self,
        name: str,
        parts: int,
        skipped: int,
        given: Mapping[str, int],
        out: Mapping[str, int],
        seconds: float,
        worked: float | None = None,
    ) -> None:
        comments = self.counts.comments
        done = RunStage(
            name=name,
            parts=parts,
            skipped_parts=skipped,
            comments=comments,
            given=dict(given),
            out=dict(out),
            seconds=round(seconds, 3),
            worked_seconds=worked,
            comments_per_second=round(comments / seconds, 1) if seconds and skipped < parts else None,
            steps=tuple(self._steps),
        )
        self.told["stages"].append(storable(msgspec.to_builtins(done)))
        self._steps = []
        self._write()

    def finished(self, outdated: Sequence[str]) -> None:
        """Say that all is done; `outdated` are layers of earlier runs that were made from something else."""
        self.told |= {"finished": True, "doing": None, "ended": _now(), "outdated": list(outdated)}
        self._write()

    def _write(self) -> None:
        self.told["seconds"] = round(monotonic() - self._since, 3)
        with whole(self._folder.path / RECORD) as path:
            told = msgspec.json.encode(storable(self.told), enc_hook=str)
            path.write_bytes(msgspec.json.format(told, indent=2) + b"\n")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""`Models`: everything the task rooms ask of trained models, loaded at first use."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from agorascope.errors import UsageError
from agorascope.inference import engine, store
from agorascope.inference import kept as keeping
from agorascope.inference import projection as projections
from agorascope.inference import trunk as trunks
from agorascope.inference import tuned as tuning
from agorascope.inference.encoder import Encoder
from agorascope.inference.inputs import Reading
from agorascope.inference.memory import REMEMBERED, Memory
from agorascope.inference.passages import holding, passages, tagged
from agorascope.inference.script import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference.labeller import Labeller
    from agorascope.records import Label, Offsets
    from agorascope.settings import Settings

    Vectors = NDArray[np.float32]
    Meanings = NDArray[np.int16]

LABELS = 4
"""Labels that are remembered for each text whose results are: they are small, and what is posted again comes late."""
Given = TypeVar("Given")
Told = TypeVar("Told")
NEEDS: dict[str, tuple[str, ...]] = {
    "sentiment": (),
    "spam": (),
    "stance": ("targets",),
    "reply": ("parents",),
    "entailment": ("targets",),
    "keypoint": ("targets",),
}


class Models:
    """The models of one run, with a bounded memory of what they have read.

    Nothing heavy is imported or read before a method needs it. A text's result is the same bytes whatever
    texts stand beside it, in whatever order, with whatever `batch_size` and number of threads.
    """

    def __init__(
        self,
        settings: Settings,
        others: Mapping[str, Labeller] | None = None,
        kept: Path | None = None,
        *,
        remembered: int = REMEMBERED,
    ) -> None:
        """Keep the settings; load nothing. `others` label their tasks in the place of our model.

        `kept` is a file for what was read, which several processes may share. `remembered`: texts whose results stay
        in memory, the last ones.
        """
        self.settings, self.others = settings, dict(others or {})
        self._kept = keeping.Kept(kept) if kept else None
        self._answers: Memory[Reading, tuning.Answer] = Memory(remembered)
        self._vectors: Memory[str, Vectors] = Memory(remembered)
        self._labels: Memory[bytes, Label] = Memory(LABELS * remembered)
        self._lock = RLock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give a sentence vector of length one for each text: (texts, 384) float32.

        Raises `ModelNotFoundError` or `ModelMismatchError`. A text is cut at `settings.max_tokens` pieces.
        """
        import numpy as np

        wanted = [engine.usable(text, self._trunk.max_tokens) for text in texts]
        with self._lock:
            rows = self._vectors.of(wanted, lambda new: self._each(new, self._encoder.vector))
        return np.stack(rows) if rows else np.empty((0, self._encoder.width), np.float32)

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Meanings:
        """Give a vector for each text that says what it says in whatever language: (texts, 384) int16.

        Their products, over `projection.UNIT` squared, tell translations from other texts. `languages` are `el`,
        `zh` or `en`; Greeklish counts as `el` and is read in Greek letters. Raises `ModelError`.
        """
        import numpy as np

        shown = list(zip(self._readable(texts), languages, strict=True))
        if self._kept is None:
            rows = self._turned(shown)
        else:
            model = f"{self._projection.sha256} {self._trunk.max_tokens}"
            keys = [keeping.digest(model, *pair) for pair in shown]
            told = self._kept.of(keys, lambda new: [row.tobytes() for row in self._turned([shown[n] for n in new])])
            rows = [np.frombuffer(row, np.int16) for row in told]
        return np.stack(rows) if rows else np.empty((0, self._encoder.width), np.int16)

    def _turned(self, shown: Sequence[tuple[str, str]]) -> list[Meanings]:
        vectors = self.embed([text for text, _ in shown])
        turn = self._projection.meaning
        return [turn(vector, language) for vector, (_, language) in zip(vectors, shown, strict=True)]

    def predict(
        self,
        task: str,
        texts: Sequence[str],
        targets: Sequence[str] | None = None,
        parents: Sequence[str] | None = None,
    ) -> list[Label]:
        """Label each text; `targets` (thesis, hypothesis, key point) and `parents` are as many where a task has them.

        Stance and reply of the same text, target and parent come from one pass, as sentiment and spam do.
        Probabilities are calibrated and add up to one. Greeklish is read in Greek letters. Raises
        `ModelNotFoundError` for a task without a model, `UsageError` when something is missing or of another length.
        """
        _check(task, texts, targets, parents)
        if task in self.others:
            return self.others[task].labels(task, texts, targets, parents)
        empty = [""] * len(texts)
        columns = (self._readable(column) for column in (texts, targets or empty, parents or empty))
        readings = [Reading(*row) for row in zip(*columns, strict=True)]
        keys = [keeping.key_of(task, reading) for reading in readings]
        known = dict(zip(keys, readings, strict=True))

        def labelled(new: Sequence[bytes]) -> list[Label]:
            return [self._tuned.label(task, answer) for answer in self.answers([known[key] for key in new])]

        with self._lock:
            return self._labels.of(keys, labelled)

    def answers(self, readings: Sequence[Reading]) -> list[tuning.Answer]:
        """Give everything the multi-task network tells about each reading, as numbers before calibration."""
        with self._lock:
            return self._answers.of(readings, self._answered)

    def _answered(self, readings: Sequence[Reading]) -> list[tuning.Answer]:
        if self._kept is None:
            return self._each(readings, self._tuned.answer)
        model = f"{self._trunk.sha256} {self._tuned.model.sha256} {self._trunk.max_tokens}"
        keys = [keeping.key_of(model, reading) for reading in readings]

        def made(places: list[int]) -> list[bytes]:
            return [keeping.packed(told) for told in self._each([readings[n] for n in places], self._tuned.answer)]

        return [keeping.unpacked(told) for told in self._kept.of(keys, made)]

    def roles(self, texts: Sequence[str], wanted: Sequence[tuple[int, Offsets]]) -> list[Label]:
        """Tell whether passages are claims, premises or neither (`none`), by the tags of their pieces.

        `wanted` names text and place; what stands around a passage is read with it. A place without words, or
        behind the first 100,000 characters of its text, is `none`. Raises `ModelError`.
        """
        places: dict[int, list[Offsets]] = {}
        for number, place in wanted:
            places.setdefault(number, []).append(place)
        cut = {n: holding(passages(texts[n], self._trunk.layout), found) for n, found in places.items()}
        readings = [Reading(passage.words) for found in cut.values() for passage in found]
        told = iter(self.answers(readings))
        known = {number: tagged(found, [next(told) for _ in found]) for number, found in cut.items()}
        return [known[number].role(place) for number, place in wanted]

    @cached_property
    def _trunk(self) -> trunks.Trunk:
        return trunks.Trunk(store.find(trunks.FOLDER), self.settings.max_tokens)

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self._trunk)

    @cached_property
    def _projection(self) -> projections.Projection:
        return projections.Projection(store.find(projections.FOLDER), self._encoder.sha256)

    @cached_property
    def _tuned(self) -> tuning.Tuned:
        return tuning.Tuned(store.find(tuning.FOLDER), self._trunk)

    def _readable(self, texts: Sequence[str]) -> list[str]:
        return [readable(engine.usable(text, self._trunk.max_tokens)) for text in texts]

    def _each(self, items: Sequence[Given], work: Callable[[Given], Told]) -> list[Told]:
        threads = engine.threads_wanted(self.settings.threads)
        return engine.each(items, work, threads, max(1, self.settings.batch_size))


def _check(task: str, texts: Sequence[str], targets: Sequence[str] | None, parents: Sequence[str] | None) -> None:
    given = {"targets": targets, "parents": parents}
    for name, column in given.items():
        if column is not None and len(column) != len(texts):
            raise UsageError(f"task '{task}': {len(texts)} texts, but {len(column)} {name}")
    if task not in NEEDS:
        raise UsageError(f"no model labels whole texts for task '{task}'; there are: {', '.join(NEEDS)}")
    for name in NEEDS[task]:
        if given[name] is None:
            raise UsageError(f"task '{task}' needs {name}: one for every text")

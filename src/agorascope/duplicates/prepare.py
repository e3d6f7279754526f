"""Normal forms and keys for many texts at once, on several processors where that pays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from agorascope.duplicates import sketch
from agorascope.duplicates.normalise import normal_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agorascope.duplicates.windows import Hashes

_WORTH_WORKERS = 50_000  # texts; fewer are done before a second process has started
_PART = 10_000

Given = TypeVar("Given")
Told = TypeVar("Told")


def normal_forms(texts: Sequence[str], processes: int) -> list[str]:
    """Give the normal form of each text; `processes` 0 takes as many as there are processors."""
    return [form for part in _spread(_forms, texts, processes) for form in part]


def keys(forms: Sequence[str], salts: Sequence[int], processes: int) -> Hashes:
    """Give the band keys of each form (see `sketch.keys`): (forms, 42) uint64."""
    import numpy as np

    told = _spread(_keys, list(zip(forms, salts, strict=True)), processes)
    return np.concatenate(told) if told else np.empty((0, sketch.BANDS), np.uint64)


def _forms(texts: Sequence[str]) -> list[str]:
    return [normal_form(text) for text in texts]


def _keys(pairs: Sequence[tuple[str, int]]) -> Hashes:
    return sketch.keys([form for form, _ in pairs], [salt for _, salt in pairs])


def _spread(work: Callable[[Sequence[Given]], Told], items: Sequence[Given], processes: int) -> list[Told]:
    """Do the work part by part, in order. The parts are of one size, whatever the number of processes."""
    parts = [items[at : at + _PART] for at in range(0, len(items), _PART)]
    wanted = processes or os.cpu_count() or 1
    if len(items) < _WORTH_WORKERS or wanted == 1:
        return [work(part) for part in parts]
    from joblib import Parallel, delayed

    told: list[Told] = Parallel(n_jobs=wanted)(delayed(work)(part) for part in parts)
    return told

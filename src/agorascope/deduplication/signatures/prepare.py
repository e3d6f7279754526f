"""Many texts made ready for comparison at once, on several processors where that pays."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.forms.form import SHORT, Form
from agorascope.deduplication.signatures import sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.deduplication.signatures.windows import Hashes

_WORTH_WORKERS = 50_000  # texts; fewer are done before a second process has started
_PART = 10_000


View = tuple[str, str, int]
"""A text's normal form, its near form, its weight."""


class Ready(Struct, frozen=True):
    """Texts in their order: how each is seen, and for each that is long enough the row of its keys (-1 for others)."""

    views: list[View]
    rows: list[int]
    keys: Hashes


def ready(texts: Sequence[str], processes: int, *, sketched: bool = True) -> Ready:
    """Read texts; `processes` 0 takes as many as there are processors. Without `sketched` there are no keys.

    The work is cut into parts of one size, whatever the number of processes; no text depends on another.
    """
    import numpy as np

    parts = [texts[at : at + _PART] for at in range(0, len(texts), _PART)]
    told = _each(parts, sketched=sketched, processes=processes)
    views = list(chain.from_iterable(found.views for found in told))
    rows, row = [], 0
    for _, _, weight in views:
        long = sketched and weight >= SHORT
        rows.append(row if long else -1)
        row += long
    keys = [found.keys for found in told]
    return Ready(views, rows, np.concatenate(keys) if keys else np.empty((0, sketch.BANDS), np.uint64))


class _Part(Struct, frozen=True):
    """What one process tells of its texts: normal form, near form and weight of each, keys of the long ones."""

    views: list[View]
    keys: Hashes


def _each(parts: Sequence[Sequence[str]], *, sketched: bool, processes: int) -> list[_Part]:
    wanted = processes or os.cpu_count() or 1
    if len(parts) * _PART <= _WORTH_WORKERS or wanted == 1:
        return [_read(part, sketched=sketched) for part in parts]
    from joblib import Parallel, delayed

    told: list[_Part] = Parallel(n_jobs=wanted)(delayed(_read)(part, sketched=sketched) for part in parts)
    return told


def _read(texts: Sequence[str], *, sketched: bool) -> _Part:
    forms = [Form(text) for text in texts]
    long = [form.near for form in forms if sketched and not form.is_short]
    places = {near: place for place, near in enumerate(dict.fromkeys(long))}
    keys = sketch.keys(list(places))[[places[near] for near in long]]
    return _Part([(form.exact, form.near, form.weight) for form in forms], keys)

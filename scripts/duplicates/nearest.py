"""Nearest neighbours across languages: our exact products beside HNSW of usearch, by time and by what is found.

Of equally near texts any one counts as found. Exact products depend on no order and on no processors; HNSW does.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from agorascope.deduplication.translations import neighbours
from agorascope.deduplication.translations.languages import base
from agorascope.inference import Models
from agorascope.inference.projection import UNIT
from agorascope.settings import Settings
from scripts.duplicates.sketches import DIGITS
from scripts.jsonl import objects

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from agorascope.inference.projection import Meaning

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int64]

LARGE = 200_000
_REAL, _MADE = 4000, 50_000
_COUNT, _SEED = 8, 1
_NOISE = 0.5  # length of what is added to a real vector of length one
_EXPANSIONS = {"usearch": None, "usearch_512": 512}  # candidates held, when adding and when searching


def measured(data: Path, *, large: bool) -> dict[str, object]:
    """Measure on vectors of `duplicates/dev.jsonl`, and on more that are made around them."""
    rows = list(islice(objects(data / "duplicates" / "dev.jsonl"), _REAL))
    languages = [base(row["lang"]) for row in rows]
    started = perf_counter()
    vectors = Models(Settings()).meanings([row["text"] for row in rows], languages)
    told: dict[str, object] = {"embedding_seconds": round(perf_counter() - started, 2), "noise": _NOISE}
    told[f"real_{len(rows)}"] = _compared(vectors, np.array(languages))
    for size in (_MADE, LARGE) if large else (_MADE,):
        places = np.random.default_rng(_SEED).integers(len(rows), size=size)
        print(f"{size} made vectors", file=sys.stderr, flush=True)
        told[f"made_{size}"] = _compared(_around(vectors[places]), np.array(languages)[places])
    return told


def _around(vectors: Meaning) -> Meaning:
    """Move each vector into a direction of its own, and back to its length."""
    noise = np.random.default_rng(_SEED).standard_normal(vectors.shape, np.float32)
    moved = vectors + noise * (_NOISE * UNIT / np.linalg.norm(noise, axis=1, keepdims=True))
    found: Meaning = np.rint(moved * (UNIT / np.linalg.norm(moved, axis=1, keepdims=True))).astype(np.int16)
    return found


def _compared(vectors: Meaning, spoken: NDArray[np.str_]) -> dict[str, object]:
    started = perf_counter()
    near = neighbours.nearest(vectors, spoken.tolist(), _COUNT, UNIT)
    spent = perf_counter() - started
    least = {
        other: np.array([row[other].cosines[-1] for row in near if other in row], np.float32)
        for other in sorted(set(spoken.tolist()))
    }
    told: dict[str, object] = {"exact": {"seconds": round(spent, 2)}}
    for name, expansion in _EXPANSIONS.items():
        told[name] = _usearch(vectors, spoken, least, expansion)
        print(json.dumps(told), file=sys.stderr, flush=True)  # of 200,000 the next takes long
    return told


def _usearch(
    vectors: Meaning, spoken: NDArray[np.str_], least: dict[str, Floats], expansion: int | None
) -> dict[str, object]:
    """Measure one setting with all processors, then how much stays the same in a second run and in another order."""
    order = np.arange(len(vectors))
    started = perf_counter()
    first = _found(vectors, spoken, order, expansion)
    spent = perf_counter() - started
    one = _cosines(vectors, spoken, first)
    orders = {"again": order, "in_another_order": np.random.default_rng(_SEED).permutation(order)}
    others = {name: _cosines(vectors, spoken, _found(vectors, spoken, o, expansion)) for name, o in orders.items()}
    hits = np.concatenate([one[other] >= least[other][:, None] for other in least])
    return {
        "seconds": round(spent, 2),
        f"recall_at_{_COUNT}": round(float(hits.mean()), DIGITS),
        **{f"same_{name}": _same(one, two) for name, two in others.items()},
    }


def _same(one: dict[str, Floats], two: dict[str, Floats]) -> float:
    """Give the share of rows that have equally near neighbours in both."""
    return round(float(np.concatenate([(one[key] == two[key]).all(axis=1) for key in one]).mean()), DIGITS)


def _found(vectors: Meaning, spoken: NDArray[np.str_], order: Rows, expansion: int | None) -> dict[str, Rows]:
    """Give, by language, the neighbours in it of every row of another language."""
    from usearch.index import Index  # loaded before onnxruntime, it makes that crash

    floats, found = vectors.astype(np.float32), {}
    for other in sorted(set(spoken.tolist())):
        index = Index(ndim=vectors.shape[1], metric="cos", expansion_add=expansion, expansion_search=expansion)
        keys = order[spoken[order] == other]
        index.add(keys, floats[keys])
        found[other] = index.search(floats[spoken != other], _COUNT).keys.astype(np.int64)
    return found


def _cosines(vectors: Meaning, spoken: NDArray[np.str_], found: dict[str, Rows]) -> dict[str, Floats]:
    """Give the exact nearness of what was found, the nearest first."""
    floats, exact = vectors.astype(np.float32), {}
    for other, rows in found.items():
        asked = floats[spoken != other]
        columns = [np.einsum("ij,ij->i", asked, floats[column]) / np.float32(UNIT**2) for column in rows.T]
        exact[other] = -np.sort(-np.stack(columns, axis=1), axis=1)
    return exact

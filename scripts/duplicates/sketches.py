"""Signatures of the same windows by rensa, as `signatures.sketch` makes them, and by datasketch: time and error."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from datasketch import MinHash
from rensa import RMinHash

from agorascope.deduplication.signatures import windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from agorascope.deduplication.signatures.windows import Hashes

    Pairs = list[tuple[str, str]]
    Sketch = Callable[[Hashes, Hashes], NDArray[Any]]

Result = TypeVar("Result")

DIGITS = 4
_VALUES, _SEED, _TIMES = 128, 1, 3
_HALF = np.uint64(0xFFFFFFFF)


def best(work: Callable[[], Result], texts: int) -> tuple[float, Result]:
    """Give the microseconds a text of the fastest of three runs, and what the work gives."""
    least = float("inf")
    for _ in range(_TIMES):
        started = perf_counter()
        found = work()
        least = min(least, perf_counter() - started)
    return round(least / texts * 1e6, 2), found


def measured(forms: Sequence[str], pairs: Pairs) -> dict[str, object]:
    """Measure signatures of 128 values; the windows that both are given are timed apart."""
    spent, hashed = best(partial(windows.hashed, forms), len(forms))
    times = {name: best(partial(sketch, *hashed), len(forms))[0] for name, sketch in _SKETCHES.items()}
    told = windows.hashed([form for pair in pairs for form in pair])
    exact = _jaccard(*told)
    return {
        "texts": len(forms),
        "microseconds_a_text": {"windows": spent, **times},
        "times_of_rensa": {name: round(time / times["rensa"], 1) for name, time in times.items()},
        "pairs": len(pairs),
        "mean_jaccard": round(float(exact.mean()), DIGITS),
        "mean_absolute_error": {name: _error(sketch(*told), exact) for name, sketch in _SKETCHES.items()},
    }


def _rensa(hashes: Hashes, offsets: Hashes) -> NDArray[Any]:
    sketched = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, _VALUES, _SEED)
    return np.array(sketched.to_rows(), np.uint64)


def _datasketch(hashes: Hashes, offsets: Hashes) -> NDArray[Any]:
    """Sketch as datasketch does by itself: it hashes every window, here the eight bytes of its number, by SHA1."""
    tokens = ([number.tobytes() for number in part] for part in _parts(hashes, offsets))
    return np.array([sketch.hashvalues for sketch in MinHash.generator(tokens, num_perm=_VALUES)])


def _datasketch_hashed(hashes: Hashes, offsets: Hashes) -> NDArray[Any]:
    """Sketch without SHA1: the lower half of each number, which is spread already, is the hash."""
    tokens = (part.tolist() for part in _parts(hashes & _HALF, offsets))
    return np.array([sketch.hashvalues for sketch in MinHash.generator(tokens, num_perm=_VALUES, hashfunc=int)])


def _parts(hashes: Hashes, offsets: Hashes) -> Iterator[Hashes]:
    return (hashes[start:end] for start, end in pairwise(offsets.tolist()))


def _jaccard(hashes: Hashes, offsets: Hashes) -> NDArray[np.float64]:
    """Give the exact figure of each pair: of rows 0 and 1, 2 and 3, and so on."""
    sets = [set(part.tolist()) for part in _parts(hashes, offsets)]
    return np.array([len(one & two) / len(one | two) for one, two in zip(sets[::2], sets[1::2], strict=True)])


def _error(values: NDArray[Any], exact: NDArray[np.float64]) -> float:
    estimated = (values[::2] == values[1::2]).mean(axis=1)
    return round(float(np.abs(estimated - exact).mean()), DIGITS)


_SKETCHES: dict[str, Sketch] = {
    "rensa": _rensa,
    "datasketch": _datasketch,
    "datasketch_hashed": _datasketch_hashed,
}

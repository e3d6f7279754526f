"""Signatures of normal forms: texts that share much of their wording share some of their keys.

MinHash (Broder 1997) over character windows by rensa's Fast Similarity Sketching (Dahlgaard et al. 2017,
arXiv:1704.04370), cut into bands (Leskovec et al., Mining of Massive Datasets, chapter 3). With 42 bands of three
values two texts that share half of their windows meet with a probability of .996, a tenth of them with .04.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication.signatures import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.deduplication.signatures.windows import Hashes

VERSION = "1"
"""Of everything that a stored key depends on; a new value makes older indexes unreadable, on purpose."""

VALUES, ROWS = 128, 3
BANDS = VALUES // ROWS
_SEED = 1
_LONGEST = 200_000  # of a longer text the beginning is sketched; what is found so is compared whole
_CHUNK = 400_000
_FACTOR = 0x9E3779B97F4A7C15


def keys(forms: Sequence[str]) -> Hashes:
    """Give the band keys of each normal form: (forms, 42) uint64. They depend on nothing but the form."""
    import numpy as np

    cut = [form[:_LONGEST] for form in forms]
    told = [_values(cut[start:end]) for start, end in _chunks(cut)]
    return _bands(np.concatenate(told)) if told else np.empty((0, BANDS), np.uint64)


def salted(found: Hashes, salts: Sequence[int]) -> Hashes:
    """Make the keys of texts with different salts differ, one salt a row."""
    import numpy as np

    if not any(salts):
        return found
    return windows.mixed(found ^ windows.mixed(np.array(salts, np.uint64))[:, None])


def _chunks(forms: Sequence[str]) -> list[tuple[int, int]]:
    cuts, size = [0], 0
    for number, form in enumerate(forms):
        size += len(form)
        if size >= _CHUNK:
            cuts.append(number + 1)
            size = 0
    ends = [*cuts[1:], len(forms)]
    return [(start, end) for start, end in zip(cuts, ends, strict=True) if start < end]


def _values(forms: Sequence[str]) -> Hashes:
    import numpy as np
    from rensa import RMinHash

    hashes, offsets = windows.hashed(forms)
    sketched = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, VALUES, _SEED)
    return np.array(sketched.to_rows(), np.uint64).reshape(len(forms), VALUES)


def _bands(values: Hashes) -> Hashes:
    import numpy as np

    out = np.empty((len(values), BANDS), np.uint64)
    for band in range(BANDS):
        key = np.full(len(values), band + 1, np.uint64)
        for row in range(ROWS):
            key = windows.mixed((key ^ values[:, band * ROWS + row]) * np.uint64(_FACTOR))
        out[:, band] = key
    return out


def algorithm() -> str:
    """Name the version of rensa's algorithm, whose values differ from those of another one."""
    from rensa import RMinHash

    return str(RMinHash.ALGORITHM_VERSION)

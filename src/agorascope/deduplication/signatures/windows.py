"""Character windows of normal forms as numbers: what signatures are made of, and what huge texts are compared by.

A window is seven characters long, three where a Chinese, Japanese or Korean character stands at its beginning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

LENGTH, HAN_LENGTH = 7, 3
_PIECE = 400_000  # characters hashed at once: as much as stays in a processor's cache
_HAN_BLOCKS = ((0x3040, 0x3100), (0x3400, 0xA000), (0xAC00, 0xD7B0), (0xF900, 0xFB00), (0x20000, 0x323B0))
_FACTOR = 0x9E3779B97F4A7C15
_MIXER = 0xD6E8FEB86659FD93


def hashed(forms: Sequence[str]) -> tuple[Hashes, Hashes]:
    """Hash every window of every form: the hashes one after the other, and where each form's begin (and the end)."""
    import numpy as np

    joined = "\n".join(forms) + "\n" * LENGTH
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, forms), np.int64, len(forms)) + 1
    size = len(codes) - LENGTH + 1
    hashes, reach = _rolled(codes, size)
    ends = np.repeat(np.cumsum(lengths) - 1, lengths)[:size]
    inside = np.flatnonzero(np.arange(len(ends)) + reach[: len(ends)] <= ends)
    counted = np.concatenate([[0], np.cumsum(lengths)])
    return hashes[inside], np.searchsorted(inside, counted).astype(np.uint64)


def overlap(short: str, long: str) -> tuple[float, float]:
    """Give how much two forms share of their distinct windows: the Dice coefficient, and the share of the shorter's.

    Linear in the lengths, where an edit distance is quadratic.
    """
    import numpy as np

    first, second = _distinct(short), _distinct(long)
    common = len(np.intersect1d(first, second, assume_unique=True))
    return 2 * common / max(1, len(first) + len(second)), common / max(1, len(first))


def _distinct(form: str) -> Hashes:
    import numpy as np

    step = _PIECE - LENGTH + 1
    pieces = [np.unique(hashed([form[at : at + _PIECE]])[0]) for at in range(0, len(form), step)]
    return np.unique(np.concatenate(pieces))


def _rolled(codes: NDArray[np.uint32], size: int) -> tuple[Hashes, NDArray[np.int64]]:
    """Hash the window that begins at each place, and give its length."""
    import numpy as np

    wide = codes.astype(np.uint64)
    han = _is_han(codes)
    chinese = han[:size].copy()
    brief = total = np.zeros(size, np.uint64)
    for step in range(LENGTH):
        total = total * np.uint64(_FACTOR) + wide[step : step + size]
        if step < HAN_LENGTH:
            chinese |= han[step : step + size]
            brief = total
    return mixed(np.where(chinese, brief, total)), np.where(chinese, HAN_LENGTH, LENGTH)


def _is_han(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    import numpy as np

    found = np.zeros(len(codes), np.bool_)
    for first, end in _HAN_BLOCKS:
        found |= (codes >= first) & (codes < end)
    return found


def mixed(numbers: Hashes) -> Hashes:
    """Spread every bit of each number over all of its bits, one to one."""
    import numpy as np

    half = np.uint64(32)
    numbers = (numbers ^ (numbers >> half)) * np.uint64(_MIXER)
    spread: Hashes = numbers ^ (numbers >> half)
    return spread

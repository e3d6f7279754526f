"""What re-posts are commonly found with: MinHash by rensa or datasketch, every candidate verified by rapidfuzz.

Both get what helps them: equal texts are put together first, the windows follow the script, and whatever a text is
similar to becomes one cluster with it. (The first member alone deciding, as in our own, gave them half of the recall.)
A cluster shows eight members to later texts, so that a wave of copies costs no square.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VALUES, BANDS = 126, 42
"""Chosen by the pairwise F1 of rensa: 32 bands of 128 values found less, 64 took five times as long for little more."""
WIDE = 64
ALIKE = 0.75
SHOWN = 8
_THRESHOLD = 0.6
_LENGTH, _HAN_LENGTH = 5, 3
_SEED = 42
_PART = 20_000  # texts; what their windows take is given back before the next part
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def plain(text: str) -> str:
    """Give a text without differences of case, width and white space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def windows(text: str) -> list[str]:
    """Give the windows of five characters, of three where the text has Chinese ones; a shorter text is one."""
    size = _HAN_LENGTH if _HAN.search(text) else _LENGTH
    return [text[at : at + size] for at in range(max(1, len(text) - size + 1))]


def rensa(texts: Sequence[str], bands: int = BANDS) -> list[int]:
    """Cluster by rensa: for each text the number of its cluster."""
    module = import_module("rensa")
    values = bands * VALUES // BANDS
    index = module.RMinHashLSH(_THRESHOLD, values, bands)

    def sketched(part: Sequence[str]) -> list[Any]:
        found: list[Any] = module.RMinHash.from_token_sets(map(windows, part), values, _SEED)
        return found

    return _clustered(texts, sketched, index.query, index.insert)


def rensa_wide(texts: Sequence[str]) -> list[int]:
    """Cluster by rensa with as many bands as bring its recall near to ours."""
    return rensa(texts, WIDE)


def datasketch(texts: Sequence[str]) -> list[int]:
    """Cluster by datasketch: for each text the number of its cluster."""
    module = import_module("datasketch")
    index = module.MinHashLSH(num_perm=VALUES, params=(BANDS, VALUES // BANDS))

    def sketched(part: Sequence[str]) -> list[Any]:
        tokens = ({window.encode("utf-8", "surrogatepass") for window in windows(text)} for text in part)
        return list(module.MinHash.generator(tokens, num_perm=VALUES))

    def insert(key: int, sketch: object) -> None:
        index.insert(key, sketch, check_duplication=False)

    return _clustered(texts, sketched, index.query, insert)


def _clustered(
    texts: Sequence[str],
    sketched: Callable[[Sequence[str]], list[Any]],
    query: Callable[[Any], list[int]],
    insert: Callable[[int, Any], object],
) -> list[int]:
    numbers: dict[str, int] = {}
    mine = [numbers.setdefault(plain(text), len(numbers)) for text in texts]
    distinct = list(numbers)
    clusters = _Clusters(len(distinct))
    for start in range(0, len(distinct), _PART):
        part = distinct[start : start + _PART]
        for number, (text, sketch) in enumerate(zip(part, sketched(part), strict=True), start):
            for other in _similar(text, query(sketch), distinct):
                clusters.join(number, other)
            if clusters.shows(number):
                insert(number, sketch)
    return [clusters.of(number) for number in mine]


def _similar(text: str, met: list[int], distinct: Sequence[str]) -> list[int]:
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    if not met:
        return []
    others = [distinct[number] for number in met]
    found = process.extract_iter(text, others, scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
    return [met[place] for _, _, place in found]


class _Clusters:
    """Union-find: a text's cluster has the number of its first member."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))
        self._shown: Counter[int] = Counter()

    def of(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, number: int, other: int) -> None:
        first, second = sorted((self.of(number), self.of(other)))
        self._parents[second] = first

    def shows(self, number: int) -> bool:
        """Tell whether later texts shall meet this one: one of the first eight members of its cluster."""
        first = self.of(number)
        self._shown[first] += 1
        return self._shown[first] <= SHOWN

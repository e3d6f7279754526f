"""Features of many texts, kept on disk between runs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import numpy as np

from agorascope.inference.heads import pair_features

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from agorascope.inference import Models
    from scripts.heads.rows import Row

    Floats = NDArray[np.float32]

PART = 2000
BATCH = 8192


class Features:
    """Features by text; the cache holds float16, one pair of files for every two thousand texts."""

    def __init__(self, models: Models, cache: Path | None) -> None:
        """Read what the folder `cache` already holds; it belongs to one encoder."""
        self.models, self.cache = models, cache
        self.known: dict[str, Floats] = {}
        if cache:
            cache.mkdir(parents=True, exist_ok=True)
            for path in sorted(cache.glob("*.json")):
                rows = np.load(path.with_suffix(".npy"))
                self.known.update(zip(json.loads(path.read_text(encoding="utf-8")), rows, strict=True))

    def prepare(self, texts: Iterable[str]) -> None:
        """Encode the texts that are not known yet, and keep them."""
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        for at in range(0, len(new), PART):
            part = new[at : at + PART]
            rows = self.models.features(part).astype(np.float16)
            self.known.update(zip(part, rows, strict=True))
            if self.cache:
                path = self.cache / f"{len(self.known):07}"
                np.save(path.with_suffix(".npy"), rows)
                path.with_suffix(".json").write_text(json.dumps(part), encoding="utf-8")
            print(f"encoded {at + len(part)} of {len(new)} texts", file=sys.stderr, flush=True)

    def of(self, rows: Sequence[Row], parts: tuple[str, ...]) -> Floats:
        """Features of the rows as a head sees them: (rows, width) float32."""
        blocks = [self._block(rows[at : at + BATCH], parts) for at in range(0, len(rows), BATCH)]
        return np.concatenate(blocks)

    def _block(self, rows: Sequence[Row], parts: tuple[str, ...]) -> Floats:
        texts = np.stack([self.known[row.text] for row in rows])
        others = None if parts == ("text",) else np.stack([self.known[row.other] for row in rows])
        return pair_features(texts, others, parts).astype(np.float32)

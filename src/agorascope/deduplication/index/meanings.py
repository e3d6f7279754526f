"""What texts say, read once and remembered in the index."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from agorascope.deduplication.index.file import transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agorascope.deduplication.translations.pairs import Reads
    from agorascope.inference.projection import Meaning

OF = "meanings"
"""The setting that says which model told the meanings that are remembered."""


class Remembered:
    """Reads what texts say once, and remembers it in the index."""

    def __init__(self, connection: sqlite3.Connection, models: Reads, model: str) -> None:
        """Ask `models` for what the index does not hold; `model` is the hash of the one that tells."""
        self._connection, self._models, self._model = connection, models, model

    def forget_others(self) -> None:
        """Forget what another model told."""
        row = self._connection.execute("SELECT value FROM setting WHERE name = ?", (OF,)).fetchone()
        if row != (self._model,):
            with transaction(self._connection):
                self._connection.execute("DELETE FROM meaning WHERE model <> ?", (self._model,))
                self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (OF, self._model))

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Meaning:
        """See `Models.meanings`; nothing is locked while the model reads."""
        import numpy as np

        asked = list(zip(texts, languages, strict=True))
        known = {pair: self._stored(*pair) for pair in dict.fromkeys(asked)}
        new = [pair for pair, vector in known.items() if vector is None]
        told = self._models.meanings([text for text, _ in new], [language for _, language in new])
        known.update({pair: vector.tobytes() for pair, vector in zip(new, told, strict=True)})
        if new:
            with transaction(self._connection):
                rows = [(_digest(*pair), known[pair], self._model) for pair in new]
                self._connection.executemany("INSERT OR REPLACE INTO meaning VALUES (?, ?, ?)", rows)
        vectors = [np.frombuffer(known[pair] or b"", np.int16) for pair in asked]
        return np.stack(vectors) if vectors else told

    def _stored(self, text: str, language: str) -> bytes | None:
        query = "SELECT vector FROM meaning WHERE digest = ? AND model = ?"
        row = self._connection.execute(query, (_digest(text, language), self._model)).fetchone()
        return bytes(row[0]) if row else None


def _digest(text: str, language: str) -> bytes:
    return blake2b(f"{language} {text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

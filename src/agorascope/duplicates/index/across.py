"""Translations within an index: the same stage as in one run, over vectors that are remembered."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from agorascope.duplicates import across, leaders
from agorascope.duplicates.index.shelf import Shelf
from agorascope.inference import store
from agorascope.inference.projection import FOLDER, TASK

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agorascope.duplicates.index.shelf import Entry
    from agorascope.duplicates.leaders import Followed
    from agorascope.duplicates.similarity import Form
    from agorascope.duplicates.translation import Reads
    from agorascope.duplicates.watching import Watch
    from agorascope.inference.projection import Meaning
    from agorascope.records import DuplicateKind
    from agorascope.settings import Settings


DONE = "translations"
"""The setting that says with which model and threshold the translations of all posts were found."""


class Stage:
    """One pass over all leaders; what it finds stands in the table `across`, over what is near."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings, models: Reads, watch: Watch) -> None:
        """Work within the transaction of the caller."""
        self._connection, self._settings, self._watch = connection, settings, watch
        self._shelf = Shelf(connection)
        self._models = Remembered(connection, models, store.named(FOLDER, TASK).sha256)

    def run(self) -> None:
        """Find the translations anew, scope by scope, unless they are known."""
        model = store.named(FOLDER, TASK).sha256
        done = f"{model} {self._settings.translation_threshold:g}"
        row = self._connection.execute("SELECT value FROM setting WHERE name = ?", (DONE,)).fetchone()
        if row == (done,):
            return
        self._connection.execute("DELETE FROM across")
        self._connection.execute("DELETE FROM meaning WHERE model <> ?", (model,))
        self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (DONE, done))
        scopes = self._connection.execute("SELECT DISTINCT scope FROM text").fetchall()
        for (scope,) in sorted(scopes):
            self._within(scope)

    def _within(self, scope: str) -> None:
        rows = self._connection.execute(
            "SELECT number, leader, similarity FROM text WHERE scope = ? AND weight >= ?", (scope, across.LEAST)
        ).fetchall()
        entries = sorted((self._shelf.entry(number) for number, _, _ in rows), key=lambda entry: entry.rank)
        place = {entry.number: n for n, entry in enumerate(entries)}
        forms = [self._shelf.form(entry.number) for entry in entries]
        followed = {
            place[entry.number]: leaders.Followed(place[entry.leader], entry.similarity or 0.0)
            for entry in entries
            if entry.leader is not None
        }
        leading = [n for n in range(len(entries)) if n not in followed]
        least = self._settings.translation_threshold
        found, left = across.follow(forms, followed, leading, least, self._models, self._watch)
        self._write(entries, found, "translation")
        anew = self._anew(entries, forms, left)
        self._write(entries, anew, "near")
        # A follower that could not go along and found nobody leads now: number 0 is nobody.
        free = [(entries[n].number, "near", 0, 0.0) for n in left if n not in anew]
        self._connection.executemany("INSERT INTO across VALUES (?, ?, ?, ?)", free)

    def _anew(self, entries: Sequence[Entry], forms: Sequence[Form], left: Sequence[int]) -> dict[int, Followed]:
        import numpy as np

        if not left:
            return {}
        keys = np.array([entries[n].keys for n in left], np.int64).astype(np.uint64)
        return leaders.near(forms, left, keys, self._settings.near_threshold)

    def _write(self, entries: Sequence[Entry], found: dict[int, Followed], kind: DuplicateKind) -> None:
        rows = [(entries[n].number, kind, entries[home.leader].number, home.similarity) for n, home in found.items()]
        self._connection.executemany("INSERT OR REPLACE INTO across VALUES (?, ?, ?, ?)", rows)


class Remembered:
    """Reads what texts say once, and remembers it in the index."""

    def __init__(self, connection: sqlite3.Connection, models: Reads, model: str) -> None:
        """Ask `models` for what the index does not hold; `model` is the hash of the one that tells."""
        self._connection, self._models, self._model = connection, models, model

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Meaning:
        """See `Models.meanings`."""
        import numpy as np

        asked = list(zip(texts, languages, strict=True))
        known = {pair: self._stored(*pair) for pair in dict.fromkeys(asked)}
        new = [pair for pair, vector in known.items() if vector is None]
        told = self._models.meanings([text for text, _ in new], [language for _, language in new])
        for pair, vector in zip(new, told, strict=True):
            known[pair] = vector.tobytes()
            row = (_digest(*pair), vector.tobytes(), self._model)
            self._connection.execute("INSERT OR REPLACE INTO meaning VALUES (?, ?, ?)", row)
        rows = [np.frombuffer(known[pair] or b"", np.int16) for pair in asked]
        return np.stack(rows) if rows else told

    def _stored(self, text: str, language: str) -> bytes | None:
        query = "SELECT vector FROM meaning WHERE digest = ?"
        row = self._connection.execute(query, (_digest(text, language),)).fetchone()
        return bytes(row[0]) if row else None


def _digest(text: str, language: str) -> bytes:
    return blake2b(f"{language} {text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

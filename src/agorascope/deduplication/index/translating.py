"""Translations within an index: the same stage as in one run, over vectors that are remembered.

With a window only the newest leading texts are compared; what was found of others earlier stays as far as it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from agorascope.deduplication.comparing import leaders
from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.index import translations
from agorascope.deduplication.index.file import one_state, transaction
from agorascope.deduplication.index.meanings import Remembered
from agorascope.deduplication.index.shelf import unpacked
from agorascope.deduplication.index.translations import Near, Row, Rows
from agorascope.deduplication.translations import following
from agorascope.inference import store
from agorascope.inference.projection import FOLDER, TASK

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from agorascope.deduplication.translations.pairs import Reads
    from agorascope.deduplication.watching import Watch
    from agorascope.settings import Settings

DONE = "translations"
"""The setting that says with which model, threshold and window the translations were found, and among which posts."""


class Said(NamedTuple):
    """A text that leads, as far as translations are concerned: its number, its words, its weight."""

    number: int
    text: str
    weight: int


class Start(Struct, frozen=True):
    """What a pass begins with: what `DONE` says after it, texts to compare by scope, rows found earlier that stay."""

    done: str
    scopes: list[list[Said]]
    rows: Rows


class Stage:
    """One pass over leading texts; what it finds stands in the table `across`, over what is near.

    Only the end of it is a transaction that writes: others may add posts while texts are read and compared.
    """

    def __init__(
        self, connection: sqlite3.Connection, settings: Settings, models: Reads, watch: Watch, most: int | None
    ) -> None:
        """Look among the `most` newest leading texts, or among all."""
        self._connection, self._settings, self._watch, self._most = connection, settings, watch, most
        self._near = Near(connection)
        self._model = store.named(FOLDER, TASK).sha256
        self._models = Remembered(connection, models, self._model)

    def run(self) -> None:
        """Find the translations anew, scope by scope, unless they are known."""
        with one_state(self._connection):
            start = self._start()
        if start is None:
            return
        self._models.forget_others()
        found: Rows = {}
        for texts in start.scopes:
            found.update(self._within(texts))
        with transaction(self._connection):
            rows = translations.holding(start.rows | found, self._near, found)
            translations.write(self._connection, translations.apart(rows, self._near)[0])
            self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (DONE, start.done))

    def _start(self) -> Start | None:
        [posts] = self._connection.execute("SELECT max(number) FROM post").fetchone()
        window = "all" if self._most is None else self._most
        done = f"{self._model} {self._settings.translation_threshold:g} {window} {posts or 0}"
        row = self._connection.execute("SELECT value FROM setting WHERE name = ?", (DONE,)).fetchone()
        if row == (done,):
            return None
        numbers = self._newest()
        rows: Rows = {}
        if self._most is not None:
            rows, more = self._staying(set(numbers))
            numbers = sorted({*numbers, *more} - set(rows))
        scopes: dict[str, list[tuple[bytes, Said]]] = {}
        for number in numbers:
            scope, rank, text, weight = self._connection.execute(
                "SELECT t.scope, t.rank, p.written, t.weight FROM text t JOIN post p ON p.number = t.post"
                " WHERE t.number = ?",
                (number,),
            ).fetchone()
            scopes.setdefault(scope, []).append((rank, Said(number, text, weight)))
        ordered = (sorted(scopes[scope], key=lambda pair: (pair[0], pair[1].text)) for scope in sorted(scopes))
        return Start(done, [[said for _, said in texts] for texts in ordered], rows)

    def _newest(self) -> list[int]:
        query = "SELECT number FROM text WHERE leader IS NULL AND weight >= ? ORDER BY number DESC LIMIT ?"
        most = -1 if self._most is None else self._most
        return [number for (number,) in self._connection.execute(query, (following.LEAST, most))]

    def _staying(self, window: set[int]) -> tuple[Rows, list[int]]:
        """Give the rows that reach out of the window and stay, and texts outside of it that have to be compared.

        Those are a text that has got a follower since, of which nothing is known, and the one that it follows.
        """
        holding = translations.holding(translations.read(self._connection), self._near)
        whole, lacking = translations.apart(holding, self._near)
        outside = [
            text for text, row in translations.heads(whole, self._near).items() if not {text, row.leader} <= window
        ]
        return translations.under(whole, self._near, outside), [
            n for text in lacking for n in (text, holding[text].leader)
        ]

    def _within(self, texts: Sequence[Said]) -> Rows:
        """Compare the leading texts of one scope, in their order."""
        least = self._settings.translation_threshold
        told = following.moved(texts, least, self._models, self._watch)
        found: Rows = {}
        left: list[int] = []
        for place, home in told.homes.items():
            leader = texts[home.leader].number
            found[texts[place].number] = Row("translation", leader, home.similarity)
            for number in self._near.followers(texts[place].number):
                sure = told.along(self._said(number), place, self._models)
                if sure >= least:
                    found[number] = Row("translation", leader, sure)
                else:
                    left.append(number)
        return found | self._anew(left)

    def _said(self, number: int) -> Said:
        query = "SELECT t.number, p.written, t.weight FROM text t JOIN post p ON p.number = t.post WHERE t.number = ?"
        return Said(*self._connection.execute(query, (number,)).fetchone())

    def _anew(self, left: Iterable[int]) -> Rows:
        """Let followers that could not go along find a leader among themselves, or lead."""
        import numpy as np

        query = (
            "SELECT t.rank, p.written, t.number, t.keys FROM text t JOIN post p ON p.number = t.post WHERE t.number = ?"
        )
        rows = sorted(self._connection.execute(query, (number,)).fetchone() for number in left)
        if not rows:
            return {}
        keys = np.array([unpacked(keys) for *_, keys in rows], np.int64).astype(np.uint64)
        forms = [Form(text) for _, text, *_ in rows]
        near = leaders.near(forms, range(len(rows)), keys, self._settings.near_threshold)
        numbers = [number for _, _, number, _ in rows]
        return {
            number: Row("near", numbers[near[n].leader], near[n].similarity) if n in near else Row("near", 0, 0.0)
            for n, number in enumerate(numbers)
        }

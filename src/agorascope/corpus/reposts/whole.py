"""The whole of it: which step follows which, and what need not be done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.corpus.folder import content_name
from agorascope.corpus.layers import VERSION
from agorascope.corpus.part import models_of
from agorascope.corpus.reposts import comparing, groups, spreading, translating
from agorascope.corpus.reposts import texts as texting
from agorascope.corpus.reposts.forms import PLACE
from agorascope.deduplication.comparing.leaders import Followed
from agorascope.deduplication.forms.form import SHORT
from agorascope.inference.kept import digest

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.part import Bench
    from agorascope.corpus.threads import Row
    from agorascope.corpus.work import Watch
    from agorascope.deduplication.translations.pairs import Reads

KINDS: Final = ("exact", "near", "translation")
_SETTINGS = ("near_threshold", "translation_threshold", "campaign_authors", "campaign_hours")
Do = Callable[[str], object]


class Asked(Struct, frozen=True):
    """What to find: the kinds of re-posts, each with those before it; `models` are the hashes it depends on."""

    kinds: tuple[str, ...] = KINDS
    models: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The same in words, to be named among what a result was made from."""
        return " ".join((*self.kinds, *self.models))


def made_from(bench: Bench, parts: int, asked: Asked) -> str:
    """Name everything that the result depends on."""
    shown = bench.settings.shown()
    texts = [content_name(bench.folder, name, part) for part in range(parts) for name in ("comments", "language")]
    program = (version("agorascope"), VERSION)
    return digest(*program, asked.told, *(str(shown[name]) for name in _SETTINGS), *texts).hex()


def find(bench: Bench, engine: Engine, parts: int, asked: Asked, do: Do, watch: Watch) -> None:
    """Write the layer `found`; nothing is done where it is there already, made from the same.

    `do` does a stage of that name on all parts: `forms`, `sketches` and `meanings` are done when they are needed.
    Raises `AgorascopeError`.
    """
    made = made_from(bench, parts, asked)
    marks = (bench.folder.mark("found", part) for part in range(parts))
    if not all(mark is not None and mark.made == made for mark in marks):
        _Whole(bench, engine, parts, do, watch).find(asked, made)


class _Whole:
    """One search: what its steps share."""

    def __init__(self, bench: Bench, engine: Engine, parts: int, do: Do, watch: Watch) -> None:
        self.bench, self.engine, self.parts, self.do, self.watch = bench, engine, parts, do, watch

    def find(self, asked: Asked, made: str) -> None:
        self.do("forms")
        self.watch("different texts", 0, 0)
        texts = texting.distinct(self.engine, self.bench.folder)
        homes = self._homes(asked, texts, made) if "near" in asked.kinds and len(texts) else {}
        self.watch("telling comments", 0, 0)
        found = spreading.spread_out(self.engine, self.bench.folder, texts, homes, self.bench.settings)
        self._write("found", found, made)

    def _homes(self, asked: Asked, texts: pa.Table, made: str) -> translating.Homes:
        """Give whom each text follows that follows another one."""
        self._write("firsts", texts.select(["place"]))
        self.do("sketches")
        texting.forget()
        places = texts["place"].to_numpy()
        long = int((texts["weight"].to_numpy() >= SHORT).sum())
        bundles = groups.groups(self.engine, self.bench.folder, texts, long, self.watch)
        followed = comparing.compare(self.engine, self.bench, bundles, places, made, self.watch)
        numbers = translating.leading(texts, followed) if "translation" in asked.kinds else places[:0]
        if not len(numbers):
            return {number: ("near", home) for number, home in followed.items()}
        return self._translated(texts, followed, numbers)

    def _translated(
        self, texts: pa.Table, followed: Mapping[int, Followed], numbers: NDArray[np.int64]
    ) -> translating.Homes:
        self._write("leads", texts.select(["place", "code"]).take(numbers))
        laid = texting.Texts(self.bench.folder, texts["place"].to_numpy())
        reads: Reads = models_of(self.bench.settings, self.bench.kept)
        if translating.asks_models(texts, numbers):
            self.do("meanings")
            reads = translating.known(self.bench.folder, self.parts, numbers, laid, texts, reads)
        return translating.translated(laid, followed, numbers, reads, self.bench.settings, self.watch)

    def _write(self, name: str, table: pa.Table, made: str = "") -> None:
        """Lay rows out in the parts that their places are in, in order."""
        import numpy as np

        ordered = table.sort_by("place").combine_chunks()
        cuts = np.searchsorted(ordered["place"].to_numpy(), np.arange(self.parts + 1) * PLACE).tolist()
        for part, (start, end) in enumerate(pairwise(cuts)):
            rows: Sequence[Row] = ordered.slice(start, end - start).to_pylist()
            self.bench.folder.put(name, part, rows, made)

"""The whole of it: which step follows which, and what need not be done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.corpus.folder import content_name
from agorascope.corpus.reposts import comparing, groups, spreading, translating
from agorascope.corpus.reposts import texts as texting
from agorascope.corpus.reposts.forms import PLACE
from agorascope.duplicates.leaders import Followed
from agorascope.duplicates.similarity import SHORT
from agorascope.inference.kept import digest

if TYPE_CHECKING:
    import pyarrow as pa

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.part import Bench
    from agorascope.corpus.threads import Row
    from agorascope.corpus.work import Watch

KINDS: Final = ("exact", "near", "translation")
_SETTINGS = ("near_threshold", "translation_threshold", "campaign_authors", "campaign_hours")
Do = Callable[[str], object]


class Asked(Struct, frozen=True):
    """What to find: the kinds of re-posts, each with those before it; `models` are the hashes it depends on."""

    kinds: tuple[str, ...] = KINDS
    models: tuple[str, ...] = ()


def made_from(bench: Bench, parts: int, asked: Asked) -> str:
    """Name everything that the result depends on."""
    shown = bench.settings.shown()
    texts = [content_name(bench.folder, name, part) for part in range(parts) for name in ("comments", "language")]
    return digest(*asked.kinds, *asked.models, *(str(shown[name]) for name in _SETTINGS), *texts).hex()


def find(bench: Bench, engine: Engine, parts: int, asked: Asked, do: Do, watch: Watch) -> str:
    """Write the layer `found`, and give the name of what it was made from; nothing is done where it is there already.

    `do` does a stage of that name on all parts: `forms`, `sketches` and `meanings` are done when they are needed.
    Raises `AgorascopeError`.
    """
    made = made_from(bench, parts, asked)
    if not _is_found(bench, parts, made):
        do("forms")
        watch("different texts", 0, 0)
        texts = texting.distinct(engine, bench.folder)
        homes = _homes(bench, engine, parts, asked, texts, do, watch, made)
        watch("telling comments", 0, 0)
        found = spreading.spread_out(engine, bench.folder, texts, homes, bench.settings)
        _write(bench, parts, "found", found, made)
    return made


def _is_found(bench: Bench, parts: int, made: str) -> bool:
    marks = (bench.folder.mark("found", part) for part in range(parts))
    return all(mark is not None and mark.made == made for mark in marks)


def _homes(
    bench: Bench, engine: Engine, parts: int, asked: Asked, texts: pa.Table, do: Do, watch: Watch, made: str
) -> translating.Homes:
    """Give whom each text follows that follows another one."""
    if "near" not in asked.kinds or not len(texts):
        return {}
    _write(bench, parts, "firsts", texts.select(["place"]), "")
    do("sketches")
    texting.forget()
    places = texts["place"].to_numpy()
    long = int((texts["weight"].to_numpy() >= SHORT).sum())
    bundles = groups.groups(engine, bench.folder, places, long, watch)
    followed = comparing.compare(engine, bench, bundles, places, made, watch)
    if "translation" in asked.kinds:
        return _translated(bench, parts, texts, followed, do, watch)
    return {number: ("near", home) for number, home in followed.items()}


def _translated(
    bench: Bench, parts: int, texts: pa.Table, followed: Mapping[int, Followed], do: Do, watch: Watch
) -> translating.Homes:
    from agorascope.corpus.part import models_of

    numbers = translating.leading(texts, followed)
    if not len(numbers):
        return {number: ("near", home) for number, home in followed.items()}
    _write(bench, parts, "leads", texts.select(["place", "code"]).take(numbers), "")
    do("meanings")
    laid = texting.Texts(bench.folder, texts["place"].to_numpy())
    models = models_of(bench.settings, bench.kept)
    reads = translating.known(bench.folder, parts, numbers, laid, texts, models)
    return translating.translated(laid, followed, numbers, reads, bench.settings, watch)


def _write(bench: Bench, parts: int, name: str, table: pa.Table, made: str) -> None:
    """Lay rows out in the parts that their places are in, in order."""
    import numpy as np

    ordered = table.sort_by("place").combine_chunks()
    cuts = np.searchsorted(ordered["place"].to_numpy(), np.arange(parts + 1) * PLACE).tolist()
    for part, (start, end) in enumerate(zip(cuts[:-1], cuts[1:], strict=True)):
        rows: Sequence[Row] = ordered.slice(start, end - start).to_pylist()
        bench.folder.put(name, part, rows, made)

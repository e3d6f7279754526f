"""Translated re-posts in the whole corpus: what the leading texts say is read by workers, and compared here.

The rule is that of `translations.following`. All pairs of languages are compared, which is quadratic: minutes for a
hundred thousand texts, hours for a million.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from agorascope.corpus.reposts.forms import PLACE
from agorascope.corpus.reposts.texts import Texts
from agorascope.deduplication.comparing import leaders
from agorascope.deduplication.comparing.leaders import Followed
from agorascope.deduplication.translations import following, languages
from agorascope.inference.kept import digest
from agorascope.records import DuplicateKind

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from agorascope.corpus.folder import Folder
    from agorascope.corpus.part import Part
    from agorascope.corpus.threads import Row
    from agorascope.corpus.work import Watch
    from agorascope.deduplication.translations.pairs import Reads
    from agorascope.inference.projection import Meaning
    from agorascope.settings import Settings

Homes = dict[int, tuple[DuplicateKind, Followed]]
SEVERAL: Final = 2  # languages


def leading(texts: pa.Table, followed: Mapping[int, Followed]) -> NDArray[np.int64]:
    """Give the numbers of texts that lead, are long enough and in a language of ours; none where all are in one."""
    import numpy as np

    codes = np.array(texts["code"].to_pylist(), object)
    fit = (texts["weight"].to_numpy() >= following.LEAST) & (codes != "")
    fit[list(followed)] = False
    return np.flatnonzero(fit) if len(set(codes[fit])) >= SEVERAL else np.empty(0, np.int64)


def asks_models(texts: pa.Table, numbers: NDArray[np.int64]) -> bool:
    """Tell whether these texts are in several languages: Greek in two scripts is compared by its sound alone."""
    codes = texts["code"].take(numbers).unique().to_pylist()
    return len({languages.base(code) for code in codes}) >= SEVERAL


def meanings(part: Part) -> Mapping[str, list[Row]]:
    """Read what the leading texts of a part say, in whatever language: rows of `meanings`."""
    leads = part.folder.rows("leads", part.number)
    texts = part.folder.table("comments", part.number, ["text"])["text"]
    wanted = [texts[row["place"] % PLACE].as_py() for row in leads]
    codes = [languages.base(row["code"]) for row in leads]
    if not wanted:
        return {"meanings": []}
    vectors = part.models.meanings(wanted, codes)
    return {
        "meanings": [
            {"place": row["place"], "vector": vector.tobytes()} for row, vector in zip(leads, vectors, strict=True)
        ]
    }


class Known:
    """Tells what texts say by what workers read before; asks the models for others."""

    def __init__(self, vectors: Mapping[bytes, bytes], models: Reads) -> None:
        """Take vectors by text and language."""
        self._vectors, self._models = vectors, models

    def meanings(self, texts: Sequence[str], languages: Sequence[str]) -> Meaning:
        """See `Models.meanings`."""
        import numpy as np

        rows = [self._one(*pair) for pair in zip(texts, languages, strict=True)]
        return np.stack(rows) if rows else np.empty((0, 0), np.int16)

    def _one(self, text: str, language: str) -> Meaning:
        import numpy as np

        known = self._vectors.get(digest(text, language))
        return self._models.meanings([text], [language])[0] if known is None else np.frombuffer(known, np.int16)


def known(
    folder: Folder, parts: int, numbers: NDArray[np.int64], texts: Texts, found: pa.Table, models: Reads
) -> Known:
    """Gather what workers read of the texts of these numbers."""
    vectors = {row["place"]: row["vector"] for part in range(parts) for row in folder.rows("meanings", part)}
    places, codes = found["place"].to_numpy(), found["code"]
    told = ((texts[n].text, languages.base(codes[n].as_py()), int(places[n])) for n in numbers.tolist())
    return Known({digest(text, code): vectors[place] for text, code, place in told if place in vectors}, models)


def translated(
    texts: Texts,
    followed: Mapping[int, Followed],
    numbers: NDArray[np.int64],
    reads: Reads,
    settings: Settings,
    watch: Watch,
) -> Homes:
    """Let leaders follow leaders of another language; give the home of every text that has one."""
    homes: Homes = {number: ("near", home) for number, home in followed.items()}
    names = numbers.tolist()
    moved, left = following.follow(texts, followed, names, settings.translation_threshold, reads, watch)
    homes.update({number: ("translation", home) for number, home in moved.items()})
    for number in left:
        del homes[number]
    homes.update(dict(_anew(texts, left, settings)))
    return homes


def _anew(
    texts: Texts, left: Sequence[int], settings: Settings
) -> Iterator[tuple[int, tuple[DuplicateKind, Followed]]]:
    """Place those anew that cannot go along with their leader."""
    if left:
        for number, home in leaders.near(texts, left, texts.keys(left), settings.near_threshold).items():
            yield number, ("near", home)

"""Each text of a bundle follows the first leader that it is near to: the rule of `comparing.leaders`, unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from agorascope.corpus.reposts.texts import Texts
from agorascope.deduplication.comparing import leaders

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.corpus.engine import Engine
    from agorascope.corpus.part import Bench
    from agorascope.corpus.work import Watch

    Numbers = NDArray[np.int64]

BUNDLES: Final = "bundles"


class Compare(Struct, frozen=True):
    """The comparison of a bundle, as it is sent to workers."""

    bench: Bench
    made: str

    def __call__(self, bundle: int) -> dict[str, Any]:
        """Compare a bundle and write who follows whom."""
        import numpy as np

        folder = self.bench.folder
        if (mark := folder.mark("led", bundle)) and mark.made == self.made:
            return {}
        with np.load(folder.work / BUNDLES / f"{bundle}.npz", allow_pickle=False) as stored:
            numbers, places = stored["numbers"], stored["places"]
        texts = Texts(folder, places)
        rows = range(len(numbers))
        followed = leaders.near(texts, rows, texts.keys(), self.bench.settings.near_threshold)
        folder.put(
            "led",
            bundle,
            [
                {"number": int(numbers[n]), "leader": int(numbers[home.leader]), "similarity": home.similarity}
                for n, home in sorted(followed.items())
            ],
            self.made,
        )
        return {}


def compare(
    engine: Engine, bench: Bench, bundles: Sequence[Numbers], places: Numbers, made: str, watch: Watch
) -> dict[int, leaders.Followed]:
    """Compare all bundles; give the texts that follow another one, by number."""
    import numpy as np

    folder = bench.folder
    (folder.work / BUNDLES).mkdir(parents=True, exist_ok=True)
    for n, numbers in enumerate(bundles):
        np.savez(folder.work / BUNDLES / f"{n}.npz", numbers=numbers, places=places[numbers])
    total, done = sum(map(len, bundles)), 0
    watch("comparing", 0, total)
    if bundles:
        apart = engine.is_apart(len(bundles), total)
        for told in engine.each(Compare(bench, made), range(len(bundles)), apart=apart):
            done += len(bundles[told.piece])
            watch("comparing", done, total)
    return _led(bench, len(bundles))


def _led(bench: Bench, bundles: int) -> dict[int, leaders.Followed]:
    rows = (row for n in range(bundles) for row in bench.folder.rows("led", n))
    return {row["number"]: leaders.Followed(row["leader"], row["similarity"]) for row in rows}

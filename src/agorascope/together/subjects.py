"""Which discussions of a corpus are on one subject, whatever their languages.

Average linkage (Sokal and Michener 1958): discussions are put together where their articles are alike on average, so
that no chain of neighbours leads from one subject to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from agorascope.language import facts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from agorascope.inference import Models
    from agorascope.records import Discussion

    Rows = NDArray[np.float64]

LEAST = 0.55  # mean cosine within a subject: tests/together/test_subjects.py measures what it finds
OPENING, PARAGRAPHS, PARAGRAPH = 1_500, 12, 40  # characters of the text, paragraphs, characters of the shortest
WHOLE = 10_000  # of a cosine: vectors are whole numbers, so that their products are exact in any order
AT_ONCE = 1_000  # discussions compared with all others in one product
MOST = 4_000  # discussions that hang together and are linked with a table of all pairs


def topics(discussions: Iterable[Discussion], models: Models) -> list[list[int]]:
    """Group discussions by what their articles are about: lists of places, most discussions first, then by name.

    Vectors that say the same in every language (`Models.meanings`): of the title, of the title with the beginning of
    the text, and the mean over paragraphs, one as much as the other. One discussion at a time is looked at, and only
    its name and vector are kept; the groups do not depend on the order given. Raises `ModelError`.
    """
    import numpy as np

    told = [(one.id, one.source, _about(one, models)) for one in discussions]
    order = sorted(range(len(told)), key=lambda n: (*told[n][:2], told[n][2].tobytes()))
    rows = np.stack([told[n][2] for n in order]) if order else np.empty((0, 1))
    found = [[order[n] for n in group] for hanging in _hanging(rows) for group in _linked(rows, hanging)]
    return sorted(found, key=lambda group: (-len(group), told[group[0]][:2], group[0]))


def _about(discussion: Discussion, models: Models) -> Rows:
    import numpy as np

    article, code = discussion.article, facts.serving(discussion.language.code)
    title = article.title or article.thesis or article.text[:OPENING]
    if not title.strip():
        return np.zeros(models.meanings(["-"], [code]).shape[1])  # an article without words is like no other
    paragraphs = [p for p in article.text.split("\n") if len(p) >= PARAGRAPH][:PARAGRAPHS]
    texts = [title, f"{title}. {article.text[:OPENING]}", *(paragraphs or [title])]
    rows = _unit(models.meanings(texts, [code] * len(texts)).astype(np.float64))
    return np.rint(_unit(rows[0] + rows[1] + _unit(rows[2:].mean(axis=0))) * WHOLE)


def _unit(rows: Rows) -> Rows:
    import numpy as np

    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-6)  # type: ignore[no-any-return]


def _hanging(rows: Rows) -> Iterator[list[int]]:
    """Give the places that hang together by pairs that are alike: no linkage puts others together."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    ones: list[int] = []
    others: list[int] = []
    for begin in range(0, len(rows), AT_ONCE):
        near, beside = np.nonzero(rows[begin : begin + AT_ONCE] @ rows.T >= LEAST * WHOLE**2)
        ones += (near + begin).tolist()
        others += beside.tolist()
    graph = csr_array((np.ones(len(ones), np.int8), (ones, others)), shape=(len(rows), len(rows)))
    _, labels = connected_components(graph, directed=False)
    yield from _by_label(labels.tolist())


def _linked(rows: Rows, hanging: Sequence[int]) -> Iterator[list[int]]:
    """Link what hangs together; where that is too much for a table of all pairs, a piece of it at a time."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    for begin in range(0, len(hanging), MOST):
        some = hanging[begin : begin + MOST]
        if len(some) == 1:
            yield [some[0]]
            continue
        apart = np.maximum(1.0 - (rows[some] @ rows[some].T) / WHOLE**2, 0.0)  # rounded vectors may be too long
        np.fill_diagonal(apart, 0.0)
        numbers = fcluster(linkage(squareform(apart, checks=False), "average"), 1.0 - LEAST, "distance")
        for group in _by_label(numbers.tolist()):
            yield [some[n] for n in group]


def _by_label(labels: Sequence[int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        found.setdefault(label, []).append(place)
    return list(found.values())

"""What the site's layer sees of comments: read by models once, kept by the digest of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from agorascope import steps
from agorascope.moderation import layer as layers
from agorascope.moderation.store import threads
from agorascope.records import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.inference import Models
    from agorascope.moderation.layer import Features
    from agorascope.moderation.store.learned import Row
    from agorascope.moderation.store.pages import Page
    from agorascope.moderation.store.threads import Stored
    from agorascope.records import Spam
    from agorascope.settings import Settings


class Eyes:
    """Reads comments with the models of one run; `model` names these: features of others cannot be compared."""

    def __init__(self, models: Models) -> None:
        """Load nothing yet."""
        self._models = models
        self.model = layers.named(models)

    def features(self, found: Sequence[Stored], general: Sequence[float]) -> list[Features | None]:
        """Give what the layer sees of each comment; None where no words are. `general`: the general model's scores."""
        places = [place for place, stored in enumerate(found) if stored.comment.text.strip()]
        texts = [steps.own_words(found[place].comment) for place in places]
        codes = [found[place].language for place in places]
        told = layers.features(texts, codes, [general[place] for place in places], self._models)
        by_place = dict(zip(places, told, strict=True))
        return [by_place.get(place) for place in range(len(found))]

    def rows(self, found: Sequence[Stored], general: Sequence[float]) -> list[Row]:
        """Give the same as rows to keep."""
        seen = zip(found, self.features(found, general), strict=True)
        return [
            (threads.digest(stored.comment.text), self.model, layers.packed(one))
            for stored, one in seen
            if one is not None
        ]

    def read(self, found: Sequence[Stored], pages: Mapping[int, Page], settings: Settings) -> list[Row]:
        """Judge comments by the general model on their pages, and give what the layer sees as rows to keep."""
        verdicts = judged(found, pages, [None] * len(found), self._models, settings)
        return self.rows(found, [verdict.score for verdict in verdicts])


def judged(
    found: Sequence[Stored],
    pages: Mapping[int, Page],
    campaigns: Sequence[str | None],
    models: Models,
    settings: Settings,
) -> list[Spam]:
    """Judge comments by the general model on their pages, all together: models read many texts faster than few.

    `campaigns` says of each what campaign it is part of. Raises `ModelError`.
    """
    places: dict[int, list[int]] = {}
    for place, stored in enumerate(found):
        places.setdefault(stored.thread, []).append(place)
    asked = [
        _asked(pages[number], [found[n] for n in held], [campaigns[n] for n in held]) for number, held in places.items()
    ]
    told = steps.judged_together(asked, models, settings)
    verdicts = dict(zip((n for held in places.values() for n in held), (v for one in told for v in one), strict=True))
    return [verdicts[place] for place in range(len(found))]


def _asked(page: Page, held: Sequence[Stored], campaigns: Sequence[str | None]) -> steps.Unjudged:
    thread = structs.replace(page.shell, comments=tuple(stored.comment for stored in held))
    said = steps.Spoken(_spoken(page.language), tuple(_spoken(stored.language) for stored in held))
    return steps.Unjudged(thread, said, tuple(campaigns))


def _spoken(code: str) -> Language:
    """Give a language that was told before."""
    return Language(code, None, 1.0)

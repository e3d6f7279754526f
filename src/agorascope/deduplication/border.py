"""The pairs closest to the threshold, on both sides of it: what somebody looks at to choose it by eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.comparing.similarity import demanded, similarity
from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.posts import salt
from agorascope.deduplication.signatures import sketch
from agorascope.deduplication.signatures.buckets import Buckets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.deduplication.cluster import Clusters
    from agorascope.deduplication.posts import Post
    from agorascope.settings import Settings

_BELOW = 0.25  # how far under the threshold pairs are still looked at


class Close(Struct, frozen=True):
    """A post, the one it is compared with, how alike they are, how alike they had to be, whether it was a duplicate."""

    place: int
    of: int
    similarity: float
    needed: float
    taken: bool

    @property
    def distance(self) -> float:
        """How far the pair is from the threshold."""
        return abs(self.similarity - self.needed)


def border(posts: Sequence[Post], found: Clusters, settings: Settings, count: int) -> list[Close]:
    """Give the `count` closest pairs over the threshold and as many under it, the least similar first.

    Only `near` has such a threshold. Pairs that differ in a fact that matters are no matter of similarity and left out.
    """
    sides = (list(_taken(posts, found, settings)), list(_refused(posts, found, settings)))
    closest = (sorted(side, key=lambda pair: (pair.distance, pair.place))[:count] for side in sides)
    return sorted((pair for side in closest for pair in side), key=lambda pair: (pair.similarity, pair.place))


def _taken(posts: Sequence[Post], found: Clusters, settings: Settings) -> Iterator[Close]:
    for place, repeat in found.repeats.items():
        if repeat.kind == "near":
            needed = _needed(Form(posts[place].text), Form(posts[repeat.of].text), settings)
            yield Close(place, repeat.of, repeat.similarity, needed, taken=True)


def _refused(posts: Sequence[Post], found: Clusters, settings: Settings) -> Iterator[Close]:
    """Compare posts that repeat nothing with one another, at a lower threshold."""
    forms = [(place, Form(post.text)) for place, post in enumerate(posts) if place not in found.repeats]
    long = [(place, form) for place, form in forms if not form.is_short]
    salts = [salt(posts[place].scope) for place, _ in long]
    buckets = Buckets(sketch.salted(sketch.keys([form.near for _, form in long]), salts))
    least = max(0.0, settings.near_threshold - _BELOW)
    for row, (place, form) in enumerate(long):
        for other in buckets.leaders(row):
            of, first = long[other]
            score = similarity(first, form, least)
            if score:
                yield Close(place, of, score, _needed(form, first, settings), taken=False)
        buckets.add(row)


def _needed(form: Form, first: Form, settings: Settings) -> float:
    return round(demanded(min(form.weight, first.weight), settings.near_threshold), 4)

"""Clusters of re-posted comments: exact, near, translated; each verified against its cluster's representative."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.comparing import leaders
from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.posts import order, salt
from agorascope.deduplication.signatures import prepare, sketch
from agorascope.deduplication.translations import following
from agorascope.deduplication.watching import Watch, nobody
from agorascope.records import DuplicateKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.deduplication.comparing.leaders import Followed
    from agorascope.deduplication.posts import Post
    from agorascope.deduplication.signatures.windows import Hashes
    from agorascope.inference import Models
    from agorascope.settings import Settings

    Homes = dict[int, tuple[DuplicateKind, Followed]]


class Repeat(Struct, frozen=True):
    """What a post repeats: the place of the representative among the posts, the kind, the similarity in 0..1."""

    of: int
    kind: DuplicateKind
    similarity: float


def standing(copies: int) -> int:
    """Give how high a text stands by its copies: 1 for one, 2 for up to three, 3 for up to seven, and so on.

    In steps, so that one copy more seldom changes who leads.
    """
    return copies.bit_length()


class Cluster(Struct, frozen=True):
    """Places of posts that repeat one another, in their order; the first is the representative."""

    kind: DuplicateKind
    members: tuple[int, ...]


class Clusters(Struct, frozen=True):
    """The repeats by place (a representative has no entry), and the clusters in the order of their representatives."""

    repeats: dict[int, Repeat]
    clusters: tuple[Cluster, ...]


def find(
    posts: Sequence[Post],
    settings: Settings,
    models: Models | None = None,
    watch: Watch = nobody,
    *,
    near: bool = True,
) -> Clusters:
    """Find the re-posts; the result depends on the posts, not on the order they are given in.

    The representative of a cluster is the first post (see `posts.order`) of its most copied text (see `standing`).
    `near` means a similarity of `settings.near_threshold` or more to it; duplicates of duplicates are not chained.
    Texts without a visible sign are never duplicates. Translations are looked for where `models` are given: a
    probability of `settings.translation_threshold` or more. `watch` is told how far the work is. Raises `ModelError`.
    """
    with _uncollected():
        return _found(posts, settings, models, watch, near=near)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the search for cyclic garbage back: it would walk through millions of records that are all in use."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _found(posts: Sequence[Post], settings: Settings, models: Models | None, watch: Watch, *, near: bool) -> Clusters:
    ranked = sorted(range(len(posts)), key=lambda place: order(posts[place]))
    texts, every = _texts([posts[place] for place in ranked], settings, watch, sketched=near)
    long = [number for number, text in enumerate(texts) if text.row >= 0]
    keys = sketch.salted(every[[texts[number].row for number in long]], [salt(texts[number].scope) for number in long])
    followed = leaders.near([text.form for text in texts], long, keys, settings.near_threshold, watch)
    homes: Homes = {number: ("near", home) for number, home in followed.items()}
    if models is not None:
        _add_translated(texts, long, keys, homes, Means(models, settings, watch))
    return _told(texts, homes, ranked)


class Means(Struct, frozen=True):
    """What the stage of translations works with."""

    models: Models
    settings: Settings
    watch: Watch


def _add_translated(texts: Sequence[_Text], long: Sequence[int], keys: Hashes, homes: Homes, means: Means) -> None:
    """Let leaders follow leaders of another language, scope by scope; who cannot go along is placed anew."""
    forms, least = [text.form for text in texts], means.settings.near_threshold
    near = {number: home for number, (_, home) in homes.items()}
    scopes: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if number not in near and text.form.weight >= following.LEAST:
            scopes[text.scope].append(number)
    for within in scopes.values():
        translated, left = following.follow(
            forms, near, within, means.settings.translation_threshold, means.models, means.watch
        )
        homes.update({number: ("translation", home) for number, home in translated.items()})
        for number in left:
            del homes[number]
        if keys.size and left:
            anew = leaders.near(forms, left, keys[[bisect_left(long, number) for number in left]], least)
            homes.update({number: ("near", home) for number, home in anew.items()})


class _Text:
    """A text that one or more posts have, but for what its normal form folds; the numbers of these in order."""

    __slots__ = ("form", "posts", "row", "scope")

    def __init__(self, form: Form, scope: str, row: int) -> None:
        self.form, self.scope, self.row = form, scope, row
        self.posts: list[int] = []


def _texts(posts: Sequence[Post], settings: Settings, watch: Watch, *, sketched: bool) -> tuple[list[_Text], Hashes]:
    """Put posts, given in order, together where normal forms are equal; leave out what nobody can see.

    The text with the highest standing comes first, of equals the one seen first: what is copied most is what others
    were made from, and a cut or edited copy that happens to be older should not gather half of them around it.
    """
    watch("reading texts", 0, len(posts))
    distinct = {text: number for number, text in enumerate(dict.fromkeys(post.text for post in posts))}
    ready = prepare.ready(list(distinct), settings.threads, sketched=sketched)
    texts: dict[tuple[str, str], _Text] = {}
    for number, post in enumerate(posts):
        place = distinct[post.text]
        view = ready.views[place]
        name = (post.scope, view[0])
        text = texts.get(name)
        if text is None and view[0]:
            text = texts[name] = _Text(Form(post.text, *view), post.scope, ready.rows[place])
        if text is not None:
            text.posts.append(number)
    return sorted(texts.values(), key=lambda text: (-standing(len(text.posts)), text.posts[0])), ready.keys


def _told(texts: Sequence[_Text], homes: Homes, places: Sequence[int]) -> Clusters:
    """Name what was found by the places that posts were given in."""
    followers: dict[int, list[int]] = defaultdict(list)
    for number, (_, home) in homes.items():
        followers[home.leader].append(number)
    repeats: dict[int, Repeat] = {}
    clusters = []
    for number, text in enumerate(texts):
        if number in homes or len(text.posts) + len(followers[number]) == 1:
            continue
        first = places[text.posts[0]]
        repeats.update({places[post]: Repeat(first, "exact", 1.0) for post in text.posts[1:]})
        for other in followers[number]:
            kind, home = homes[other]
            repeats.update({places[post]: Repeat(first, kind, home.similarity) for post in texts[other].posts})
        others = (
            post for group in (number, *followers[number]) for post in texts[group].posts if post != text.posts[0]
        )
        members = (text.posts[0], *sorted(others))
        kinds = {homes[other][0] for other in followers[number]}
        clusters.append(Cluster(max(kinds, default="exact"), tuple(places[post] for post in members)))
    return Clusters(repeats, tuple(clusters))

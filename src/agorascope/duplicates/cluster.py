"""Clusters of re-posted comments: exact, then near, every member verified against its cluster's representative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.duplicates.index import Index
from agorascope.duplicates.similarity import Form, similarity
from agorascope.records import Duplicate, DuplicateKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.settings import Settings


class Cluster(Struct, frozen=True):
    """Comments that repeat one another; `members[0]` is the representative, the others follow in reading order."""

    cluster: str
    kind: DuplicateKind
    members: tuple[str, ...]


class Clusters(Struct, frozen=True):
    """The repeats by id (a representative has no entry), and the clusters in the order of their representatives."""

    duplicates: dict[str, Duplicate]
    clusters: tuple[Cluster, ...]


class _Group:
    """One representative with the comments equal to it, and those near it with their similarity."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.members: list[tuple[str, DuplicateKind, float]] = []


def find(items: Sequence[tuple[str, str]], settings: Settings, ranks: Sequence[int] | None = None) -> Clusters:
    """Find the re-posts among comments given as (id, text).

    The representative of a cluster is its first comment in reading order: the order of `items`, or of `ranks` where
    those are given (one a comment, all different; the result then does not depend on the order of `items`). `near`
    means a similarity of `settings.near_threshold` or more to the representative; duplicates of duplicates are not
    chained. Texts without a visible sign are never duplicates. Ids must be unique.
    """
    order = range(len(items)) if ranks is None else sorted(range(len(items)), key=ranks.__getitem__)
    search = _Search(settings.near_threshold)
    for place in order:
        name, text = items[place]
        form = Form(text)
        if form.exact:
            search.place(name, form)
    return _told([group for group in search.groups if len(group.members) > 1])


class _Search:
    """The groups so far, where every normal form belongs, and the index of representatives."""

    def __init__(self, least: float) -> None:
        self.least = least
        self.groups: list[_Group] = []
        self._homes: dict[str, tuple[_Group, DuplicateKind, float]] = {}
        self._index = Index()
        self._indexed: list[_Group] = []

    def place(self, name: str, form: Form) -> None:
        """Put a comment into the group it repeats, or open a group for it."""
        home = self._homes.get(form.exact)
        if home is None:
            home = self._nearest(form) or (self._opened(form), "exact", 1.0)
            self._homes[form.exact] = home
        group, kind, score = home
        group.members.append((name, kind, score))

    def _opened(self, form: Form) -> _Group:
        group = _Group(form)
        self.groups.append(group)
        if not form.is_short:
            self._index.add(form)
            self._indexed.append(group)
        return group

    def _nearest(self, form: Form) -> tuple[_Group, DuplicateKind, float] | None:
        if form.is_short:
            return None
        best, score = None, 0.0
        for number in self._index.candidates(form):
            found = similarity(self._indexed[number].form, form, self.least)
            if found > score:
                best, score = self._indexed[number], found
        return None if best is None else (best, "near", score)


def _told(groups: list[_Group]) -> Clusters:
    duplicates: dict[str, Duplicate] = {}
    clusters = []
    for number, group in enumerate(groups, start=1):
        code = f"d{number}"
        first = group.members[0][0]
        near = any(kind == "near" for _, kind, _ in group.members)
        clusters.append(Cluster(code, "near" if near else "exact", tuple(name for name, _, _ in group.members)))
        for name, kind, score in group.members[1:]:
            duplicates[name] = Duplicate(code, first, kind, score)
    return Clusters(duplicates, tuple(clusters))

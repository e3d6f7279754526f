"""Which repeats are shown, and which rows are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.deduplication import Cluster, Clusters, Post
    from agorascope.records import DuplicateKind

KINDS: tuple[DuplicateKind, ...] = ("exact", "near", "translation")
KEPT = ("first", "longest", "none")


def without(posts: Sequence[Post], found: Clusters, keep: str | None) -> frozenset[int]:
    """Give the places left out where only the `first` or the `longest` post of a cluster is kept, or `none`."""
    if keep is None:
        return frozenset()
    if keep not in KEPT:
        raise UsageError(f"--keep {keep}: choose one of {', '.join(KEPT)}")
    kept = {_kept(cluster, posts, keep) for cluster in found.clusters}
    return frozenset(place for cluster in found.clusters for place in cluster.members) - kept


def _kept(cluster: Cluster, posts: Sequence[Post], keep: str) -> int | None:
    if keep == "longest":
        return max(cluster.members, key=lambda place: len(posts[place].text))  # of equals the first
    return cluster.members[0] if keep == "first" else None


def only(found: Clusters, kinds: Sequence[str]) -> Clusters:
    """Leave out the repeats of other kinds, and clusters that have none left."""
    repeats = {place: repeat for place, repeat in found.repeats.items() if repeat.kind in kinds}
    kept = [(c, tuple(p for p in c.members if p == c.members[0] or p in repeats)) for c in found.clusters]
    shown = tuple(structs.replace(c, members=members) for c, members in kept if len(members) > 1)
    return structs.replace(found, repeats=repeats, clusters=shown)

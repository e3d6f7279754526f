"""Re-posts side by side: the first of a cluster beside each of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.pages.differences import Beside, beside, plainly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import CommentReport, Duplicate, DuplicateCluster

PAIRS = 12  # re-posts of a cluster shown beside the first; the others are linked


class Pair(NamedTuple):
    """Two comments that say the same, by their ids; `found` is what the second repeats."""

    left: str
    right: str
    found: Duplicate | None
    beside: Beside


class Cluster(NamedTuple):
    """Comments that repeat one another, and the first of them beside each of the others."""

    kind: str
    members: tuple[str, ...]
    authors: tuple[str, ...]
    pairs: tuple[Pair, ...]


def clusters(found: Sequence[DuplicateCluster], comments: Sequence[CommentReport]) -> list[Cluster]:
    """Set the members of clusters side by side; members that are not among the comments are only named."""
    known = {c.id: c for c in reversed(comments)}
    return [_cluster(cluster, [known[m] for m in cluster.members if m in known]) for cluster in found]


def _cluster(cluster: DuplicateCluster, members: Sequence[CommentReport]) -> Cluster:
    pairs = tuple(_pair(members[0], other) for other in members[1 : PAIRS + 1])
    return Cluster(cluster.kind, cluster.members, cluster.authors, pairs)


def _pair(first: CommentReport, other: CommentReport) -> Pair:
    found = other.duplicate
    compare = plainly if found and found.kind == "translation" else beside
    return Pair(first.id, other.id, found, compare(first.text, other.text))

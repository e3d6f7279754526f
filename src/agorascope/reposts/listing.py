"""Pairs, clusters and what is near the threshold, as rows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.deduplication import changes, in_campaigns, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agorascope.deduplication import Close, Clusters, Post
    from agorascope.records import ClosePair, RepostCluster, RepostPair
    from agorascope.reposts.telling import Naming
    from agorascope.settings import Settings

BORDER = 50


def pairs(posts: Sequence[Post], found: Clusters, name: Naming = str) -> Iterator[RepostPair]:
    """Give every verified pair with the places that were changed; a translation has none that could be named."""
    for cluster in found.clusters:
        for place in cluster.members[1:]:
            repeat = found.repeats[place]
            text, first = posts[place].text, posts[repeat.of].text
            yield {
                "id": name(posts[place].id),
                "of": name(posts[repeat.of].id),
                "kind": repeat.kind,
                "similarity": round(repeat.similarity, 6),
                "changes": None if repeat.kind == "translation" else changes(text, first),
            }


def clusters(posts: Sequence[Post], found: Clusters, settings: Settings, name: Naming = str) -> Iterator[RepostCluster]:
    """Give every cluster with its members and how it spread, the largest first."""
    ranked = sorted(found.clusters, key=lambda cluster: -len(cluster.members))
    waves = in_campaigns(found, posts, settings)
    for cluster in ranked:
        told = spread(cluster.members, posts, settings)
        campaign = waves.get(cluster.members[0]) or next((waves[p] for p in cluster.members if p in waves), None)
        yield {
            "cluster": name(posts[cluster.members[0]].id),
            "kind": cluster.kind,
            "size": len(cluster.members),
            "members": [name(posts[place].id) for place in cluster.members],
            "authors": told.authors,
            "threads": told.threads,
            "first_seen": told.first_seen,
            "last_seen": told.last_seen,
            "campaign": {"authors": campaign.authors, "hours": campaign.hours} if campaign else None,
            "text": posts[cluster.members[0]].text,
        }


def closest(posts: Sequence[Post], close: Iterable[Close], name: Naming = str) -> Iterator[ClosePair]:
    """Give pairs near the threshold with both texts, to be read."""
    for pair in close:
        yield {
            "id": name(posts[pair.place].id),
            "of": name(posts[pair.of].id),
            "similarity": round(pair.similarity, 4),
            "needed": pair.needed,
            "duplicate": pair.taken,
            "text": posts[pair.place].text,
            "of_text": posts[pair.of].text,
        }

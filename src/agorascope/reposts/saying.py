"""What was found in a table, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agorascope.amounts import many
from agorascope.deduplication import in_campaigns
from agorascope.reposts.choosing import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.deduplication import Clusters
    from agorascope.reposts.gathering import Gathered
    from agorascope.settings import Settings

_LARGE_SHARE, _LARGE = 0.1, 10
_NAMED_LINES = 3


def told(gathered: Gathered, found: Clusters, settings: Settings, left_out: int) -> Iterator[str]:
    """Say in sentences what was found, and what the user should know about the table."""
    posts = gathered.posts
    kinds = Counter(repeat.kind for repeat in found.repeats.values())
    counted = ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS if kinds[kind])
    clustered = f"{counted}, in {many(len(found.clusters), 'cluster')}" if counted else "no re-posts"
    yield f"{many(len(posts), 'comment')}: {clustered}"
    largest = max(found.clusters, key=lambda cluster: len(cluster.members), default=None)
    if largest and len(largest.members) > max(_LARGE_SHARE * len(posts), _LARGE):
        yield f"one cluster holds {len(largest.members):,} of them: {posts[largest.members[0]].id}"
    campaigns = len(set(map(id, in_campaigns(found, posts, settings).values())))
    if campaigns:
        yield f"{many(campaigns, 'campaign')} (many authors in a short time); --clusters FILE names them"
    yield from of_table(gathered, left_out)


def of_table(gathered: Gathered, left_out: int) -> Iterator[str]:
    """Say what the user should know about the rows that were read and written."""
    rejected = gathered.rejected
    if left_out:
        yield f"{many(left_out, 'row')} left out, as --keep asked"
    if gathered.repeated_ids:
        yield f"{many(gathered.repeated_ids, 'row')} with an id that stood before; `of` cannot tell them apart"
    if rejected:
        lines = "; ".join(f"line {number}: {reason}" for number, reason in rejected[:_NAMED_LINES])
        more = f" and {len(rejected) - _NAMED_LINES:,} more" if len(rejected) > _NAMED_LINES else ""
        yield f"{many(len(rejected), 'row')} without a comment, marked with `error`: {lines}{more}"

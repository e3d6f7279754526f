"""Who re-posts, where and when: and whether many do so at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from agorascope.deduplication.forms.form import Form
from agorascope.deduplication.posts import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.deduplication.cluster import Clusters
    from agorascope.deduplication.posts import Post
    from agorascope.settings import Settings

_HOUR = 3600.0


class Campaign(Struct, frozen=True):
    """So many authors posted the same within so many hours; `posts` are the places of what they posted then."""

    authors: int
    hours: float
    posts: tuple[int, ...]


class Spread(Struct, frozen=True):
    """How a cluster spread: who posted it, in which threads, when first and last, and the campaign in it if any."""

    authors: tuple[str, ...]
    threads: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    campaign: Campaign | None


def spread(members: Sequence[int], posts: Sequence[Post], settings: Settings) -> Spread:
    """Tell how the posts at these places spread; the order of `members` does not matter but for equal times.

    A campaign is what `settings.campaign_authors` or more different authors posted within `settings.campaign_hours`.
    Posts without an author or a time that can be read have no part in one.
    """
    dated = sorted((at, place) for place in members if (at := moment(posts[place].published)) is not None)
    named = [posts[place].author for place in members]
    return Spread(
        authors=tuple(sorted({author for author in named if author})),
        threads=tuple(sorted({thread for place in members if (thread := posts[place].thread)})),
        first_seen=posts[dated[0][1]].published if dated else None,
        last_seen=posts[dated[-1][1]].published if dated else None,
        campaign=_campaign([(at, place) for at, place in dated if posts[place].author], posts, settings),
    )


def in_campaigns(found: Clusters, posts: Sequence[Post], settings: Settings) -> dict[int, Campaign]:
    """Give the campaign of every post that has a part in one; short texts ('great post!') make none."""
    told: dict[int, Campaign] = {}
    for cluster in found.clusters:
        if _is_long(posts[cluster.members[0]].text):
            campaign = spread(cluster.members, posts, settings).campaign
            told.update(dict.fromkeys(campaign.posts, campaign) if campaign else {})
    return told


def _is_long(text: str) -> bool:
    return not Form(text).is_short


def _campaign(dated: Sequence[tuple[float, int]], posts: Sequence[Post], settings: Settings) -> Campaign | None:
    """Join all stretches of time with enough authors; two hands move forward only, whatever the number of posts."""
    within: Counter[str | None] = Counter()
    start = taken = 0
    inside: list[tuple[float, int]] = []
    for end, (at, place) in enumerate(dated):
        within[posts[place].author] += 1
        while at - dated[start][0] > settings.campaign_hours * _HOUR:
            _left(within, posts[dated[start][1]].author)
            start += 1
        if len(within) >= settings.campaign_authors:
            inside += dated[max(start, taken) : end + 1]
            taken = end + 1
    if not inside:
        return None
    authors = {posts[place].author for _, place in inside}
    hours = (inside[-1][0] - inside[0][0]) / _HOUR
    return Campaign(len(authors), round(hours, 2), tuple(place for _, place in inside))


def _left(within: Counter[str | None], author: str | None) -> None:
    within[author] -= 1
    if not within[author]:
        del within[author]

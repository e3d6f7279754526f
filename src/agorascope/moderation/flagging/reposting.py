"""What a comment on the desk repeats, among all that any run saw; and the campaign it is part of.

Not everything that stands twice is a re-post: 'Thank you!' is said by many, and a site that is read from its export and
from its pages has every comment twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, structs

from agorascope import duplicates, steps
from agorascope.duplicates import Post
from agorascope.duplicates.posts import moment
from agorascope.duplicates.similarity import Form
from agorascope.records import Reason, Repeated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agorascope.duplicates.index import Index, Told
    from agorascope.moderation.store.threads import Stored
    from agorascope.settings import Settings

MOST: Final = 100_000
"""Members of a cluster that a campaign is looked for among, the newest."""
_Name = tuple[str | None, str]


class Found(Struct, frozen=True):
    """What a comment repeats, the number of that comment on the desk if it lies there, and its campaign in words."""

    repeats: Repeated | None = None
    leads: int | None = None
    campaign: str | None = None


class _Cluster(Struct, frozen=True):
    """What is known of a cluster: campaigns by member, and the comment of an earlier run that the others repeat."""

    campaign: dict[_Name, str]
    earlier: Post | None


class Reposts:
    """Asks the index about comments, as it stands after all of a run was added."""

    def __init__(self, index: Index, settings: Settings, run: int) -> None:
        """Remember what is known of clusters as long as this lives: a wave is looked through once."""
        self._index, self._settings, self._run = index, settings, run
        self._known: dict[_Name, _Cluster] = {}

    def of(self, connection: sqlite3.Connection, stored: Stored, thread: str) -> Found:
        """Tell what a comment repeats; `thread` is the label of its thread on the desk that the connection is to."""
        post = post_of(stored, thread)
        told = self._index.repeat(post)
        cluster = self._cluster(connection, told.post if told else post)
        campaign = cluster.campaign.get(_name(post))
        if cluster.earlier:
            found = told or self._index.repeat(cluster.earlier)
            told = found and structs.replace(found, post=cluster.earlier)
        if told is None or not self._is_repost(stored, post, told):
            return Found(campaign=campaign)
        number, where, name, _ = _on_desk(connection, told.post)
        repeats = Repeated(
            thread=where,
            id=name,
            author=told.post.author,
            published=told.post.published,
            kind=told.kind,
            similarity=round(told.similarity, 6),
        )
        return Found(repeats, number, campaign)

    def _cluster(self, connection: sqlite3.Connection, first: Post) -> _Cluster:
        if _name(first) not in self._known:
            members = self._index.cluster(first, MOST)
            self._known[_name(first)] = _Cluster(self._campaign(members), self._earlier(connection, members))
        return self._known[_name(first)]

    def _campaign(self, members: Sequence[Post]) -> dict[_Name, str]:
        """Give, of the members that have a part in a campaign, its words."""
        if not members or is_short(members[0].text):
            return {}
        found = duplicates.spread(range(len(members)), members, self._settings).campaign
        words = steps.campaign(found.authors, found.hours) if found else ""
        return {_name(members[n]): words for n in found.posts} if found else {}

    def _earlier(self, connection: sqlite3.Connection, members: Sequence[Post]) -> Post | None:
        """Give the first member that an earlier run judged, unless the one that leads was surely written before it.

        The index puts comments without a time in the order of their ids, and lets what is copied most lead.
        """
        if not members or self._is_earlier(connection, members[0]):
            return None
        led = moment(members[0].published)
        for member in members[1:]:
            at = moment(member.published)
            if (led is None or at is None or at <= led) and self._is_earlier(connection, member):
                return member
        return None

    def _is_earlier(self, connection: sqlite3.Connection, post: Post) -> bool:
        number, _, _, judged = _on_desk(connection, post)
        return number is None or 0 < judged < self._run

    def _is_repost(self, stored: Stored, post: Post, told: Told) -> bool:
        """Leave out a comment's own earlier words, the same comment read elsewhere, and what everybody says."""
        other = told.post
        if _name(other) == _name(post):
            return False
        same_author = bool(post.author) and post.author == other.author
        if same_author and post.published and post.published == other.published:
            return False
        if is_short(post.text):
            return same_author and post.thread == other.thread
        return not (same_author and stored.comment.by_article_author)


def _on_desk(connection: sqlite3.Connection, post: Post) -> tuple[int | None, str, str, int]:
    """Give number, thread, id and run that a post has on the desk; one of `duplicates --index` was seen before all."""
    row = connection.execute(
        "SELECT c.number, t.name, c.id, c.judged FROM comment c JOIN thread t ON t.number = c.thread"
        " WHERE t.label = ? AND c.key = ?",
        (post.thread or "", post.id),
    ).fetchone()
    return (
        (None, post.thread or "", post.id, 0) if row is None else (int(row[0]), str(row[1]), str(row[2]), int(row[3]))
    )


def post_of(stored: Stored, thread: str) -> Post:
    """Give a comment as the index knows it: by the key that stays."""
    comment = stored.comment
    return Post(stored.key, comment.text, comment.author, thread, comment.published)


def posts_of(found: Sequence[Stored], thread: str) -> list[Post]:
    """Give comments as the index knows them."""
    return [post_of(stored, thread) for stored in found]


def is_short(text: str) -> bool:
    """Tell whether a text is so short that many say it: 'Thank you!'."""
    return Form(text).is_short


def reason(text: str, repeats: Repeated) -> Reason:
    """Tell a re-post as a reason: all of the text shows it."""
    start = len(text) - len(text.lstrip())
    return Reason(f"repost-{repeats.kind}", "", start, len(text.rstrip()))


def _name(post: Post) -> _Name:
    return post.thread, post.id

"""What a comment on the desk repeats, among all that any run saw; and the campaign it is part of.

Not everything that stands twice is a re-post: 'Thank you!' is said by many, and a site that is read from its export and
from its pages has every comment twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope import duplicates, steps
from agorascope.duplicates import Post
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


class Reposts:
    """Asks the index about comments, as it stands after all of a run was added."""

    def __init__(self, index: Index, settings: Settings) -> None:
        """Remember campaigns as long as this lives: a wave is looked through once."""
        self._index, self._settings = index, settings
        self._campaigns: dict[_Name, dict[_Name, str]] = {}

    def of(self, connection: sqlite3.Connection, stored: Stored, thread: str) -> Found:
        """Tell what a comment repeats; `thread` is the label of its thread on the desk that the connection is to."""
        post = post_of(stored, thread)
        told = self._index.repeat(post)
        first = told.post if told else post
        campaign = self._campaign(first).get(_name(post))
        if told is None or not self._is_repost(stored, post, told):
            return Found(campaign=campaign)
        number, where, name = _on_desk(connection, told.post)
        repeats = Repeated(
            thread=where,
            id=name,
            author=told.post.author,
            published=told.post.published,
            kind=told.kind,
            similarity=round(told.similarity, 6),
        )
        return Found(repeats, number, campaign)

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

    def _campaign(self, first: Post) -> dict[_Name, str]:
        """Give the campaign of every post in one, of the cluster that a post leads."""
        if is_short(first.text):
            return {}
        if _name(first) not in self._campaigns:
            members = self._index.cluster(first, MOST)
            found = duplicates.spread(range(len(members)), members, self._settings).campaign
            words = steps.campaign(found.authors, found.hours) if found else ""
            self._campaigns[_name(first)] = {_name(members[n]): words for n in found.posts} if found else {}
        return self._campaigns[_name(first)]


def _on_desk(connection: sqlite3.Connection, post: Post) -> tuple[int | None, str, str]:
    """Give number, thread and id that a post has on the desk; a post of `duplicates --index` lies on none."""
    row = connection.execute(
        "SELECT c.number, t.name, c.id FROM comment c JOIN thread t ON t.number = c.thread"
        " WHERE t.label = ? AND c.key = ?",
        (post.thread or "", post.id),
    ).fetchone()
    return (None, post.thread or "", post.id) if row is None else (int(row[0]), str(row[1]), str(row[2]))


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

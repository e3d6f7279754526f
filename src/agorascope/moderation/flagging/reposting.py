"""What a comment on the desk repeats, among all that any run saw; and the campaign it is part of.

Not everything that stands twice is a re-post: 'Thank you!' is said by many, and a site that is read from its export and
from its pages has every comment twice.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope import deduplication, steps
from agorascope.deduplication import Post, normal_form
from agorascope.deduplication.forms.form import Form
from agorascope.moderation.flagging.placing import Placed, placed
from agorascope.records import Reason, Repeated

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agorascope.deduplication.index import Index, Told
    from agorascope.moderation.store.threads import Stored
    from agorascope.records import DuplicateKind
    from agorascope.settings import Settings

MOST: Final = 100_000
"""Members of a cluster that a campaign is looked for among, the newest."""
SURE_TRANSLATION: Final = 0.7
"""Less probable translations are not told: a good comment marked as a re-post is worse than one that is missed."""
SURE_ACROSS: Final = 0.97
"""The same between threads, where a comment is compared with thousands more that may happen to say nearly the same."""
_CLUSTERS: Final = 4_096
_Name = tuple[str | None, str]


class Found(Struct, frozen=True):
    """What a comment repeats, the number of that comment on the desk if it lies there, and its campaign in words."""

    repeats: Repeated | None = None
    leads: int | None = None
    campaign: str | None = None


class _Cluster(Struct, frozen=True):
    """What is known of a cluster: campaigns by member, and the member that the others repeat; None for one alone."""

    campaign: dict[_Name, str]
    original: Placed | None


class Reposts:
    """Asks the index about comments, as it stands after all of a run was added."""

    def __init__(self, index: Index, settings: Settings, run: int, most: int = MOST) -> None:
        """Remember what is known of the last `_CLUSTERS` clusters: a wave is looked through once, its `most` newest."""
        self._index, self._settings, self._run, self._most = index, settings, run, most
        self._known: OrderedDict[_Name, _Cluster] = OrderedDict()

    def of(self, connection: sqlite3.Connection, stored: Stored, thread: str) -> Found:
        """Tell what a comment repeats; `thread` is the label of its thread on the desk that the connection is to."""
        post = post_of(stored, thread)
        told = self._index.repeat(post)
        cluster = self._cluster(connection, told.post if told else post)
        campaign = cluster.campaign.get(_name(post))
        original = cluster.original
        if original is None or not _is_repost(stored, post, original.post):
            return Found(campaign=campaign)
        kind, similarity = self._alike(post, original.post, told)
        least = SURE_TRANSLATION if post.thread == original.post.thread else SURE_ACROSS
        if kind == "translation" and similarity < least:
            return Found(campaign=campaign)
        repeats = Repeated(
            thread=original.thread,
            id=original.id,
            author=original.post.author,
            published=original.post.published,
            kind=kind,
            similarity=round(similarity, 6),
        )
        return Found(repeats, original.number, campaign)

    def _alike(self, post: Post, original: Post, told: Told | None) -> tuple[DuplicateKind, float]:
        """Tell how a comment repeats the original of its cluster, which the index may have follow it or another one."""
        if normal_form(post.text) == normal_form(original.text):
            return "exact", 1.0
        found = told or self._index.repeat(original)
        return (found.kind, found.similarity) if found else ("exact", 1.0)

    def _cluster(self, connection: sqlite3.Connection, first: Post) -> _Cluster:
        name = _name(first)
        if name not in self._known:
            members = self._index.cluster(first, self._most)
            places = [placed(connection, member) for member in members] if len(members) > 1 else []
            original = min(places, key=lambda place: place.order(self._run)) if places else None
            self._known[name] = _Cluster(self._campaign(members), original)
        self._known.move_to_end(name)
        while len(self._known) > _CLUSTERS:
            self._known.popitem(last=False)
        return self._known[name]

    def _campaign(self, members: Sequence[Post]) -> dict[_Name, str]:
        """Give, of the members that have a part in a campaign, its words."""
        if not members or is_short(members[0].text):
            return {}
        found = deduplication.spread(range(len(members)), members, self._settings).campaign
        words = steps.campaign(found.authors, found.hours) if found else ""
        return {_name(members[n]): words for n in found.posts} if found else {}


def _is_repost(stored: Stored, post: Post, original: Post) -> bool:
    """Leave out the original, a comment's own earlier words, the same comment read elsewhere, what everybody says."""
    if _name(original) == _name(post):
        return False
    same_author = bool(post.author) and post.author == original.author
    if same_author and post.published and post.published == original.published:
        return False
    if is_short(post.text):
        return same_author and post.thread == original.thread
    return not (same_author and stored.comment.by_article_author)


def post_of(stored: Stored, thread: str) -> Post:
    """Give a comment as the index knows it: by the key that stays."""
    comment = stored.comment
    return Post(stored.key, comment.text, comment.author, thread, comment.published)


def is_short(text: str) -> bool:
    """Tell whether a text is so short that many say it: 'Thank you!'."""
    return Form(text).is_short


def reason(text: str, repeats: Repeated) -> Reason:
    """Tell a re-post as a reason: all of the text shows it."""
    start = len(text) - len(text.lstrip())
    return Reason(f"repost-{repeats.kind}", "", start, len(text.rstrip()))


def _name(post: Post) -> _Name:
    return post.thread, post.id

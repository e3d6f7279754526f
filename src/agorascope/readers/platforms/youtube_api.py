"""Comment threads as YouTube's Data API (v3) gives them: `commentThreads.list` and `comments.list`."""

from __future__ import annotations

from collections import Counter

from agorascope.amounts import many
from agorascope.readers.fields import words
from agorascope.readers.json.document import Row, count, identity, moment, row
from agorascope.readers.markup.rendering import Rendered, plain
from agorascope.readers.notation.quotations import quoted
from agorascope.readers.threads.drafts import Drafts
from agorascope.records import Article, Comment, SiteStatus

WATCH = "https://www.youtube.com/watch?v="
STATUSES: dict[str, SiteStatus] = {"heldForReview": "pending", "likelySpam": "spam", "rejected": "trash"}
LATER = "not in the file: `commentThreads` gives a few, `comments` with `parentId` gives all"


class Answers:
    """Takes comment threads and comments into the discussions of their videos."""

    def __init__(self, found: Drafts) -> None:
        """Take where they go."""
        self._found = found
        self._unnamed = 0
        self._later: Counter[str] = Counter()

    def take(self, thing: Row) -> None:
        """Take a comment thread or a comment."""
        snippet = row(thing, "snippet")
        if thing.get("kind") != "youtube#commentThread":
            self._comment(thing, snippet, None)
            return
        above = self._comment(row(snippet, "topLevelComment"), snippet, None)
        there = row(thing, "replies").get("comments")
        replies = there if isinstance(there, list) else []
        for reply in replies:
            self._comment(reply, snippet, above)
        later = (count(snippet.get("totalReplyCount")) or 0) - len(replies)
        if later > 0:
            self._later[_video(snippet)] += later

    def tell_missing(self) -> None:
        """Say how many replies of each video's comments the API kept back."""
        for video, later in self._later.items():
            self._found.tell(video, "missing-comments", f"{many(later, 'reply is', 'replies are')} {LATER}")

    def _comment(self, comment: object, thread: Row, above: str | None) -> str | None:
        """Take a comment of a thread and give its id; None for what is no comment."""
        snippet = row(comment, "snippet") if isinstance(comment, dict) else {}
        if not isinstance(comment, dict) or not snippet:
            self._found.notices.add("bad-item", "not a comment; left out")
            return None
        self._unnamed += 1
        name = identity(comment.get("id")) or f"comment-{self._unnamed}"
        video = _video(thread) or _video(snippet)
        typed = _typed(snippet)
        channel = identity(thread.get("channelId")) or identity(snippet.get("channelId"))
        self._found.article(video, Article(url=f"{WATCH}{video}" if video else None))
        written = Comment(
            id=name,
            parent=identity(snippet.get("parentId")) or above,
            author=words(snippet, "authorDisplayName"),
            published=moment(snippet.get("publishedAt")),
            text=typed.text,
            quoted=typed.quoted,
            links=typed.links,
            by_article_author=channel is not None and identity(row(snippet, "authorChannelId").get("value")) == channel,
            site_status=STATUSES.get(words(snippet, "moderationStatus") or ""),
        )
        self._found.comment(video, written)
        return name


def _video(snippet: Row) -> str:
    return identity(snippet.get("videoId")) or ""


def _typed(snippet: Row) -> Rendered:
    """Give what was typed; `textDisplay` is HTML, in which only `<br>` breaks a line."""
    text = words(snippet, "textOriginal")
    return Rendered(text, quoted(text)) if text else plain(words(snippet, "textDisplay") or "", as_typed=True)

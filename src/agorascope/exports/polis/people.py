"""Who takes part in a discussion: the same persons that the summary counts as voices."""

from __future__ import annotations

from agorascope.exports.results import Row
from agorascope.summary.voices import ARTICLE_AUTHOR, REMOVED, speaker


def person(comment: Row) -> str:
    """Name who speaks, as summaries do."""
    if comment["by_article_author"]:
        return ARTICLE_AUTHOR
    return speaker(comment["author"] or comment["signature"], comment["comment_id"])


def may_vote(comment: Row, spam: Row, duplicate: Row) -> bool:
    """Tell whether a comment has a voice: no spam, no re-post within the discussion, not taken down by the site."""
    repeats = duplicate["thread_of"] is not None
    return not (spam["is_spam"] or repeats or comment["site_status"] in REMOVED)

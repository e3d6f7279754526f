"""Who takes part in a discussion: the same persons that the summary counts as voices."""

from __future__ import annotations

import unicodedata
from typing import Final

from agorascope.exports.results import Row

REMOVED: Final = frozenset({"spam", "trash", "deleted"})


def person(comment: Row) -> str:
    """Name who speaks, as `summary.voices.person` does: two unsigned comments are of two persons."""
    if comment["by_article_author"]:
        return "article author"
    name = comment["author"] or comment["signature"]
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split()) if name else ""
    return f"name:{folded}" if folded else f"comment:{comment['comment_id']}"


def may_vote(comment: Row, spam: Row, duplicate: Row) -> bool:
    """Tell whether a comment has a voice: no spam, no re-post within the discussion, not taken down by the site."""
    repeats = duplicate["thread_of"] is not None
    return not (spam["is_spam"] or repeats or comment["site_status"] in REMOVED)

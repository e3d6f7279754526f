"""Which layer decides about a comment, and what the flag on it says.

A moderator's word about the same text stands above the site's own layer, that above the general model; a campaign is
spam whatever the words. What is not spam may still be a re-post.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from agorascope.moderation.flagging import reposting
from agorascope.records import Flag, Reason

if TYPE_CHECKING:
    from agorascope.moderation.flagging.reposting import Found
    from agorascope.records import Comment, Layer, Spam

TAKEN_DOWN: Final = frozenset({"spam", "trash", "deleted"})
"""What a site says of comments that nobody sees any more."""
SURE: Final = 0.99
"""The score of words that a moderator marked as spam before."""


class Known(Struct, frozen=True):
    """What a moderator decided about the same words: `spam` or `approve`, who and when."""

    verdict: str
    who: str
    at: str


class Evidence(Struct, frozen=True, kw_only=True):
    """All that is known when a comment is judged; `site` is the score of the site's own layer where it is used."""

    comment: Comment
    spam: Spam
    site: float | None
    found: Found
    known: Known | None


def judged(evidence: Evidence, threshold: float) -> Flag | None:
    """Give the flag of a comment, or None where a moderator need not look."""
    comment = evidence.comment
    if not comment.text.strip() or comment.site_status in TAKEN_DOWN:
        return None
    score, layer, reasons = _spam(evidence)
    repeats = evidence.found.repeats
    again = (reposting.reason(comment.text, repeats),) if repeats else ()
    if score >= threshold:
        return Flag(
            kind="spam",
            score=score,
            layer=layer,
            general=evidence.spam.score,
            reasons=(*reasons, *again),
            repeats=repeats,
        )
    if repeats is None:
        return None
    return Flag(
        kind="duplicate",
        score=repeats.similarity,
        layer="reposts",
        general=evidence.spam.score,
        reasons=again,
        repeats=repeats,
    )


def _spam(evidence: Evidence) -> tuple[float, Layer, tuple[Reason, ...]]:
    """Give the score of spam, who decided it, and why."""
    spam, known, text = evidence.spam, evidence.known, evidence.comment.text
    if known is not None:
        if known.verdict == "approve":
            return 0.0, "moderator", ()
        reasons = (_whole(text, "known-spam", f"{known.who}, {known.at}"), *spam.reasons)
        return max(SURE, spam.score), "moderator", reasons
    if evidence.found.campaign:
        return spam.score, "reposts", spam.reasons
    if evidence.site is None:
        return spam.score, "general", spam.reasons
    own = () if spam.is_spam else (_whole(text, "site-layer", ""),)
    return evidence.site, "site", (*own, *spam.reasons)


def _whole(text: str, code: str, detail: str) -> Reason:
    return Reason(code, detail, len(text) - len(text.lstrip()), len(text.rstrip()))

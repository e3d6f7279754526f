"""What was done, in words: batches, times, the standing of the site's own layer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from agorascope.moderation.learning import LayerTold
    from agorascope.moderation.store.decisions import Batch
    from agorascope.phrases import Phrases

_LONGEST: Final = 40  # characters of a time that is none


def moment(say: Phrases, iso: str) -> str:
    """Write an ISO 8601 day, or a day and its time (with `UTC` where it says so); what is neither stays, cut short."""
    if "T" not in iso or len(iso) > _LONGEST:
        return say.date(iso[:_LONGEST])
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{say.date(iso)}, {at:%H:%M}{' UTC' if at.utcoffset() == timedelta(0) else ''}"


def done(say: Phrases, batch: Batch, left: int = 0) -> str:
    """Say what a batch did, or that it was taken back, all but the comments that were left as they are."""
    n = batch.comments
    if batch.undone_at is not None:
        n = max(0, n - left)
        return say.ngettext("Taken back: %(n)s comment.", "Taken back: %(n)s comments.", n)
    if batch.verdict == "approve":
        return say.ngettext("Approved: %(n)s comment.", "Approved: %(n)s comments.", n)
    if batch.verdict == "spam":
        return say.ngettext("Marked as spam: %(n)s comment.", "Marked as spam: %(n)s comments.", n)
    if batch.verdict == "duplicate":
        return say.ngettext("Marked as re-post: %(n)s comment.", "Marked as re-posts: %(n)s comments.", n)
    return say.ngettext("Marked as not sure: %(n)s comment.", "Marked as not sure: %(n)s comments.", n)


def passed(say: Phrases, left: int) -> str:
    """Say of how many comments nothing was changed, because they were no longer as the page showed them."""
    return say.ngettext(
        "%(n)s comment was left as it is: somebody decided about it meanwhile, or its words have changed.",
        "%(n)s comments were left as they are: somebody decided about them meanwhile, or their words have changed.",
        left,
    )


def layer(say: Phrases, told: LayerTold | None) -> str:
    """Say whether the site's own layer is used, and if not, why."""
    if told is None:
        return say.gettext("This site's own layer is not used yet: nothing was decided that it could learn from.")
    numbers = {"spam": say.number(told.spam), "approved": say.number(told.approved)}
    learned = say.ngettext(
        "It has seen %(n)s decision (%(spam)s spam, %(approved)s approved).",
        "It has seen %(n)s decisions (%(spam)s spam, %(approved)s approved).",
        told.decisions,
        **numbers,
    )
    return f"{_standing(say, told.standing)} {learned}"


def _standing(say: Phrases, standing: str) -> str:
    return {
        "used": say.gettext("This site's own layer is used on top of the general model."),
        "too-few": say.gettext("This site's own layer is not used yet: there are too few decisions to learn from."),
        "one-sided": say.gettext(
            "This site's own layer is not used yet: it needs comments that were approved and comments marked as spam."
        ),
        "no-better": say.gettext(
            "This site's own layer is not used: on decisions of this site it does no better than the general model."
        ),
    }.get(standing, standing)

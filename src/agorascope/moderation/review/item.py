"""One comment: its words, what it repeats, the thread it stands in, what was decided about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from agorascope.moderation.review import asking
from agorascope.moderation.review.asking import NothingError
from agorascope.moderation.review.entries import Entry, entry, portion
from agorascope.moderation.review.office import office_of, view, words_for
from agorascope.moderation.review.thread import thread
from agorascope.moderation.store.queue import Wanted
from agorascope.pages.differences import Beside, beside, plainly

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.store.queue import Seen
    from agorascope.moderation.words import DeskWords

COMPARED: Final = 4_000
"""Characters of two texts that are set side by side."""
_PAIRS: Final = 6
_MEMBERS: Final = 50


class Pair(NamedTuple):
    """Two comments side by side; `cut` where only the beginnings are compared."""

    left: Entry
    right: Entry
    beside: Beside
    cut: bool


def comment(request: Request) -> Response:
    """Show a comment, or say that there is none."""
    desk, words = office_of(request).desk, words_for(request)
    asked = asking.asked(request.query_params)
    seen = found(request, desk)
    start = asking.number(request.query_params.get("from") or "0")
    return view(
        request,
        "comment.html",
        asked,
        entry=portion(seen, words, start),
        start=start,
        pairs=pairs(desk, seen, words),
        rows=thread(desk, seen, words),
        history=desk.history(seen.number),
        following=following(desk, asked, seen),
    )


def cluster(request: Request) -> Response:
    """Show the comments that repeat one another, and ask what to decide about those of them that wait."""
    desk, words = office_of(request).desk, words_for(request)
    seen = found(request, desk)
    first, *others = desk.seen(desk.cluster(seen.number, _MEMBERS))
    return view(
        request,
        "cluster.html",
        asking.asked(request.query_params),
        first=entry(first, words),
        pairs=[_pair(first, other, words) for other in others],
        number=seen.number,
        leader=seen.cluster,
        alike=seen.alike,
        size=desk.size(Wanted(cluster=seen.cluster)),
    )


def found(request: Request, desk: Desk) -> Seen:
    """Give the comment that an address names; raises `UnreadableError`, and `NothingError` where there is none."""
    number = asking.number(request.path_params["number"])
    seen = desk.seen([number])
    if not seen:
        raise NothingError(number)
    return seen[0]


def following(desk: Desk, asked: asking.Asked, seen: Seen) -> Seen | None:
    """Give the comment after one in the queue that it was opened from."""
    behind = desk.page(asked.wanted, (seen.flag.score, seen.number), 1) if seen.flag else []
    return behind[0] if behind else None


def pairs(desk: Desk, seen: Seen, words: DeskWords) -> list[Pair]:
    """Set a comment beside the one that it repeats, or beside those that repeat it."""
    if seen.alike < 2:  # noqa: PLR2004 - one comment repeats nothing
        return []
    if seen.cluster != seen.number:
        return [_pair(first, seen, words) for first in desk.seen([seen.cluster])]
    others = [number for number in desk.cluster(seen.number, _PAIRS + 1) if number != seen.number]
    return [_pair(seen, other, words) for other in desk.seen(others)]


def _pair(left: Seen, right: Seen, words: DeskWords) -> Pair:
    is_translated = right.flag and right.flag.repeats and right.flag.repeats.kind == "translation"
    compare = plainly if is_translated else beside
    one, other = left.comment.text, right.comment.text
    shown = compare(one[:COMPARED], other[:COMPARED])
    return Pair(entry(left, words), entry(right, words), shown, max(len(one), len(other)) > COMPARED)

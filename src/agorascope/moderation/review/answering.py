"""What is answered to a form: where to go on, or, to the script of the page, what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from agorascope.moderation.review import asking, item
from agorascope.moderation.review.facets import facets, numbers, total
from agorascope.moderation.review.office import news, office_of, words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.review.asking import Asked
    from agorascope.moderation.store.decisions import Outcome
    from agorascope.moderation.store.queue import Seen

Told = dict[str, int | None]


def wants_json(request: Request) -> bool:
    """Tell whether it was the script of the page that sent the form."""
    return request.headers.get("accept", "") == "application/json"


def answer(
    request: Request, batch: int | None, done: Sequence[int], left: Sequence[int], others: int | None = None
) -> Response:
    """Tell the script of the page what was done: numbers, and words to show as they are."""
    from starlette.responses import JSONResponse

    office, words = office_of(request), words_for(request)
    asked, counts = asking.asked(request.query_params), office.tally.counts()
    size = total(asked, counts)
    told = news(request, batch, len(left) if others is None else others)
    changed = words.say.gettext("changed meanwhile")
    verdicts = [
        (seen.number, words.verdict(seen.verdict) if seen.verdict else changed) for seen in office.desk.seen(left)
    ]
    return JSONResponse({
        "said": told.said if told else "",
        "batch": told.batch if told else None,
        "done": list(done),
        "left": [{"number": number, "verdict": verdict} for number, verdict in verdicts],
        "waiting": words.say.number(counts.open),
        "total": None if size is None else words.say.number(size),
        "filters": numbers(facets(asked, counts, words), words),
    })  # fmt: skip


def onward(request: Request, asked: Asked, outcome: Outcome, last: int) -> Response:
    """Go to the next comment of the queue, on its own page where the form was on one."""
    desk = office_of(request).desk
    about: Told = {"about": outcome.batch, "left": len(outcome.left) or None}
    is_alone = origin(request) == "comment"
    if is_alone and outcome.left:
        return moved(f"/comment/{last}", asked.query(), about)
    after = _next(desk, asked, last)
    if is_alone and after:
        return moved(f"/comment/{after.number}", asked.query(), about)
    return moved("/", asked.query(), about, f"c{after.number}" if after else "")


def _next(desk: Desk, asked: Asked, number: int) -> Seen | None:
    found = desk.seen([number])
    return item.following(desk, asked, found[0]) if found else None


def back(request: Request, batch: int, restored: Sequence[int], left: int) -> Response:
    """Go back to where something was taken back: to the comment, in the queue or alone, or to the history."""
    asked, view = asking.asked(request.query_params), origin(request)
    about: Told = {"about": batch, "left": left or None}
    if view == "history":
        return moved("/history", "", about)
    if view == "comment" and len(restored) == 1:
        return moved(f"/comment/{restored[0]}", asked.query(), about)
    return moved("/", asked.query(), about, f"c{restored[0]}" if restored else "")


def moved(path: str, query: str, told: Told | None = None, spot: str = "") -> Response:
    """Send a browser on with a GET, so that loading the page again decides nothing again."""
    from starlette.responses import RedirectResponse

    more = urlencode({name: value for name, value in (told or {}).items() if value is not None})
    whole = "&".join(part for part in (query, more) if part)
    return RedirectResponse(f"{path}{'?' if whole else ''}{whole}{'#' if spot else ''}{spot}", 303)


def origin(request: Request) -> str:
    """Name the page that a form was on."""
    return str(request.state.form.get("view") or "queue")

"""What the forms do: decide about comments that still are as they were shown, and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.moderation.review import asking
from agorascope.moderation.review.answering import answer, back, moved, onward, wants_json
from agorascope.moderation.review.asking import NothingError, UnreadableError
from agorascope.moderation.review.office import office_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

    from agorascope.moderation.store.decisions import Shown
    from agorascope.records import Verdict


def decide(request: Request) -> Response:
    """Decide about one comment (`decide`: verdict, comment) or the ticked ones (`many`: verdict; `pick`: comments)."""
    office, form = office_of(request), request.state.form
    asked = asking.asked(request.query_params)
    if "decide" not in form and "many" not in form:
        return moved("/", asked.query())
    verdict, shown = _chosen(form)
    outcome = office.desk.decide_if(shown, verdict, office.who, _seen(form))
    if outcome.batch is not None:
        office.decided()
    if wants_json(request):
        return answer(request, outcome.batch, outcome.decided, outcome.left)
    return onward(request, asked, outcome, shown[-1][0])


def decide_all(request: Request) -> Response:
    """Decide about everything that matches; where that is more than was confirmed by now, ask again."""
    office, form = office_of(request), request.state.form
    asked = asking.asked(request.query_params)
    verdict, most = asking.verdict(_text(form, "verdict")), asking.number(_text(form, "most"))
    outcome = office.desk.decide_at_most(asked.wanted, verdict, office.who, most)
    if outcome is None:
        return moved("/all", asked.query(), {"more": 1})
    if outcome.batch is not None:
        office.decided()
    queue = asking.asked(_text(form, "back"))
    return moved("/", queue.query(), {"about": outcome.batch})


def undo(request: Request) -> Response:
    """Take a batch back, whoever decided it; it stays in the history."""
    office, form = office_of(request), request.state.form
    number = asking.number(_text(form, "batch"))
    batch = office.batch(number)
    if batch is None:
        raise NothingError(number)
    restored = (office.desk.undo(office.who, number) or (number, []))[1] if batch.undone_at is None else []
    if restored:
        office.decided()
    left = batch.comments - len(restored) if batch.undone_at is None else 0
    if wants_json(request):
        return answer(request, number, restored, (), left)
    return back(request, number, restored, left)


def _chosen(form: FormData) -> tuple[Verdict, list[Shown]]:
    one = form.get("decide")
    if isinstance(one, str):
        verdict, _, comment = one.partition(" ")
        return asking.verdict(verdict), [asking.shown(comment)]
    shown = [asking.shown(str(pick)) for pick in form.getlist("pick")]
    if not shown:
        raise UnreadableError("no comment is ticked")
    return asking.verdict(_text(form, "many")), shown


def _seen(form: FormData) -> Verdict | None:
    """Read the verdict that the comments had when the form was made."""
    seen = _text(form, "seen")
    return None if seen == asking.OPEN else asking.verdict(seen)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""

"""Pages to look at: the queue, everything that matches a filter, the history, how the desk stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agorascope.moderation.review import asking, saying
from agorascope.moderation.review.entries import entry
from agorascope.moderation.review.exporting import offered
from agorascope.moderation.review.facets import facets, state, total
from agorascope.moderation.review.office import office_of, view, words_for
from agorascope.moderation.store.queue import PAGE

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

BATCHES: Final = 50
_INSIDE: Final = 3  # comments that are named of a batch
_SAMPLE: Final = 5


def queue(request: Request) -> Response:
    """Show what waits, or what was decided, the surest first: a page of it."""
    office, words = office_of(request), words_for(request)
    asked = asking.asked(request.query_params)
    found = office.desk.page(asked.wanted, asked.after, PAGE + 1)
    counts = office.tally.counts()
    shown = found[:PAGE]
    last = shown[-1] if len(found) > PAGE else None
    return view(
        request,
        "queue.html",
        asked,
        counts=counts,
        entries=[entry(seen, words) for seen in shown],
        facets=facets(asked, counts, words),
        total=total(asked, counts),
        further=asking.place((last.flag.score, last.number)) if last and last.flag else None,
        state=state(words, asked.wanted.state),
    )


def everything(request: Request) -> Response:
    """Ask whether everything that matches is to be decided about, and say how many that are."""
    office, words = office_of(request), words_for(request)
    asked = asking.asked(request.query_params)
    found, counts = office.desk.page(asked.wanted, None, _SAMPLE), office.tally.counts()
    chosen = [
        choice.name for facet in facets(asked, counts, words)[1:] for choice in facet.choices[1:] if choice.chosen
    ]
    return view(
        request,
        "everything.html",
        asked,
        counts=counts,
        entries=[entry(seen, words) for seen in found],
        size=office.desk.size(asked.wanted),
        chosen=[state(words, asked.wanted.state), *chosen],
        more="more" in request.query_params,
    )


def history(request: Request) -> Response:
    """Show what was decided, batch by batch, the newest first."""
    office, words = office_of(request), words_for(request)
    asked = asking.asked(request.query_params)
    before = request.query_params.get("before")
    found = office.desk.batches(BATCHES + 1, asking.number(before) if before else None)
    shown = found[:BATCHES]
    held = [[entry(seen, words, 120) for seen in office.desk.inside(batch.number, _INSIDE)] for batch in shown]
    return view(
        request,
        "history.html",
        asked,
        batches=list(zip(shown, held, strict=True)),
        before=shown[-1].number if len(found) > BATCHES else None,
    )


def status(request: Request) -> Response:
    """Show how the desk stands: what waits, what was decided, whether the site's own layer is used."""
    office, words = office_of(request), words_for(request)
    learner = office.learner
    return view(
        request,
        "status.html",
        asking.asked(request.query_params),
        layer=None if learner is None else saying.layer(words.say, learner.told()),
        who=office.who,
        exports=offered(office.desk),
    )

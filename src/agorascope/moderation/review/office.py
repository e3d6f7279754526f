"""What every page works with: the desk, who sits at it, and the page's frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from agorascope.moderation.review import saying, tongue
from agorascope.moderation.review.asking import Asked
from agorascope.moderation.review.environment import page, words_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.review.access import Access
    from agorascope.moderation.review.learner import Learner
    from agorascope.moderation.review.tally import Tally
    from agorascope.moderation.store.decisions import Batch
    from agorascope.moderation.words import DeskWords


class Office(NamedTuple):
    """A desk with its moderator; `locale` is that of pages for those who chose none."""

    desk: Desk
    access: Access
    tally: Tally
    who: str
    learner: Learner | None
    locale: str | None

    def batch(self, number: int) -> Batch | None:
        """Give a batch by its number."""
        found = self.desk.batches(1, number + 1)
        return found[0] if found and found[0].number == number else None

    def decided(self) -> None:
        """Tell the learner that something was decided."""
        if self.learner is not None:
            self.learner.decided()


class News(NamedTuple):
    """What was done last, and the batch that can be taken back."""

    said: str
    batch: int | None


def office_of(request: Request) -> Office:
    """Give what the page of a request works with."""
    return cast("Office", request.app.state.office)


def words_for(request: Request) -> DeskWords:
    """Give the words of the language of a request."""
    return words_of(locale_of(request))


def locale_of(request: Request) -> str:
    """Choose the language of a request."""
    header = request.headers.get("accept-language", "")
    return tongue.chosen(request.cookies, office_of(request).locale, header)


def view(request: Request, template: str, asked: Asked | None = None, **told: object) -> Response:
    """Fill a page in its frame: how many wait, what was done last, the session's token for forms."""
    office, question = office_of(request), asked or Asked()
    frame = {
        "asked": question,
        "query": question.query(),
        "path": request.url.path,
        "csrf": request.state.form_token,
        "counts": told.pop("counts", None) or office.tally.counts(),
        "news": news(request, question.about, question.left),
    }
    return page(template, locale_of(request), {**frame, **told})


def news(request: Request, about: int | None, left: int) -> News | None:
    """Say what a batch did and what it left; None where there is nothing to say."""
    say = words_for(request).say
    batch = None if about is None else office_of(request).batch(about)
    said = [saying.done(say, batch, left)] if batch else []
    said += [saying.passed(say, left)] if left else []
    if not said:
        return None
    return News(" ".join(said), batch.number if batch and batch.undone_at is None else None)

"""The application: which address is answered by what, and what is said when something goes wrong."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

from agorascope.errors import IndexBusyError, IndexUnusableError
from agorascope.moderation.review import deciding, exporting, item, looking, tongue
from agorascope.moderation.review.asking import NothingError, UnreadableError
from agorascope.moderation.review.environment import assets, page, warm
from agorascope.moderation.review.guard import Guard
from agorascope.moderation.review.office import Office
from agorascope.moderation.review.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.review.access import Access
    from agorascope.moderation.review.learner import Learner

_FOREVER = "private, max-age=31536000, immutable"  # an asset's name has a digest of it
_TROUBLES: dict[type[Exception], tuple[int, str]] = {
    UnreadableError: (400, "unreadable"),
    NothingError: (404, "nothing"),
    sqlite3.OperationalError: (503, "busy"),
    IndexBusyError: (503, "busy"),
    IndexUnusableError: (503, "unusable"),
}


def create_app(desk: Desk, access: Access, *, locale: str | None, who: str, learner: Learner | None) -> Starlette:
    """Make the application of a desk; whatever is decided on it is decided by `who`.

    `locale` is one of `phrases.LOCALES`, or None for what each browser likes.
    """
    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    warm()
    refusal = _refusal(locale)
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, access=access, refusal=refusal)],
        exception_handlers=_handlers(refusal),
    )
    app.state.office = Office(desk, access, Tally(desk), who, learner, locale)
    return app


def _routes() -> list[Route]:
    from starlette.routing import Route

    return [
        Route("/", looking.queue),
        Route("/comment/{number}", item.comment),
        Route("/cluster/{number}", item.cluster),
        Route("/all", looking.everything),
        Route("/all", deciding.decide_all, methods=["POST"]),
        Route("/decide", deciding.decide, methods=["POST"]),
        Route("/undo", deciding.undo, methods=["POST"]),
        Route("/history", looking.history),
        Route("/status", looking.status),
        Route("/export", exporting.export),
        Route("/assets/{name}", asset),
    ]


def asset(request: Request) -> Response:
    """Give the style sheet or the script."""
    from starlette.responses import Response

    if request.path_params["name"] not in assets():
        raise NothingError
    text, media_type = assets()[request.path_params["name"]]
    return Response(text, media_type=media_type, headers={"Cache-Control": _FOREVER})


def _refusal(locale: str | None) -> Callable[[Request, int, str], Response]:
    """Make what is answered to those who are sent away; to a name that is not ours, nothing at all."""

    def refusal(request: Request, status: int, code: str) -> Response:
        from starlette.responses import JSONResponse, Response

        if code == "host":
            return Response(status_code=status)
        if request.headers.get("accept", "") == "application/json":
            return JSONResponse({"trouble": code}, status)
        language = tongue.chosen(request.cookies, locale, request.headers.get("accept-language", ""))
        return page("refused.html", language, {"code": code}, status)

    return refusal


def _handlers(refusal: Callable[[Request, int, str], Response]) -> dict[int | type[Exception], Callable[..., Response]]:
    def handler(status: int, code: str) -> Callable[[Request, Exception], Response]:
        def handle(request: Request, error: Exception) -> Response:
            if isinstance(error, IndexUnusableError):  # whoever started the page can mend it
                logging.getLogger(__name__).error("%s", error)
            return refusal(request, status, code)

        return handle

    found: dict[int | type[Exception], Callable[..., Response]] = {
        404: handler(404, "nothing"),
        405: handler(405, "method"),
    }
    return found | {kind: handler(*told) for kind, told in _TROUBLES.items()}

"""Before any page: is this browser ours, is this form from our own page; after it: what a browser may do with it.

Whoever is not let in is told nothing of what lies on the desk.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from agorascope.moderation.review import tongue
from agorascope.moderation.review.posting import RefusedError, limited, posted

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from agorascope.moderation.review.access import Access

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """An ASGI application around another: it lets in who has a session, and forms that our own pages sent."""

    def __init__(self, app: ASGIApp, access: Access, refusal: Callable[[Request, int, str], Response]) -> None:
        """Guard `app`; `refusal` makes the page for those who are sent away."""
        self._app, self._access, self._refusal = app, access, refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        from starlette.requests import ClientDisconnect, Request

        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        else:
            request = Request(scope, limited(receive))
            try:
                answer = await self._answer(request)
            except RefusedError as refused:
                answer = self._refusal(request, refused.status, refused.code)
            except ClientDisconnect:
                return
            await self._sent(answer or self._app, request, send)

    async def _sent(self, app: ASGIApp, request: Request, send: Send) -> None:
        """Send what an application answers; where that breaks, say so in the log, and without details in the answer."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await app(request.scope, request.receive, guarded(watched))
        except Exception:
            if begun:
                raise
            logging.getLogger(__name__).exception("%s %s", request.method, request.url.path)
            await self._refusal(request, 500, "trouble")(request.scope, request.receive, guarded(send))

    async def _answer(self, request: Request) -> Response | None:
        """Give the answer to what needs no page; None where the page may be made. Raises `RefusedError`."""
        check_host(request, self._access)
        if request.method not in {"GET", "HEAD", "POST"}:
            raise RefusedError(405, "method")
        if "token" in request.query_params:
            return self._enter(request)
        if request.url.path.startswith("/assets/"):
            return None
        token = self._access.form_token(request.cookies.get(self._access.cookie, ""))
        if token is None:
            raise RefusedError(403, "closed")
        request.state.form_token = token
        if request.method == "POST":
            request.state.form = await posted(request, token)
            return None
        return tongue.switched(request)

    def _enter(self, request: Request) -> Response:
        from starlette.responses import RedirectResponse

        if request.method == "POST" or not self._access.opens(request.query_params["token"]):
            raise RefusedError(403, "token")
        answer = RedirectResponse("/", 303)
        answer.set_cookie(
            self._access.cookie,
            self._access.session(),
            path="/",
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer


def check_host(request: Request, access: Access) -> None:
    """Make sure that a request names this server, once; raises `RefusedError`."""
    hosts = request.headers.getlist("host")
    if len(hosts) != 1:
        raise RefusedError(400, "host")
    if not access.knows(hosts[0]):
        raise RefusedError(421, "host")


def guarded(send: Send) -> Send:
    """Send every answer with what a browser may do with it."""

    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            named = {name.lower() for name, _ in message["headers"]}
            more = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *(one for one in more if one[0] not in named)]}
        await send(message)

    return send_guarded

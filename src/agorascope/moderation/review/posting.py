"""What a form has to be before anything is done with it: sent by our own page, in this session, and not too long."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.types import Message, Receive

MOST: Final = 1_000_000
"""Bytes of a form."""
_FIELDS: Final = 5_000
_FORM: Final = "application/x-www-form-urlencoded"


class RefusedError(Exception):
    """A request that is not answered; `code` says why: a key of the page for those who are sent away."""

    def __init__(self, status: int, code: str) -> None:
        """Take the HTTP status and the code."""
        super().__init__(code)
        self.status, self.code = status, code


async def posted(request: Request, token: str) -> FormData:
    """Read a form that one of our own pages sent in this session; raises `RefusedError`."""
    from starlette.exceptions import HTTPException

    check_origin(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise RefusedError(415, "form")
    try:
        form = await request.form(max_files=0, max_fields=_FIELDS)
    except (HTTPException, UnicodeDecodeError) as error:
        raise RefusedError(400, "form") from error
    given = form.get("csrf") or request.headers.get("x-csrf-token") or ""
    if not isinstance(given, str) or not compare_digest(given.encode(), token.encode()):
        raise RefusedError(403, "form")
    return form


def check_origin(request: Request) -> None:
    """Refuse what another page sent; raises `RefusedError`.

    Browsers say so in `Sec-Fetch-Site` where the address is trustworthy (https, this machine); elsewhere in `Origin`,
    which is `null` because our pages send no referrer: then cookie (`SameSite`) and form token decide alone.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        if site != "same-origin":
            raise RefusedError(403, "foreign")
    elif origin not in {None, "null", f"{request.url.scheme}://{request.headers['host']}"}:
        raise RefusedError(403, "foreign")


def limited(receive: Receive) -> Receive:
    """Read no more of a request than a form may have; raises `RefusedError`."""
    size = 0

    async def receive_some() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST:
            raise RefusedError(413, "size")
        return message

    return receive_some

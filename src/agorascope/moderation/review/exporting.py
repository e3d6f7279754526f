"""Decisions as a file to take away."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from urllib.parse import urlencode

from agorascope.errors import UsageError
from agorascope.moderation.review.asking import UnreadableError
from agorascope.moderation.review.office import office_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from agorascope.moderation.desk import Desk

_HELD: Final = 8 << 20  # bytes that are held in memory
_BLOCK: Final = 1 << 16


def export(request: Request) -> Response:
    """Give the decisions that stand, in one of the formats; those of sites only about comments that they know.

    Where decisions are about several sites, `site` names the host of one.
    """
    from starlette.responses import StreamingResponse

    from agorascope.moderation import out

    name = request.query_params.get("to", "")
    if name not in out.FORMATS:
        raise UnreadableError(f"{name[:40]!r}: choose one of {', '.join(out.FORMATS)}")
    form = out.FORMATS[name]
    try:
        decisions, _ = out.chosen(office_of(request).desk, name, site=request.query_params.get("site") or None)
    except UsageError as error:
        raise UnreadableError(str(error)) from error
    file = cast("BinaryIO", SpooledTemporaryFile(_HELD))  # noqa: SIM115 - closed when the last byte was sent
    out.write(name, decisions, file)
    size = file.tell()
    headers = {"Content-Disposition": f'attachment; filename="decisions{form.suffix}"', "Content-Length": str(size)}
    return StreamingResponse(_blocks(file), media_type=form.media_type, headers=headers)


def offered(desk: Desk) -> list[tuple[str, str]]:
    """Give what can be taken away: what it is called, and the query that asks for it; of several sites each its own."""
    from agorascope.moderation import out

    hosts = out.hosts(desk)
    found = []
    for name in out.FORMATS:
        if out.is_for_site(name) and len(hosts) > 1:
            found += [(f"{name} · {host}", urlencode({"to": name, "site": host})) for host in hosts]
        else:
            found.append((name, urlencode({"to": name})))
    return found


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block

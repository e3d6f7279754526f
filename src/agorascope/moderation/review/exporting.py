"""Decisions as a file to take away."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from agorascope.moderation.review.asking import UnreadableError
from agorascope.moderation.review.office import office_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

_HELD: Final = 8 << 20  # bytes that are held in memory
_BLOCK: Final = 1 << 16


def export(request: Request) -> Response:
    """Give the decisions that stand, in one of the formats; those of sites only about comments that they know."""
    from starlette.responses import StreamingResponse

    from agorascope.moderation import out

    name = request.query_params.get("to", "")
    if name not in out.FORMATS:
        raise UnreadableError(f"{name[:40]!r}: choose one of {', '.join(out.FORMATS)}")
    form = out.FORMATS[name]
    decisions, _ = out.chosen(office_of(request).desk, name)
    file = cast("BinaryIO", SpooledTemporaryFile(_HELD))  # noqa: SIM115 - closed when the last byte was sent
    out.write(name, decisions, file)
    size = file.tell()
    headers = {"Content-Disposition": f'attachment; filename="decisions{form.suffix}"', "Content-Length": str(size)}
    return StreamingResponse(_blocks(file), media_type=form.media_type, headers=headers)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block

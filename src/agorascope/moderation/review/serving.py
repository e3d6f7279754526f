"""The page served to a browser: one process, until it is stopped."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Final

from agorascope.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

_PORTS: Final = 65_535
_GRACE: Final = 5  # seconds that answers under way have when the server is stopped
_WILD: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - named to be told apart, not listened on


def serve(app: Starlette, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve an application that `create_app` made until Ctrl-C; port 0 is whichever is free.

    `ready` is called with the address to open, token and all, once connections are taken. Raises `UsageError` where
    nothing can listen there.
    """
    import uvicorn

    with listening(host, port) as found:
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_GRACE,
        )
        server = uvicorn.Server(config)
        app.state.server = server
        ready(opening(app, host, found.getsockname()[1]))
        with contextlib.suppress(KeyboardInterrupt):  # how uvicorn ends after Ctrl-C
            server.run(sockets=[found])


def listening(host: str, port: int) -> socket.socket:
    """Listen; raises `UsageError`."""
    if not 0 <= port <= _PORTS:
        raise UsageError(f"{port} is no port; name another --port, up to {_PORTS}")
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.create_server(address[:2], family=family)
    except OSError as error:
        raise UsageError(f"{host}:{port}: {error}; name another --host or --port") from error
    # Connections take this over; without it each answer waits some 40 ms for the other side to say that its head came.
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return found


def opening(app: Starlette, host: str, port: int) -> str:
    """Give the address that opens the page: of the host, or of a name of the server where it listens everywhere."""
    access = app.state.office.access
    name = next(iter(sorted(access.hosts)), host) if host in _WILD else host
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/?token={access.token}"

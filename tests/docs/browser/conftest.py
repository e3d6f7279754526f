"""The browser for the documentation site, opened from the disk and from a server of this machine."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.docs.building import built
from tests.pages.browser.conftest import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the browser for this folder: no two may run at once in one process."""
    yield from started()


@pytest.fixture(scope="package")
def site() -> Path:
    """Give the site, built once for all tests."""
    return built()[0]


@pytest.fixture(scope="package")
def served(site: Path) -> Iterator[str]:
    """Serve the site; give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(params=["file", "http"])
def root(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """Give where the site is: on the disk, as who unpacks it opens it, and on a server."""
    return site.as_uri() if request.param == "file" else served

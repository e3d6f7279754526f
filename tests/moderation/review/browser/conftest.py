"""Opens the review page in Debian's Chromium; every page is watched: what it says, runs or asks for elsewhere fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from tests.moderation.review.making import served
from tests.pages.browser.conftest import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page, Request

    from agorascope.moderation.desk import Desk

Opened = Callable[..., "Page"]
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the browser for this folder alone: no two may run at once in one process."""
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE)
    yield from started()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Give a function that serves a desk and opens it; at the end nothing may have been said, asked for or refused.

    `expected` is a word of what a page may say.
    """
    troubles: list[str] = []
    with ExitStack() as stack:

        def open_desk(desk: Desk, *, learner: Any = None, expected: str = "\0", **context: Any) -> Page:
            url = stack.enter_context(served(desk, learner=learner))
            made = browser.new_context(**{"locale": "en-GB", **context})
            stack.callback(made.close)
            page = made.new_page()
            page.set_default_timeout(PATIENCE)
            page.set_default_navigation_timeout(PATIENCE)
            _watch(page, url.partition("/?")[0], troubles, expected)
            page.goto(url)
            return page

        yield open_desk
    assert troubles == []


def _watch(page: Page, base: str, troubles: list[str], expected: str) -> None:
    def said(message: ConsoleMessage) -> None:
        if expected not in message.text:
            troubles.append(f"console: {message.text}")

    def asked(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def failed(error: Error) -> None:
        troubles.append(f"error: {error}")

    def requested(request: Request) -> None:
        if not request.url.startswith((f"{base}/", "data:")):
            troubles.append(f"request: {request.url}")

    page.on("console", said)
    page.on("dialog", asked)
    page.on("pageerror", failed)
    page.on("request", requested)
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (e) => console.log('refused: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )

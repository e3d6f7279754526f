"""Opens reports in Debian's Chromium; every page is watched: what it says, asks for or refuses fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Error, Page, Request

NAMES = ("chromium", "google-chrome", "chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PATIENCE = 180_000  # milliseconds: a busy machine is no fault of the page

Opened = Callable[..., "Page"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the browser for this folder: no two may run at once in one process."""
    yield from started()


def started() -> Iterator[Browser]:
    """Start a browser; without one the test is skipped, unless the environment says it has to be there."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("AGORASCOPE_BROWSER") == "required":
            pytest.fail("no Chromium here, and AGORASCOPE_BROWSER=required")
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Give a function that opens a page's text; at the end nothing may have been said, asked for, run or refused."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(text: str, spot: str = "", **context: Any) -> Page:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(text, encoding="utf-8")
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        _watch(page, troubles)
        page.goto(f"{path.as_uri()}{spot}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def _watch(page: Page, troubles: list[str]) -> None:
    def said(message: ConsoleMessage) -> None:
        troubles.append(f"console: {message.text}")

    def asked(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def failed(error: Error) -> None:
        troubles.append(f"error: {error}")

    def requested(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            troubles.append(f"request: {request.url}")

    page.on("console", said)
    page.on("dialog", asked)
    page.on("pageerror", failed)
    page.on("request", requested)
    page.add_init_script(
        "addEventListener('securitypolicyviolation',"
        " (e) => console.log('refused: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )

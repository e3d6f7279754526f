"""The pictures of moderator.md: Monday's queue, and what it looks like after the first key."""

from __future__ import annotations

import shutil
import signal
import subprocess
from typing import TYPE_CHECKING

from scripts.tutorials.commands import COMMAND, agorascope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def moderator(folder: Path, corpora: Path, browser: Browser) -> Iterator[tuple[str, bytes]]:
    """Yield names and PNGs: the queue on Monday, then after one decision."""
    shutil.copy(corpora / "tutorials" / "monday.xml", folder)
    agorascope(folder, "flag monday.xml --index desk.db --quiet")
    with _review(folder) as served:
        page = _opened(served, browser)
        yield "queue.webp", page.screenshot()
        page.keyboard.press("s")
        page.locator(".said").wait_for()
        page.locator("h1", has_text="3").wait_for()
        yield "decided.webp", page.screenshot()
        served.send_signal(signal.SIGINT)


def _review(folder: Path) -> subprocess.Popen[str]:
    command = [COMMAND, "review", "--index", "desk.db", "--who", "Ann"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def _opened(served: subprocess.Popen[str], browser: Browser) -> Page:
    """Open the address that is printed."""
    address = served.stdout.readline().strip() if served.stdout else ""
    page = browser.new_context(locale="en-GB", viewport={"width": 1000, "height": 560}).new_page()
    page.goto(address)
    return page

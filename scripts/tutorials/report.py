"""The pictures of content-team.md in its languages: where people stand, a quote at its place, the debate."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from scripts.tutorials.commands import agorascope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, ViewportSize

SIDES = "--thesis club-en=favor --thesis club-el=favor --thesis club-zh=against"


def content_team(folder: Path, corpora: Path, browser: Browser) -> Iterator[tuple[str, bytes]]:
    """Yield names and PNGs."""
    pages = folder / "debate"
    pages.mkdir()
    shutil.copy(corpora / "discussions" / "en-dev.txt", pages / "club-en.txt")
    for name in ("club-el.html", "club-zh.csv"):
        shutil.copy(corpora / "tutorials" / name, pages)
    agorascope(folder, f"analyze debate/ -o out --together {SIDES} --no-reports --quiet")
    for locale, mark in (("en", ""), ("el", "-el"), ("zh", "-zh")):
        agorascope(folder, f"analyze debate/club-en.txt --report page.html --ui {locale} --quiet")
        page = _opened(browser, folder / "page.html", 560)
        yield f"sides{mark}.webp", page.locator("#stance").screenshot()
        page.locator("a", has_text="412 members").first.click()
        page.locator("#comment-9").scroll_into_view_if_needed()
        yield f"quote{mark}.webp", page.screenshot()
        if mark:
            agorascope(folder, f"report out --ui {locale} --format html -o {locale} --quiet")
            page = _opened(browser, folder / locale / "debate-club-en-2.html", 760)
            page.locator("#points").evaluate("section => section.scrollIntoView()")
            yield f"debate{mark}.webp", page.screenshot()


def _opened(browser: Browser, path: Path, height: int) -> Page:
    size: ViewportSize = {"width": 900, "height": height}
    page = browser.new_context(locale="en-GB", viewport=size, reduced_motion="reduce").new_page()
    page.goto(path.as_uri())
    return page

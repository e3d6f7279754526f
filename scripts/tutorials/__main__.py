"""Make docs/tutorials/pictures anew: a browser sees what a reader of the tutorials sees.

usage: .venv/bin/python -m scripts.tutorials [researcher] [moderator] [content-team]      nothing: all
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.tutorials.desk import moderator
from scripts.tutorials.report import content_team
from scripts.tutorials.study import figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "tutorials" / "pictures"
LESSONS: dict[str, Callable[[Path, Path, Browser], Iterator[tuple[str, bytes]]]] = {
    "moderator": moderator,
    "content-team": content_team,
}
_AS_WEBP = """async (png) => {
  const picture = new Image();
  picture.src = 'data:image/png;base64,' + png;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d').drawImage(picture, 0, 0);
  return canvas.toDataURL('image/webp', 0.85).split(',')[1];
}"""


def main() -> None:
    """Make the pictures of the lessons that are named, or of all."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    if chromium is None:
        sys.exit("no Chromium here: scripts/browser installs one")
    PICTURES.mkdir(exist_ok=True)
    asked = sys.argv[1:] or ["researcher", *LESSONS]
    if "researcher" in asked:
        with tempfile.TemporaryDirectory() as folder:
            _write("stance.svg", figure(Path(folder), ROOT / "corpora"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        for name in filter(LESSONS.__contains__, asked):
            with tempfile.TemporaryDirectory() as folder:
                for file, png in LESSONS[name](Path(folder), ROOT / "corpora", browser):
                    _write(file, _webp(png, browser))
        browser.close()


def _write(file: str, content: bytes) -> None:
    (PICTURES / file).write_bytes(content)
    print(f"{file}: {len(content):,} bytes")


def _webp(png: bytes, browser: Browser) -> bytes:
    """Let the browser itself write the smaller format."""
    page = browser.new_page()
    written = page.evaluate(_AS_WEBP, base64.b64encode(png).decode())
    page.close()
    return base64.b64decode(written)


if __name__ == "__main__":
    main()

"""docs/wordpress.md from start to end: an export, `flag`, the page by keys, and the script that changes the site."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from playwright.sync_api import expect

from tests.moderation.out.test_wp_cli import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = Path(__file__).parents[4] / "corpora" / "discussions" / "en-dev.json"
COMMAND = [sys.executable, "-c", "from agorascope.cli import main; main()"]
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><wp:wxr_version>1.2</wp:wxr_version><item>'
)


def exported(path: Path) -> dict[str, str]:
    """Write an annotated discussion as WordPress exports it, and give the status of each comment by id."""
    page = json.loads(PAGE.read_text("utf-8"))
    rows = "".join(
        f"<wp:comment><wp:comment_id>{500 + c['n']}</wp:comment_id><wp:comment_author>{escape(c['author'] or '')}"
        f"</wp:comment_author><wp:comment_date_gmt>2026-11-29 10:{c['n']:02}:00</wp:comment_date_gmt>"
        f"<wp:comment_content>{escape(c['text'])}</wp:comment_content><wp:comment_approved>1</wp:comment_approved>"
        f"<wp:comment_parent>{500 + c['parent'] if c['parent'] else 0}</wp:comment_parent></wp:comment>"
        for c in page["comments"]
    )
    about = f"<title>{escape(page['article']['title'])}</title><link>https://shop.example/?p=9</link><wp:post_id>9</wp:post_id>"
    thesis = escape(page["article"].get("thesis") or "")
    about += f"<content:encoded>{thesis}</content:encoded><wp:post_type>post</wp:post_type>"
    path.write_text(f"{HEAD}{about}{rows}</item></channel></rss>", "utf-8")
    return {str(500 + c["n"]): "approve" for c in page["comments"]}


def run(*arguments: object) -> bytes:
    """Run a command of ours."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_from_an_export_to_a_clean_comment_section(browser: Browser, tmp_path: Path) -> None:
    """Adverts end in the spam folder, re-posts wait, all else stays; a second run changes nothing."""
    desk, export = tmp_path / "desk.db", tmp_path / "export.xml"
    before = exported(export)
    lines = run("flag", export, "--index", desk).decode().splitlines()
    assert len(lines) == 6
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*COMMAND, "review", "--index", str(desk), "--who", "ann"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        address = server.stdout.readline().strip()
        page = browser.new_context(locale="en-GB").new_page()
        page.goto(address)
        for left in range(6, 0, -1):
            expect(page.locator("h1")).to_have_text(f"Waiting {left}")
            kind = page.locator(".entry.now").inner_text()
            page.keyboard.press("s" if "Flagged by: general model" in kind else "d")
            expect(page.locator(".said")).to_contain_text("Marked as")
        expect(page.locator("h1")).to_have_text("Waiting 0")
        page.context.close()
    finally:
        server.send_signal(signal.SIGINT)
        _, told = server.communicate(timeout=60)
    assert "Traceback" not in told
    site = Site(tmp_path, before)
    script = run("feedback", "export", "--index", desk, "--to", "wp-cli")
    site.run(script)
    changed = {name: status for name, status in site.statuses.items() if status != "approve"}
    assert changed == dict.fromkeys(("508", "518", "522"), "spam") | dict.fromkeys(("520", "523", "524"), "hold")
    site.run(script)
    assert {name: status for name, status in site.statuses.items() if status != "approve"} == changed
    assert run("flag", export, "--index", desk) == b""

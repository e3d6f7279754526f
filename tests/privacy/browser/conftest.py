"""A browser for this folder, and what is looked for in every page that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.pages.browser.conftest import PATIENCE, started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Download, Error, Page, Request

CANARY: Final = (
    "Object.defineProperty(window, '__pwned', {set: (v) => console.log('pwned: ' + v), get: () => undefined});"
    "addEventListener('securitypolicyviolation', (e) => console.log('refused: ' + e.violatedDirective + ' '"
    " + e.blockedURI + ' ' + e.sample))"
)
OURS: Final = r"""() => {
  const bad = [], ids = new Set();
  const LEADS = /^(href|src|action|formaction|data|xlink:href|poster)$/i;
  const FINE = /^(#[\w.%-]*|https?:\/\/[^\s"'<>]*|\/[^\/\\]?.*|data:,|[\w%.-]+\.html(#[\w.%-]*)?|\?.*)?$/;
  const NEVER = /^(iframe|object|embed|base|frame|applet|math|marquee|video|audio|foreignobject|plaintext|isindex)$/i;
  const walk = (root) => {
    for (const e of root.querySelectorAll('*')) {
      for (const a of e.attributes) {
        if (/^on/i.test(a.name) || a.name === 'srcdoc') bad.push(`${e.tagName} ${a.name}=${a.value}`);
        if (LEADS.test(a.name) && !FINE.test(a.value)) bad.push(`${e.tagName} ${a.name}=${a.value}`);
      }
      if (NEVER.test(e.tagName)) bad.push(e.tagName);
      if (e.tagName === 'META' && /refresh/i.test(e.httpEquiv)) bad.push(e.outerHTML);
      if (e.id && ids.has(e.id)) bad.push(`twice: ${e.id}`);
      if (e.id && !/^[\w.:-]+$/.test(e.id)) bad.push(`id ${e.id}`);
      ids.add(e.id);
      if (e.tagName === 'TEMPLATE') walk(e.content);
      if (e.shadowRoot) bad.push('shadow root');
    }
    const comments = document.createNodeIterator(root, NodeFilter.SHOW_COMMENT);
    for (let c; (c = comments.nextNode());) bad.push(`comment: ${c.data}`);
  };
  walk(document);
  const native = (f) => typeof f === 'function' && /native code/.test(Function.prototype.toString.call(f));
  if (!(document.body instanceof HTMLBodyElement) || !native(document.getElementById) || !native(document.querySelector)
      || typeof document.cookie !== 'string' || !(window.location instanceof Location)) bad.push('clobbered');
  return bad;
}"""
"""What of a page is not ours: handlers, addresses that run, elements, ids; what was put over the page's own."""
Watched = Callable[..., "Page"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start the browser for this folder alone: no two may run at once in one process."""
    yield from started()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """Give a function that makes a page; at the end nothing may have run, been said, asked for elsewhere or refused.

    `base` is where requests may go, `expected` a word of what a page may say.
    """
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def make(base: str = "file:", expected: str = "\0", **context: Any) -> Page:
        contexts.append(browser.new_context(locale="en-GB", **context))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)

        _watch(page, base, expected, troubles)
        page.add_init_script(CANARY)
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []


def _watch(page: Page, base: str, expected: str, troubles: list[str]) -> None:
    def said(message: ConsoleMessage) -> None:
        if expected not in message.text:
            troubles.append(message.text)

    def asked(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def failed(error: Error) -> None:
        troubles.append(f"error: {error}")

    def opened(other: Page) -> None:
        troubles.append(f"window: {other.url}")

    def got(download: Download) -> None:
        troubles.append(f"download: {download.url}")

    def requested(request: Request) -> None:
        if not request.url.startswith((base, "data:,")):
            troubles.append(f"request: {request.url}")

    page.on("console", said)
    page.on("dialog", asked)
    page.on("pageerror", failed)
    page.on("popup", opened)
    page.on("download", got)
    page.on("request", requested)

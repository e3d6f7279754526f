"""Addresses of the web as pages give them: what is one, without who logs in with it, and whether words say it."""

from __future__ import annotations

import re
from urllib.parse import unquote

BLANK = "".join(map(chr, range(33)))
BROKEN = re.compile(r"[\t\n\r]")
LEAD = re.compile(r"(?:https?:[/\\]+|[/\\]{2,}|(?=www\.\w))(?=[^/\\])", re.IGNORECASE)
HOST = re.compile(r"[^/\\?#]*")
DISQUS = re.compile(r"(?:https?:)?//(?:www\.)?disq\.us/(?:url)?\?(?:[^#]{0,2000}&)?url=([^&#]+)", re.IGNORECASE)
SIGNED = re.compile(r":[\w-]{20,40}$")
BARE = re.compile(r"[^\s@:/\\?#]+\.[^\W\d_]{2,24}(?::\d{1,5})?(?=[/?#]|$)")
UNSAID = re.compile(r"(?:https?:)?[/\\]*(?:www\.)?", re.IGNORECASE)
BEFORE = r"(?<![\w.@/-])(?:https?:[/\\]+|[/\\]{2,9})?(?:www\.)?"
BEHIND = r"[/\\]*(?![\w/?#&=%@:-]|\.\w)"


def web_address(written: str | None) -> str | None:
    """Give an address of the web, without `user:password@`; None for `mailto:`, `javascript:` and whatever is none.

    Line breaks and tabs, and blanks around it, count for as little as they do to browsers (WHATWG URL). Disqus leads
    every link over a page of its own; where that leads is given.
    """
    text = BROKEN.sub("", (written or "").strip(BLANK)).strip()
    over = DISQUS.match(text)
    return (_address(SIGNED.sub("", unquote(over[1]))) if over else None) or _address(text)


def _address(text: str) -> str | None:
    lead = LEAD.match(text)
    if lead is None:
        return None
    authority = HOST.match(text, lead.end())
    host = authority[0] if authority else ""
    shown = host.rpartition("@")[2]
    if not any(map(str.isalnum, shown)) or (shown != host and not lead[0]):
        return None
    return f"{lead[0]}{shown}{text[lead.end() + len(host) :]}"


def own_site(written: str | None) -> str | None:
    """Give the web address that somebody signs with, also one without `http://`; None for e-mail addresses."""
    text = (written or "").strip(BLANK).strip()
    return web_address(text) or (text if BARE.match(text) else None)


def is_said(url: str, words: str) -> bool:
    """Tell whether words say an address, but for what is left out in writing: the scheme, `www.`, the last slash."""
    bare = _plain(UNSAID.sub("", url, count=1)).rstrip("/\\")
    shown = _plain(words)
    return bare in shown and re.search(f"{BEFORE}{re.escape(bare)}{BEHIND}", shown) is not None


def _plain(text: str) -> str:
    return unquote(text).casefold()

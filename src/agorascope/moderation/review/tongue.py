"""The language that a page is in: the one chosen on it, the one that the server was given, what the browser likes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from agorascope.phrases import LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

COOKIE: Final = "agorascope-language"
NAMES: Final = {
    "el": ("el", "Ελληνικά"),
    "en": ("en", "English"),
    "zh": ("zh-Hans", "简体中文"),
    "zh_Hant": ("zh-Hant", "繁體中文"),
}
"""What each language is called in itself, with its tag."""
_ENGLISH: Final = "en"
_TRADITIONAL: Final = frozenset({"hant", "tw", "hk", "mo"})
_LIKED = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")
_YEAR: Final = 31_536_000  # seconds
_MOST: Final = 500  # characters of a header that are read


def chosen(cookies: Mapping[str, str], given: str | None, header: str) -> str:
    """Choose one of `LOCALES`: that of the cookie, else the one given, else the one a browser likes best."""
    cookie = cookies.get(COOKIE, "")
    return cookie if cookie in LOCALES else given or liked(header)


def liked(header: str) -> str:
    """Give what an `Accept-Language` header likes best of `LOCALES` (RFC 9110, 12.5.4); English where it likes none."""
    found: list[tuple[float, str]] = []
    for part in header[:_MOST].split(","):
        match = _LIKED.fullmatch(part)
        locale = _locale(match[1].lower().split("-")) if match else None
        if match and locale:
            found.append((float(match[2] or 1), locale))
    quality, best = max(found, key=lambda one: one[0], default=(0.0, _ENGLISH))
    return best if quality else _ENGLISH


def _locale(tag: list[str]) -> str | None:
    if tag[0] == "zh":
        return "zh_Hant" if _TRADITIONAL & {*tag} and "hans" not in tag else "zh"
    return tag[0] if tag[0] in LOCALES else None


def switched(request: Request) -> Response | None:
    """Answer somebody who chose another language (`ui` in the address): a cookie, and the same page again."""
    from starlette.responses import RedirectResponse

    fields = request.query_params.multi_items()
    locale = request.query_params.get("ui", "")
    if locale not in LOCALES:
        return None
    query = urlencode([(name, value) for name, value in fields if name != "ui"])
    # One slash and no backslash: whatever was asked for, the way leads to this server.
    path = f"/{quote(request.url.path).lstrip('/')}"
    answer = RedirectResponse(f"{path}{'?' if query else ''}{query}", 303)
    answer.set_cookie(COOKIE, locale, max_age=_YEAR, path="/", httponly=True, samesite="strict")
    return answer

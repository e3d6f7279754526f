"""Exports of every format in which people's addresses, machines and keys stand where each site puts them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests.readers import (
    test_discourse,
    test_disqus,
    test_hackernews,
    test_reddit,
    test_wordpress,
    test_wxr,
    test_youtube,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAIL: Final = "secret.person@leak-mail.example"
IP: Final = "203.0.113.77"
IP6: Final = "2001:db8:77::77"
AGENT: Final = "LeakAgent/7.7"
TOKEN: Final = "LEAKTOKEN-0123456789abcdef"  # noqa: S105 - planted to be looked for
NEEDLES: Final = ("leak-mail.example", IP, IP6, "leakagent", "leaktoken")
"""What may stand nowhere, in small letters."""
SAID: Final = "kept-in-text.example"
"""What a comment itself says, which stays: by it the search shows that it can see."""
TEXTS: Final = (
    f"The members only hours are a good idea, because the club is full. Write to anna@{SAID} to join the list.",
    "I disagree, the fees are too high for families and nobody asked us.",
    f"Cheap pills and casino bonus, best price today, act now, mail deals@{SAID} or visit http://pills.{SAID}/buy",
)
PRIVATE: Final[dict[str, Any]] = {
    "email": MAIL, "author_email": MAIL, "user_email": MAIL, "comment_author_email": MAIL, "mail": MAIL, "ip": IP,
    "author_ip": IP, "comment_author_IP": IP, "ip_address": IP6, "user_agent": AGENT, "author_user_agent": AGENT,
    "comment_agent": AGENT, "token": TOKEN, "session": TOKEN, "password": TOKEN, "api_key": TOKEN, "cookie": TOKEN,
}  # fmt: skip
NAMES: Final = (f"Anna Karr <{MAIL}>", MAIL, f"Guest ({IP})", IP, f"Rob [{IP6}]", IP6)
"""Names in which an address stands, or that are one."""


def _wxr() -> str:
    more = {"author_email": MAIL, "author_IP": IP, "agent": AGENT}
    rows = [
        test_wxr.comment(
            n, text, author=name.replace("<", "&lt;"), parent=max(0, n - 1), date_gmt=f"2021-05-03 1{n}:00:00", **more
        )
        for n, (text, name) in enumerate(zip(TEXTS, NAMES, strict=False), 1)
    ]
    post = f"<wp:post_password>{TOKEN}</wp:post_password><wp:postmeta><wp:meta_key>_edit_lock</wp:meta_key>"
    meta = f"{post}<wp:meta_value>{TOKEN} {MAIL} {IP}</wp:meta_value></wp:postmeta>"
    whole = test_wxr.export(test_wxr.item(*rows, meta, body="The club should have hours for members only."))
    return whole.replace("eva@example.org", MAIL)


def _wordpress() -> str:
    more: dict[str, Any] = {"author_email": MAIL, "author_ip": IP, "author_user_agent": AGENT, "meta": {"token": TOKEN}}
    rows = [
        test_wordpress.comment(n, content={"rendered": f"<p>{text}</p>"}, author_name=name, **more)
        for n, (text, name) in enumerate(zip(TEXTS, NAMES[3:], strict=True), 10)
    ]
    return json.dumps([{**test_wordpress.post(1, password=TOKEN), "_embedded": {"replies": [rows]}}])


def _disqus() -> str:
    rows = [
        test_disqus.post(
            n,
            html=f"<p>{text}</p>",
            author=f"<email>{MAIL}</email><name>{name.replace('<', '&lt;')}</name><username>u{n}</username>",
            ipAddress=IP,
        )
        for n, (text, name) in enumerate(zip(TEXTS, NAMES, strict=False), 1)
    ]
    return test_disqus.export(test_disqus.thread(1), *rows).replace("eva@example.org", MAIL).replace("192.0.2.1", IP)


def _reddit() -> str:
    more = {"author_fullname": "t2_x", **PRIVATE}
    rows = [test_reddit.comment(f"c{n}", body=text, **more) for n, text in enumerate(TEXTS)]
    return json.dumps([test_reddit.listing(test_reddit.post(**PRIVATE)), test_reddit.listing(*rows)])


def _hackernews() -> str:
    rows = [test_hackernews.comment(n, text=text, **PRIVATE) for n, text in enumerate(TEXTS, 2)]
    return json.dumps(test_hackernews.story(*rows, **PRIVATE))


def _youtube() -> str:
    rows = [test_youtube.comment(f"c{n}", text=text, **PRIVATE) for n, text in enumerate(TEXTS)]
    more = {"http_headers": {"User-Agent": AGENT, "Cookie": TOKEN}, "url": f"https://x.example/v?token={TOKEN}&ip={IP}"}
    return json.dumps(test_youtube.video(*rows, **more))


def _discourse() -> str:
    posts = [
        test_discourse.post(n, cooked=f"<p>{text}</p>", name=NAMES[n - 1], **PRIVATE)
        for n, text in enumerate((*TEXTS, TEXTS[0]), 1)
    ]
    return json.dumps(test_discourse.topic(*posts, **PRIVATE))


def _rows() -> list[dict[str, Any]]:
    return [
        {
            "id": str(n),
            "text": text,
            "author": name,
            "article_id": "t",
            "published": f"2021-05-03T1{n}:00:00",
            **PRIVATE,
        }
        for n, (text, name) in enumerate(zip(TEXTS * 2, NAMES, strict=True))
    ]


def _jsonl() -> str:
    bad = [
        json.dumps({"id": {"email": MAIL}, "text": "fine"}),
        json.dumps({"id": 7, "text": {"mail": MAIL, "token": TOKEN}}),
        json.dumps({"id": 8, "text": "fine", "author": {"ip": IP}, "published": {"at": MAIL}}),
        json.dumps({"id": 9, "text": "fine", "email": MAIL})[:-9],
        f"{MAIL} {TOKEN}",
    ]
    return "\n".join([*map(json.dumps, _rows()), *bad]) + "\n"


def _csv() -> str:
    rows = _rows()
    lines = [",".join(rows[0]), *(",".join(f'"{value}"' for value in row.values()) for row in rows)]
    return "\n".join([*lines, f'1,"x",y,{MAIL},{TOKEN},{IP}' + f",{MAIL}" * 30, f'2,"{MAIL}"{TOKEN}']) + "\n"


def _page() -> str:
    said = "".join(
        f'<li class="comment" id="comment-{n}"><article><footer><b class="fn">{name.replace("<", "&lt;")}</b> '
        f'<a href="mailto:{MAIL}">mail</a><span class="ip">{IP}</span></footer>'
        f'<div class="comment-content"><p>{text}</p>'
        f"</div></article></li>"
        for n, (text, name) in enumerate(zip(TEXTS, NAMES, strict=False))
    )
    return (
        f'<html><head><title>Of hours</title><meta name="csrf-token" content="{TOKEN}"></head><body>'
        f'<input type="hidden" name="session" value="{TOKEN}"><article><h1>Of hours</h1>'
        "<p>The club should have hours for members only, because it is full.</p></article>"
        f'<ol class="comment-list">{said}</ol><form action="/x?token={TOKEN}"><input name="email" value="{MAIL}">'
        "</form></body></html>"
    )


SITES: Final[dict[str, Callable[[], str]]] = {
    "wxr.xml": _wxr,
    "wordpress.json": _wordpress,
    "disqus.xml": _disqus,
    "reddit.json": _reddit,
    "hackernews.json": _hackernews,
    "youtube.info.json": _youtube,
    "discourse.json": _discourse,
    "rows.jsonl": _jsonl,
    "rows.csv": _csv,
    "page.html": _page,
}
"""A file of each format."""


def plant(folder: Path) -> None:
    """Write them."""
    folder.mkdir()
    for name, made in SITES.items():
        (folder / name).write_text(made(), encoding="utf-8")

"""A browser without scripts: it follows links, keeps cookies and sends forms as they stand on the page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

import httpx
import lxml.html

from tests.moderation.review.making import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.moderation.desk import Desk
    from agorascope.moderation.review import Learner

SAME = {"Sec-Fetch-Site": "same-origin"}


class Seen:
    """A page that was answered."""

    def __init__(self, answer: httpx.Response) -> None:
        """Read it."""
        self.answer, self.status, self.url = answer, answer.status_code, str(answer.url)
        self.tree = lxml.html.document_fromstring(answer.text) if answer.text else None

    def all(self, path: str) -> list[str]:
        """Give the text of every element that an XPath finds, blanks made one."""
        assert self.tree is not None
        return [" ".join(found.text_content().split()) for found in self.tree.xpath(path)]

    def one(self, path: str) -> str:
        """Give the text of the only element that an XPath finds."""
        [found] = self.all(path)
        return found

    def attributes(self, path: str) -> list[str]:
        """Give attributes."""
        assert self.tree is not None
        return [str(value) for value in self.tree.xpath(path)]

    @property
    def entries(self) -> list[str]:
        """Give the numbers of the comments of a queue."""
        return self.attributes("//li[contains(@class, 'entry')]/@data-number")

    @property
    def news(self) -> str:
        """Give what was done last."""
        return self.one("//p[@class='said']")


class Visitor:
    """Somebody who has opened the address with the token."""

    def __init__(self, url: str, language: str = "en") -> None:
        """Come in."""
        self.client = httpx.Client(follow_redirects=True, timeout=60, headers={"Accept-Language": language})
        self.base = url.partition("/?")[0]
        self.first = Seen(self.client.get(url))

    def __enter__(self) -> Self:
        """Be there."""
        return self

    def __exit__(self, *error: object) -> None:
        """Go."""
        self.client.close()

    def get(self, path: str) -> Seen:
        """Open a page."""
        return Seen(self.client.get(self.base + path))

    def follow(self, page: Seen, path: str) -> Seen:
        """Follow the link that an XPath finds."""
        return self.get(page.attributes(f"{path}/@href")[0])

    def send(self, page: Seen, path: str, button: tuple[str, str], ticked: tuple[str, ...] = ()) -> Seen:
        """Press a button of the form that an XPath finds, with comments ticked."""
        assert page.tree is not None
        [form] = page.tree.xpath(path)
        names = form.xpath(".//button[@name=$name]/@value", name=button[0])
        assert button[1] in names
        hidden = [(one.get("name"), one.get("value")) for one in form.xpath(".//input[@type='hidden']")]
        picked = [(one.get("name"), one.get("value")) for one in form.xpath(".//input[@type='checkbox']")]
        fields = [*hidden, *((n, v) for n, v in picked if v.split("-")[0] in ticked), button]
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        address = urljoin(page.url, form.get("action"))
        return Seen(self.client.post(address, data=data, headers=SAME))

    def decide(self, page: Seen, number: str, verdict: str) -> Seen:
        """Press a comment's button."""
        [mark] = page.attributes(f"//li[@data-number='{number}']/@data-mark")
        return self.send(page, "//form[@id='decide']", ("decide", f"{verdict} {number}-{mark}"))


@contextmanager
def visited(
    desk: Desk, *, language: str = "en", locale: str | None = None, learner: Learner | None = None
) -> Iterator[Visitor]:
    """Serve a desk and visit it."""
    with served(desk, locale=locale, learner=learner) as url, Visitor(url, language) as visitor:
        yield visitor

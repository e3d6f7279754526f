"""What a page says about its article outside the text: title, author, time, address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from agorascope.readers.markup.linked_data import Told
from agorascope.readers.markup.naming import dashed, ends_as, named, property_of, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.phrases import unsaid
from agorascope.readers.markup.rendering import rendered
from agorascope.readers.notation.times import iso_time

SITE = re.compile(r"\s+[|–—»·:-]\s+[^|–—»·]{1,60}$|\s*[_|]\s*[^_|]{1,40}$|(?<=\w)[-–—][^-–—]{2,20}$")
AUTHORS = frozenset({"p-author", "author", "byline", "entry-author", "post-author", "author-name", "article-author"})
TIMES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "pubdate",
    "og:article:published_time",
    "dcterms.created",
)
LONGEST_NAME = 60
SHORTEST_TITLE = 8


def title_of(page: Element, data: Told) -> str | None:
    """Give the title as the page prints it: the longest heading that the title told to machines repeats."""
    said = [meta(page, "og:title"), data.title, meta(page, "twitter:title"), _text_of(page, "title")]
    titles = [" ".join(text.split()) for text in said if text]
    printed = [
        shown for node in page.iter("h1", "h2") if node.tag == "h1" or _is_title(node) if (shown := _shown(node))
    ]
    known = [heading for heading in printed if any(same(heading, t) or same(heading, SITE.sub("", t)) for t in titles)]
    inside = [
        heading
        for heading in printed
        if len(heading) > SHORTEST_TITLE and any(heading.casefold() in title.casefold() for title in titles)
    ]
    chosen = max(known or inside, key=len, default=None)
    if chosen:
        return chosen
    site = meta(page, "og:site_name")
    return next((_without_site(title, site) for title in titles), next(iter(printed), None))


def same(one: str, other: str) -> bool:
    """Tell whether two titles differ in case, signs and blanks alone."""
    return re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", other).casefold()


def _without_site(title: str, site: str | None) -> str:
    cut = SITE.sub("", title)
    tail = title[len(cut) :]
    return cut if cut and (site is None or site.casefold() in tail.casefold() or not tail) else title


def _is_title(node: Element) -> bool:
    around = [node, *node.iterancestors()][:2]
    return property_of(node) == "headline" or any(
        {"title", "headline", "entry", "post"} & set(words(n)) for up in around for n in named(up)
    )


def author_of_page(page: Element, data: Told) -> str | None:
    """Give who wrote the article: what machines are told, else what is printed as its author."""
    said = data.author or meta(page, "author") or meta(page, "article:author")
    if said and _is_name(said):
        return unsaid(" ".join(said.split()))
    for test in _author_tests():
        for node in page.iter("span", "a", "div", "p", "address", "strong", "em", "b", "li", "cite", "meta"):
            name = _name(node) if test(node) else None
            if name:
                return name
    return None


def _author_tests() -> Iterator[Callable[[Element], bool]]:
    yield lambda node: property_of(node) == "author"
    yield lambda node: "author" in (node.get("rel") or "").split() and node.tag == "a"
    yield lambda node: any(dashed(token) in AUTHORS for token in tokens(node))


def _name(node: Element) -> str | None:
    inner = next((n for n in node.iter() if isinstance(n.tag, str) and _holds_name(n)), node)
    text = inner.get("content") or rendered(inner, lambda n: n.tag == "time" or ends_as(n, "time")).text
    line = next((line for line in text.split("\n") if line.strip()), "")
    name = unsaid(" ".join(line.split())).strip(" ,·|-–—:»")
    return name if _is_name(name) else None


def _holds_name(node: Element) -> bool:
    return property_of(node) == "name" or any(dashed(token) in {"fn", "p-name"} for token in tokens(node))


def _is_name(text: str) -> bool:
    is_short = 1 < len(text.strip()) <= LONGEST_NAME
    return is_short and "://" not in text and "email" not in text.casefold() and iso_time(text) is None


def published_of(page: Element, data: Told) -> str | None:
    """Give when the article appeared: what machines are told, else what is marked as its time."""
    for name in TIMES:
        moment = iso_time(meta(page, name))
        if moment:
            return moment
    if data.published:
        return data.published
    marked = (node for node in page.iter("time", "span", "abbr", "meta") if _is_time(node))
    called = (
        node for node in page.iter("time", "span", "div", "p", "dd", "li", "small", "em") if ends_as(node, "time")
    )
    return next((moment for node in (*marked, *called) if (moment := _moment(node))), None)


def _moment(node: Element) -> str | None:
    values = (node.get("datetime"), node.get("content"), node.get("title"), _shown(node))
    return next((found for value in values if value and (found := iso_time(value))), None)


def _is_time(node: Element) -> bool:
    marked = property_of(node) == "datepublished" or node.get("pubdate") is not None
    return marked or bool({"published", "dt-published", "entry-date"} & set(tokens(node)))


def url_of(page: Element, data: Told) -> str | None:
    """Give the page's own address."""
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href"))
    return meta(page, "og:url") or data.url


def meta(page: Element, name: str) -> str | None:
    """Give what a `meta` element of the page says under a name."""
    for node in page.iter("meta"):
        called = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        if called == name and (node.get("content") or "").strip():
            return str(node.get("content")).strip()
    return None


def _shown(node: Element) -> str:
    return " ".join(rendered(node).text.split())


def _text_of(page: Element, tag: str) -> str | None:
    node = next(iter(page.iter(tag)), None)
    return None if node is None else "".join(node.itertext()).strip() or None

"""The article of a web page: its text by trafilatura (Barbaresi 2021, ACL demo), its title, author and date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree
from msgspec import Struct

from agorascope.readers.markup.linked_data import Told
from agorascope.readers.markup.naming import dashed, ends_as, named, property_of, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.parts import _unsaid
from agorascope.readers.markup.rendering import HEADINGS, Rendered, rendered
from agorascope.readers.times import iso_time
from agorascope.records import Article, Offsets

SHORT = 250
FULLER = 2.0
BODIES = ("entry-content", "post-content", "article-content", "article-body", "e-content", "post-body", "articlebody", "post-entry", "story-body", "td-post-content", "content-body")
SITE = re.compile(r"\s+[|–—»·:-]\s+[^|–—»·]{1,60}$|\s*[_|]\s*[^_|]{1,40}$")


class Blocks(Struct, frozen=True):
    """Paragraphs and headings in order, for putting a text together."""

    parts: tuple[tuple[str, bool], ...]

    def text(self) -> tuple[str, tuple[Offsets, ...]]:
        """Give the text with a blank line between blocks, and the offsets of its headings."""
        at, spans = 0, []
        for part, is_heading in self.parts:
            if is_heading:
                spans.append((at, at + len(part)))
            at += len(part) + 2
        return "\n\n".join(part for part, _ in self.parts), tuple(spans)


def article_of(page: Element, data: Told) -> Article:
    """Read the article of a page from which the comments are taken away."""
    from trafilatura import bare_extraction

    title = _title(page, data)
    try:
        found = bare_extraction(page, include_comments=False, include_tables=True, with_metadata=True, deduplicate=False)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, etree.LxmlError):
        found = None  # its rules stumble over some broken pages; ours below do not
    blocks = Blocks(tuple(_blocks(found.body, title))) if found is not None and found.body is not None else Blocks(())
    text, headings = blocks.text()
    marked = _marked(page, title)
    if marked and (len(text) < SHORT or len(marked.text) > FULLER * len(text)) and len(marked.text) > len(text):
        text, headings = marked.text, marked.headings
    if data.text and len(text) < SHORT and len(data.text) > len(text):
        text, headings = data.text, ()
    return Article(
        title=title or (found.title if found else None),
        author=_author(page, data) or (found.author if found else None),
        published=_published(page, data) or (found.date if found else None),
        url=_url(page) or data.url,
        text=text,
        headings=headings,
    )


def _blocks(body: Element, title: str | None) -> Iterator[tuple[str, bool]]:
    """Give trafilatura's blocks as they are read; the title above the text is not part of it."""
    for at, block in enumerate(body):
        is_heading = block.tag == "head"
        text = _block_text(block)
        if text and not (is_heading and at < 2 and title and _same(text, title)):  # noqa: PLR2004 -- at the top only
            yield text, is_heading


def _block_text(block: Element) -> str:
    """Render one of trafilatura's elements (TEI names) with its breaks and items as lines."""
    lines: list[str] = [""]
    for event, node in etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            if node.tag in {"lb", "item", "row", "p"} and lines[-1].strip():
                lines.append("")
            lines[-1] += node.text or ""
        else:
            if node.tag in {"cell"}:
                lines[-1] += " "
            if node is not block:
                lines[-1] += node.tail or ""
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _marked(page: Element, title: str | None) -> Rendered | None:
    """Render the element that themes and microdata mark as the article's text; the longest of several."""
    found = [node for node in page.iter("div", "section", "article", "main") if _is_body(node)]
    texts = [rendered(node, lambda inner: _is_around(inner, title)) for node in found]
    return max(texts, key=lambda text: len(text.text), default=None)


def _is_body(node: Element) -> bool:
    return property_of(node) == "articlebody" or any(dashed(token) in BODIES for token in tokens(node))


def _is_around(node: Element, title: str | None) -> bool:
    if node.tag in {"nav", "aside", "footer", "form"} or any(words(t)[-1:] in {("share",), ("sharing",), ("related",), ("tags",), ("sharedaddy",), ("nav",)} for t in tokens(node)):
        return True
    return node.tag in HEADINGS and bool(title) and _same(" ".join("".join(node.itertext()).split()), title or "")


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", other).casefold()


def _title(page: Element, data: Told) -> str | None:
    """Give the title as the page prints it: the heading that its machine-readable title or the window's title repeats."""
    said = [_meta(page, "og:title"), data.title, _meta(page, "twitter:title"), _text_of(page, "title")]
    titles = [" ".join(text.split()) for text in said if text]
    printed = [_shown(node) for node in page.iter("h1", "h2") if _is_title(node) or node.tag == "h1"]
    for heading in filter(None, printed):
        if any(_same(heading, title) or _same(heading, SITE.sub("", title)) for title in titles):
            return heading
    for heading in filter(None, printed):
        if any(len(heading) > 8 and heading.casefold() in title.casefold() for title in titles):  # noqa: PLR2004
            return heading
    site = _meta(page, "og:site_name")
    for title in titles:
        return _without_site(title, site)
    return next(filter(None, printed), None)


def _without_site(title: str, site: str | None) -> str:
    cut = SITE.sub("", title)
    tail = title[len(cut) :]
    return cut if cut and (site is None or site.casefold() in tail.casefold() or not tail) else title


def _is_title(node: Element) -> bool:
    return property_of(node) == "headline" or any({"title", "headline"} & set(words(name)) for name in named(node))


def _shown(node: Element) -> str:
    return " ".join(rendered(node).text.split())


def _author(page: Element, data: Told) -> str | None:
    """Give who wrote the article: by what machines are told, else what is printed in its head."""
    tests: tuple[Callable[[Element], bool], ...] = (
        lambda node: property_of(node) == "author",
        lambda node: "author" in (node.get("rel") or "").split() and node.tag == "a",
        lambda node: any(dashed(t) in {"p-author", "author", "byline", "entry-author", "post-author", "author-name", "article-author"} for t in tokens(node)),
    )
    said = data.author or _meta(page, "author") or _meta(page, "article:author")
    if said and not said.startswith("http") and len(said) < 100:  # noqa: PLR2004
        return _unsaid(said)
    for test in tests:
        for node in page.iter("span", "a", "div", "p", "address", "strong", "em", "b", "li", "cite", "meta"):
            if test(node):
                name = _author_name(node)
                if name:
                    return name
    return None


def _author_name(node: Element) -> str | None:
    inner = next((n for n in node.iter() if isinstance(n.tag, str) and (property_of(n) == "name" or any(dashed(t) in {"fn", "p-name"} for t in tokens(n)))), node)
    text = inner.get("content") or rendered(inner, lambda n: n.tag == "time" or ends_as(n, "time")).text
    line = next((line for line in text.split("\n") if line.strip()), "")
    name = _unsaid(" ".join(line.split())).strip(" ,·|-–—:")
    return name if 1 < len(name) <= 60 and iso_time(name) is None else None  # noqa: PLR2004


def _published(page: Element, data: Told) -> str | None:
    for name in ("article:published_time", "datepublished", "date", "dc.date", "pubdate", "og:article:published_time", "dcterms.created"):
        moment = iso_time(_meta(page, name))
        if moment:
            return moment
    if data.published:
        return data.published
    for node in page.iter("time", "span", "abbr", "meta"):
        if property_of(node) == "datepublished" or node.get("pubdate") is not None or {"published", "dt-published", "entry-date"} & set(tokens(node)):
            values = (node.get("datetime"), node.get("content"), node.get("title"), _shown(node))
            moment = next((found for value in values if value and (found := iso_time(value))), None)
            if moment:
                return moment
    return None


def _url(page: Element) -> str | None:
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href"))
    return _meta(page, "og:url")


def _meta(page: Element, name: str) -> str | None:
    for meta in page.iter("meta"):
        called = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if called == name and (meta.get("content") or "").strip():
            return str(meta.get("content")).strip()
    return None


def _text_of(page: Element, tag: str) -> str | None:
    node = next(iter(page.iter(tag)), None)
    return None if node is None else "".join(node.itertext()).strip() or None

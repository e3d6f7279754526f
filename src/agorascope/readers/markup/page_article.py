"""The article of a web page: its text by trafilatura (Barbaresi 2021, ACL demonstrations), its facts by the page."""

from __future__ import annotations

import re

from lxml import etree
from msgspec import structs

from agorascope.readers.markup.blocks import Block, joined, trimmed
from agorascope.readers.markup.linked_data import Told
from agorascope.readers.markup.naming import dashed, property_of, tokens, words
from agorascope.readers.markup.page_facts import author_of_page, published_of, same, title_of, url_of
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.rendering import HEADINGS, rendered
from agorascope.records import Article, Chrome

SHORT = 250
FULLER = 2.0
BREAKS = re.compile(r"\n{2,}")
MOST = 0.5
SEVERAL = 2
UNSEEN = ("script", "style", "template", "noscript")
# Dates are taken from where a page marks them: a search of all its numbers finds any.
MARKED_DATES = {"extensive_search": False, "original_date": True}
BODIES = frozenset({
    "entry-content", "post-content", "article-content", "article-body", "e-content", "post-body", "articlebody",
    "post-entry", "story-body", "td-post-content", "content-body",
})  # fmt: skip
AROUND = frozenset({"share", "sharing", "related", "tags", "sharedaddy", "nav", "navigation"})
STUMBLES = (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, etree.LxmlError)


def article_of(page: Element, data: Told) -> tuple[Article, tuple[Chrome, ...]]:
    """Read the article of a page from which the comments are taken away, and the lines set aside around it."""
    title = title_of(page, data)
    found = _extracted(_bared(page))
    marked = _marked(page, title)
    text = trimmed(_fuller(_blocks(found), marked, data), title)
    whole, headings = joined(text.blocks)
    article = Article(
        title=title or getattr(found, "title", None),
        author=author_of_page(page, data) or getattr(found, "author", None) or text.author,
        published=published_of(page, data) or text.published or getattr(found, "date", None),
        url=url_of(page, data),
        text=whole,
        headings=headings,
    )
    return article, text.chrome


def without(article: Article, said: set[str]) -> Article:
    """Take off the end of an article what is comments word for word: a list of the latest ones repeats several.

    One such paragraph stays: a comment that copies the article's last words must not take them away.
    """
    blocks = _again(article)
    end = len(blocks)
    while end and " ".join(blocks[end - 1].text.split()) in said:
        end -= 1
    if len(blocks) - end < SEVERAL:
        return article
    text, headings = joined(blocks[:end])
    return structs.replace(article, text=text, headings=headings)


def _again(article: Article) -> list[Block]:
    starts = {start for start, _ in article.headings}
    at, blocks = 0, []
    for part in article.text.split("\n\n"):
        blocks.append(Block(part, at in starts))
        at += len(part) + 2
    return blocks


def _extracted(page: Element) -> object | None:
    """Let trafilatura find the main text; None where its rules stumble over a broken page."""
    from trafilatura import bare_extraction

    try:
        found: object = bare_extraction(
            page, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=MARKED_DATES
        )
    except STUMBLES:
        return None
    return found


def _bared(page: Element) -> Element:
    """Take out of a page what no reader sees."""
    for node in list(page.iter(*UNSEEN)):
        node.drop_tree()
    for node in [node for node in page.iter() if isinstance(node.tag, str) and "hidden" in node.attrib]:
        if node.getparent() is not None and node.tag not in {"body", "html"}:
            node.drop_tree()
    return page


def _blocks(found: object | None) -> list[Block]:
    body = getattr(found, "body", None)
    blocks = [] if body is None else [Block(_block_text(block), block.tag == "head") for block in body]
    return [block for block in blocks if block.text]


def _block_text(block: Element) -> str:
    """Render one of trafilatura's elements (TEI names), its line breaks, items and rows as lines."""
    lines: list[str] = [""]
    for event, node in etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            if node.tag == "lb" or (node.tag in {"item", "row", "p"} and lines[-1].strip()):
                lines.append("")
            lines[-1] += node.text or ""
        else:
            lines[-1] += " " * (node.tag == "cell") + (node.tail or "") * (node is not block)
    return BREAKS.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def _fuller(found: list[Block], marked: list[Block], data: Told) -> list[Block]:
    """Choose what the page marks as its text, or tells machines, where trafilatura found little of it."""
    sizes = [sum(len(block.text) for block in blocks) for blocks in (found, marked)]
    is_lump = len(found) == 1 and len(marked) > 1 and sizes[1] > MOST * sizes[0]
    if is_lump or (sizes[1] > sizes[0] and (sizes[0] < SHORT or sizes[1] > FULLER * sizes[0])):
        found, sizes = marked, [sizes[1], sizes[1]]
    if data.text and sizes[0] < SHORT and len(data.text) > sizes[0]:
        return [Block(part.strip()) for part in data.text.split("\n") if part.strip()]
    return found


def _marked(page: Element, title: str | None) -> list[Block]:
    """Render the element that themes and microdata mark as the article's text; the longest of several."""
    found = [node for node in page.iter("div", "section", "article", "main") if _is_body(node)]
    texts = [rendered(node, lambda inner: _is_around(inner, title)) for node in found]
    best = max(texts, key=lambda text: len(text.text), default=None)
    if best is None:
        return []
    heads = {best.text[start:end] for start, end in best.headings}
    return [Block(part, part in heads) for part in best.text.split("\n\n")]


def _is_body(node: Element) -> bool:
    return property_of(node) == "articlebody" or any(dashed(token) in BODIES for token in tokens(node))


def _is_around(node: Element, title: str | None) -> bool:
    if node.tag in {"nav", "aside", "footer", "form"} or any(set(words(token)[-1:]) & AROUND for token in tokens(node)):
        return True
    return node.tag in HEADINGS and bool(title) and same(" ".join("".join(node.itertext()).split()), title or "")

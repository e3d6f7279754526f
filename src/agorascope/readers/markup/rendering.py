"""An element as one reads it: paragraphs, line breaks, no markup; with the offsets of quotes, headings and links.

Follows how browsers give `innerText` (WHATWG HTML, "rendered text"): blocks stand apart, runs of blanks are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from lxml import etree
from msgspec import Struct

from agorascope.readers.markup.parsing import Element, TooDeepError, fragment, without_tags
from agorascope.readers.notation.addresses import is_said, web_address
from agorascope.readers.notation.quotations import quoted as quoted_in
from agorascope.records import Link, Offsets

PARAGRAPHS = frozenset({
    "p", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article",
    "header", "footer", "main", "aside", "nav", "figure", "dl", "hr", "address", "fieldset", "details", "form",
})  # fmt: skip
LINES = frozenset({
    "div", "li", "tr", "dt", "dd", "figcaption", "caption", "summary", "center",
})  # fmt: skip
HEADINGS = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio",
    "video", "button", "select", "option", "textarea", "input", "head", "title", "link", "meta", "map", "area",
    "progress", "meter", "dialog",
})  # fmt: skip
BLANKS = re.compile(r"[ \t\r\n\f]+")
INLINE_BLANKS = re.compile(r"[ \t\r\f]+")
CUT = re.compile(r"(?:\.{3}|…)$")
MARKUP = re.compile(r"<[a-zA-Z/!?][^<>]*>|&#?\w+;?")
HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
PICTURED = re.compile(r"emoji|emot|smil|face|表情", re.IGNORECASE)
Skipped = Callable[[Element], bool]
Keep = Callable[[int, int], None]


class Rendered(Struct, frozen=True):
    """Text with the offsets of what is quoted in it, of its headings, and of words that lead where they do not say.

    Each link's slice is its visible words; a link without any, around a picture, has no place and is none.
    """

    text: str
    quoted: tuple[Offsets, ...] = ()
    headings: tuple[Offsets, ...] = ()
    links: tuple[Link, ...] = ()


def rendered(element: Element, skipped: Skipped = lambda _: False, *, as_typed: bool = False) -> Rendered:
    """Render an element; subtrees that are `skipped` leave no trace, those that a browser hides neither.

    `as_typed` keeps the line breaks of the source, as WordPress does with what people type.
    """
    page = _Page(as_typed=as_typed)
    unsaid: Element | None = None
    walk = etree.iterwalk(element, events=("start", "end", "comment"))
    for event, node in walk:
        if event == "start":
            if node is not element and (_is_unseen(node) or skipped(node)):
                unsaid = node
            if unsaid is node or page.opened(node):
                walk.skip_subtree()  # its end comes all the same
            continue
        if event == "end" and unsaid is not node:
            page.closed(node)
        if node is not element:
            page.said(node.tail)
    return page.done()


def plain(markup: str, *, as_typed: bool = False) -> Rendered:
    """Render a piece of HTML; text without markup is as it is."""
    if not MARKUP.search(markup):
        text = markup.strip() if as_typed else BLANKS.sub(" ", markup).strip()
        return Rendered(text, quoted_in(text))
    try:
        element = fragment(markup)
    except TooDeepError:
        text = BLANKS.sub(" ", unescape(without_tags(markup))).strip()
        return Rendered(text, quoted_in(text))
    return Rendered("") if element is None else rendered(element, as_typed=as_typed)


def _is_unseen(node: Element) -> bool:
    if node.tag in UNSEEN or "hidden" in node.attrib:
        return True
    style, kind = node.get("style"), node.get("class") or ""
    return bool(style and HIDDEN.search(style)) or "screen-reader-text" in kind or "visually-hidden" in kind


class _Page:
    """What is written so far; blanks and breaks wait until a letter needs them."""

    def __init__(self, *, as_typed: bool) -> None:
        self._as_typed = as_typed
        self._parts: list[str] = []
        self._length = self._breaks = self._verbatim = 0
        self._is_blank = False
        self._open: list[tuple[Element, Keep, int | None]] = []
        self._quoted: list[Offsets] = []
        self._headings: list[Offsets] = []
        self._links: list[tuple[int, int, str]] = []

    def opened(self, node: Element) -> bool:
        """Begin an element; True where it is all said by itself."""
        tag = str(node.tag)
        if tag == "br":
            self._breaks = min(self._breaks + 1, 2)
            self._is_blank = False
        elif tag == "img":
            self.said(_pictured(node))
        elif tag in {"td", "th"}:
            self._is_blank = True
        else:
            self._break(tag)
        self._verbatim += tag == "pre"
        whole = _whole_link(node) if tag == "a" else None
        if whole:
            self._text(whole)
            return True
        keep = self._keeping(node, tag)
        if keep is not None:
            self._open.append((node, keep, None))
        self.said(node.text)
        return False

    def _keeping(self, node: Element, tag: str) -> Keep | None:
        """Say where the place of an element is kept, once it is known; None where it is of no account."""
        if tag == "blockquote" or tag in HEADINGS:
            spans = self._quoted if tag == "blockquote" else self._headings
            return lambda start, end: spans.append((start, end))
        url = web_address(node.get("href")) if tag == "a" else None
        return None if url is None else lambda start, end: self._links.append((start, end, url))

    def closed(self, node: Element) -> None:
        """End an element."""
        tag = str(node.tag)
        if self._open and self._open[-1][0] is node:
            _, keep, start = self._open.pop()
            if start is not None:
                keep(start, self._length)
        self._verbatim -= tag == "pre"
        self._break(tag)

    def _break(self, tag: str) -> None:
        wanted = 2 if tag in PARAGRAPHS else 1 if tag in LINES else 0
        if wanted:
            self._breaks = max(self._breaks, wanted)
            self._is_blank = False

    def said(self, text: str | None) -> None:
        """Write text: blanks fold into one, line breaks stay where they were typed."""
        if not text:
            return
        if self._verbatim or self._as_typed:
            for at, line in enumerate(text.split("\n")):
                if at:
                    self._breaks = min(self._breaks + 1, 2)
                    self._is_blank = False
                self._text(line if self._verbatim else INLINE_BLANKS.sub(" ", line))
        else:
            self._text(BLANKS.sub(" ", text))

    def _text(self, text: str) -> None:
        body = text.strip(" \t\r\n\f")
        if not body:
            self._is_blank = self._is_blank or bool(text)
            return
        is_inside = bool(self._parts) and not self._breaks
        if self._parts and self._breaks:
            self._write("\n" * self._breaks)
        elif is_inside and (self._is_blank or text[0].isspace()):
            self._write(" ")
        self._breaks = 0
        if self._open and self._open[-1][2] is None:  # whatever is around what has begun has begun too
            self._open = [(node, keep, self._length if at is None else at) for node, keep, at in self._open]
        self._write(body)
        self._is_blank = text[-1].isspace()

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def done(self) -> Rendered:
        """Give what was written, without blanks at its ends."""
        text = "".join(self._parts)
        lead = len(text) - len(text.lstrip())
        kept = text.strip()

        def inside(spans: list[Offsets]) -> list[Offsets]:
            moved = (within(start, end) for start, end in spans)
            return [(start, end) for start, end in moved if start < end]

        def within(start: int, end: int) -> Offsets:
            return max(0, start - lead), max(0, min(end - lead, len(kept)))

        links = sorted((*within(start, end), url) for start, end, url in self._links)
        unsaid = tuple(Link(*one) for one in links if _is_unsaid(one[2], kept[one[0] : one[1]]))
        quoted = merged([*inside(self._quoted), *quoted_in(kept)])
        return Rendered(kept, quoted, merged(inside(self._headings)), unsaid)


def _is_unsaid(url: str, words: str) -> bool:
    return bool(words.strip()) and not is_said(url, words)


def merged(spans: list[Offsets]) -> tuple[Offsets, ...]:
    """Give spans in order, those that touch or overlap as one."""
    kept: list[Offsets] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _pictured(node: Element) -> str:
    """Give the sign that a picture stands for: an emoji's own, a smiley's letters."""
    alt = node.get("alt") or ""
    is_sign = bool(alt) and (not re.search(r"\w", alt) or bool(PICTURED.search(node.get("class") or "")))
    return alt if is_sign and len(alt) <= 40 else ""  # noqa: PLR2004 -- a sign, not a caption


def _address(node: Element) -> str:
    href = node.get("href") or ""
    return web_address(href) or href


def _whole_link(node: Element) -> str | None:
    """Give the address of a link whose text is that address cut short, as forums print it."""
    href, shown = _address(node), "".join(node.itertext()).strip() if len(node) < 2 else ""  # noqa: PLR2004
    if not CUT.search(shown) or len(shown) > len(href) + 3:
        return None
    bare = CUT.sub("", shown)
    full = href if bare.startswith("http") else re.sub(r"^https?://(?:www\.)?", "", href)
    return full if bare and full.startswith(bare) else None

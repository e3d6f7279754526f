"""The parts of one comment on a page: who, when, what; whatever its theme calls them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from agorascope.language.folding import fold
from agorascope.readers.facts import either, markup_words
from agorascope.readers.markup.naming import ends_as, habits, is_called, property_of, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.rendering import Rendered, rendered
from agorascope.readers.markup.scope import Scope
from agorascope.readers.times import iso_time

LONGEST_NAME = 80
LONGEST_PLAIN_NAME = 40
PERSON = re.compile(r"/(?:user|author|profile|member|people|u)s?(?:[/=?]|_view)", re.IGNORECASE)
CLOCK = re.compile(r"[\d\s:.,/-]+(?:[ap]m)?", re.IGNORECASE)
TAIL = re.compile(r"(?:\s+[—–|·•-]\s+|,\s*|\s+(?=\(?\d{1,2}[./]))[^—–|]*\d.*$")
LONGEST_CONTROL = 60
LONGEST_META = 300
REPLY_LINK = re.compile(r"replytocom|#respond|#reply|javascript:|/reply\b", re.IGNORECASE)
TEXT_PROPERTIES = frozenset({"text", "commenttext", "reviewbody", "articlebody"})
TIME_PROPERTIES = frozenset({"datecreated", "datepublished", "commenttime", "dateposted", "uploaddate"})


def author(scope: Scope) -> str | None:
    """Give the name printed with a comment: the surest element that holds one."""
    found = [node for node in scope.elements() if node is not scope.element]
    for test in AUTHOR_TESTS:
        for node in found:
            name = _name(node) if test(node) else None
            if name:
                return name
    return None


def _links_to_person(node: Element) -> bool:
    return "author" in (node.get("rel") or "") or bool(PERSON.search(node.get("href") or ""))


def _is_prominent(node: Element) -> bool:
    """Tell whether an element stands out as a name above a comment may."""
    linked = node.tag == "a" and not REPLY_LINK.search(node.get("href") or "") and not is_beside(node)
    return (linked or node.tag in {"b", "strong", "h3", "h4", "h5", "h6"}) and not _is_in_body(node)


def _is_signed(node: Element) -> bool:
    """Tell whether an element is a line like 'Posted by: Somebody | 1 March 2019'."""
    text = " ".join("".join(node.itertext()).split()) if len(node) < 6 else ""  # noqa: PLR2004 -- a line, not a block
    return len(text) <= LONGEST_META // 2 and any(c.isdigit() for c in text) and bool(_says()[0].match(fold(text)))


def _is_in_body(node: Element) -> bool:
    return any(up.tag in {"p", "blockquote", "pre"} or is_called(up, "body", "sure") for up in [node, *node.iterancestors()][:6])


def _inside_author(node: Element) -> bool:
    return any(property_of(above) in {"author", "creator"} for above in [node, *node.iterancestors()][:4])


def _name(node: Element) -> str | None:
    inner = _first_name(node)
    content = node.get("content") if node.tag == "meta" else None
    text = content or rendered(inner, lambda at: ends_as(at, "time") or at.tag == "time" or _is_badge(at)).text
    line = next((line for line in text.split("\n") if line.strip()), "")
    name = TAIL.sub("", _unsaid(" ".join(line.split()))).strip(" :,·|-–—")
    return name if name and len(name) <= LONGEST_NAME and iso_time(name) is None and (name.isdigit() or not _is_control(name)) else None


def _first_name(node: Element) -> Element:
    """Give the first link or stressed word of an author's line; the line itself where there is none."""
    for inner in node.iter("a", "strong", "b", "cite"):
        text = "".join(inner.itertext()).strip()
        is_link_away = REPLY_LINK.search(inner.get("href") or "") or (inner.get("href") or "").startswith("#c")
        if inner is not node and text and not is_link_away and not CLOCK.fullmatch(text) and not _is_control(text):
            return inner
    return node


def _is_badge(node: Element) -> bool:
    return any(words(token)[-1:] in {("badge",), ("says",), ("role",), ("label",), ("flair",), ("tag",)} for token in tokens(node))


@cache
def _says() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a name and after it: 'by', 'from'; 'says:', 'λέει:', '说道'."""
    before, after = either(markup_words("by")), either(markup_words("says"))
    return re.compile(rf"(?:{before})\s*[::]?\s+|(?:{before})[::]\s*"), re.compile(rf"[\s(]+(?:{after})\s*[.…::]*\)?$|[::]$")


def _unsaid(line: str) -> str:
    before, after = _says()
    start = found.end() if (found := before.match(fold(line))) and found.end() < len(line) else 0
    line = line[start:]
    end = found.start() if (found := after.search(fold(line))) and found.start() > 0 else len(line)
    return line[:end]


def is_dated(scope: Scope) -> bool:
    """Tell whether a comment shows when it was written, be it 'two days ago', or offers to answer it."""
    shown = (" ".join("".join(node.itertext()).split()) for node in scope.elements() if len(node) == 0 or node.tag == "a")
    return any(len(text) <= LONGEST_CONTROL and (_ago().search(fold(text)) or _is_answer(text)) for text in shown if text)


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(either(markup_words("ago")))


@cache
def _answer_words() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{either(markup_words('answer'))})\W*(?:\d+\W*)?")


def _is_answer(text: str) -> bool:
    return bool(_answer_words().fullmatch(fold(text)))


def published(scope: Scope) -> str | None:
    """Give the time printed with a comment, from what machines read before what people do."""
    found = list(scope.elements())
    timed = [n for n in found if n.tag == "time" or property_of(n) in TIME_PROPERTIES or is_called(n, "time", "ends")]
    called = [n for n in found if ends_as(n, "time") and n not in timed]
    around = [n for n in found if n is not scope.element and (ends_as(n, "time", "around") or n.tag in {"abbr", "small", "header", "footer"})]
    linked = [n for n in found if n.tag == "a" and re.search(r"#(?:comment|c|cmt|reply|post|issuecomment)[-_]?\d", n.get("href") or "")]
    for node in [*timed, *called, *linked, *around]:
        moment = _moment(node)
        if moment:
            return moment
    return _attribute_time(scope.element, {"data-timestamp", "data-time", "data-date", "data-created"})


def _moment(node: Element) -> str | None:
    text = " ".join("".join(node.itertext()).split())
    return _attribute_time(node, habits()["time"]["attributes"]) or (iso_time(text) if len(text) <= LONGEST_META else None)


def _attribute_time(node: Element, names: Iterable[str]) -> str | None:
    values = (node.get(name) for name in sorted(names, key=lambda name: (name != "datetime", name)))
    return next((moment for value in values if value and (moment := iso_time(value))), None)


def body(scope: Scope, author_name: str | None = None) -> Rendered:
    """Give the words of a comment: of the element that holds them, else what is left when all else is taken away."""
    found = [node for node in scope.elements() if node is not scope.element]
    for sure, test in BODY_TESTS:
        best = _fullest([node for node in found if test(node)], scope)
        if best.text:
            return best if sure else _trimmed(best, author_name)
    rest = rendered(scope.element, lambda inner: scope.is_other(inner) or is_beside(inner) or inner.tag in {"time", "cite"})
    return _trimmed(rest, author_name)


def _fullest(nodes: Sequence[Element], scope: Scope) -> Rendered:
    """Give the longest text; of elements inside one another the inner, where it holds most of the words."""
    best, chosen = Rendered(""), None
    for node in nodes:
        said = _said(node, scope)
        is_inner = chosen is not None and chosen in node.iterancestors() and len(said.text) > len(best.text) / 2
        if len(said.text) > len(best.text) or is_inner:
            best, chosen = said, node
    return best


def _said(node: Element, scope: Scope) -> Rendered:
    if node.tag == "meta":
        return Rendered(node.get("content") or "")
    return rendered(node, lambda inner: scope.is_other(inner) or is_beside(inner))


def _trimmed(whole: Rendered, author_name: str | None) -> Rendered:
    """Take lines of controls, and the writer's own name, from the ends of a text that may hold more than the words."""
    start, end = 0, len(whole.text)
    lines = list(re.finditer(r"[^\n]+", whole.text))
    while lines and _is_control(lines[-1][0]):
        end = lines.pop().start()
    while lines and (_is_control(lines[0][0]) or _is_byline(lines[0][0], author_name)):
        start = lines.pop(0).end()
    kept = whole.text[start:end] if start < end else ""
    lead = start + len(kept) - len(kept.lstrip())
    kept = kept.strip()
    spans = tuple((a - lead, min(b - lead, len(kept))) for a, b in whole.quoted if a >= lead and a - lead < len(kept))
    return Rendered(kept, spans)


def _is_byline(line: str, author_name: str | None) -> bool:
    """Tell whether a line is only the writer's name, perhaps with a time or a word of the page behind it."""
    if not author_name or not line.startswith(author_name):
        return False
    rest = line[len(author_name) :].strip(" :,·|-–—()")
    return not rest or _is_control(rest) or (len(rest) <= LONGEST_CONTROL // 2 and any(c.isdigit() for c in rest)) or not _unsaid(f"x {rest}")[2:]


def is_beside(node: Element) -> bool:
    """Tell whether an element inside a comment is not its words: the author's line, the links to answer, votes."""
    if node.tag == "a" and REPLY_LINK.search(node.get("href") or "") and _is_control("".join(node.itertext())):
        return True
    if node.tag in {"p", "blockquote", "pre", "em", "strong", "b", "i", "code"} and not is_called(node, "beside", "whole"):
        known = habits()["beside"]["ends"]
        last = [(found, found[-1]) for token in tokens(node) if (found := words(token))]
        return any(word in known and ("comment" in found or _moment(node) is not None) for found, word in last)
    return is_called(node, "beside", "whole") or (ends_as(node, "beside") and not is_called(node, "body", "sure"))


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(markup_words('controls'))})\W*")


def _is_control(line: str) -> bool:
    text = fold(line).strip()
    return len(text) <= LONGEST_CONTROL and (not text or bool(_controls().fullmatch(text)) or iso_time(line) is not None and len(text) < LONGEST_CONTROL // 2)


def is_own(scope: Scope, badges: tuple[str, ...]) -> bool:
    """Tell whether the page marks a comment as the article's author's: by a class, or by a badge that says so."""
    if is_called(scope.element, "own", "tokens"):
        return True
    marks = frozenset(badges)
    for node in scope.elements():
        if node is scope.element or is_called(node, "body", "sure"):
            continue
        if is_called(node, "own", "tokens"):
            return True
        if node.tag in {"span", "em", "i", "b", "small", "div", "sup", "label", "abbr"} and len(node) == 0 and not _is_in_body(node):
            text = fold(node.text or "").strip(" ()[]（）【】")
            if text in marks and not ends_as(node, "author", "ends"):
                return True
    return False


# From the surest to the last resort.
AUTHOR_TESTS: tuple[Callable[[Element], bool], ...] = (
    lambda node: property_of(node) == "name" and _inside_author(node),
    lambda node: property_of(node) in {"author", "creator"},
    lambda node: is_called(node, "author", "sure"),
    lambda node: node.tag == "cite",
    lambda node: ends_as(node, "author") and node.tag not in {"img", "ol", "ul", "time"},
    _links_to_person,
    lambda node: node.tag == "a" and "nofollow" in (node.get("rel") or "") and "url" in tokens(node),
    lambda node: _is_signed(node),
    _is_prominent,
)
# Whether the element holds the words alone, and how it is known.
BODY_TESTS: tuple[tuple[bool, Callable[[Element], bool]], ...] = (
    (True, lambda node: property_of(node) in TEXT_PROPERTIES),
    (True, lambda node: is_called(node, "body", "sure")),
    (False, lambda node: ends_as(node, "body") and not is_beside(node)),
)

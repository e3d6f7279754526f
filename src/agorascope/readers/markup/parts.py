"""The parts of one comment on a page: who, when, what; whatever its theme calls them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from agorascope.language.folding import fold
from agorascope.readers.facts import either, markup_words
from agorascope.readers.markup.naming import ends_as, habits, is_called, property_of, tokens, words
from agorascope.readers.markup.parsing import Element
from agorascope.readers.markup.rendering import Rendered, rendered
from agorascope.readers.markup.scope import Scope
from agorascope.readers.times import iso_time

LONGEST_NAME = 80
LONGEST_CONTROL = 60
LONGEST_META = 300
REPLY_LINK = re.compile(r"replytocom|#respond|#reply|javascript:|/reply\b", re.IGNORECASE)
TEXT_PROPERTIES = frozenset({"text", "commenttext", "reviewbody", "articlebody"})
TIME_PROPERTIES = frozenset({"datecreated", "datepublished", "commenttime", "dateposted", "uploaddate"})


def author(scope: Scope) -> str | None:
    """Give the name printed with a comment: the surest element that holds one."""
    found = [node for node in scope.elements() if node is not scope.element]
    for test in _author_tests():
        for node in found:
            name = _name(node) if test(node) else None
            if name:
                return name
    return None


def _author_tests() -> Iterator[Callable[[Element], bool]]:
    yield lambda node: property_of(node) == "name" and _inside_author(node)
    yield lambda node: property_of(node) in {"author", "creator"}
    yield lambda node: is_called(node, "author", "sure")
    yield lambda node: node.tag == "cite"
    yield lambda node: ends_as(node, "author") and node.tag not in {"img", "ol", "ul", "time"}
    yield lambda node: "author" in (node.get("rel") or "") or bool(re.search(r"/(?:user|users|author|profile|member|people|u)s?[/=?]", node.get("href") or ""))


def _inside_author(node: Element) -> bool:
    return any(property_of(above) in {"author", "creator"} for above in [node, *node.iterancestors()][:4])


def _name(node: Element) -> str | None:
    content = node.get("content") if node.tag == "meta" else None
    text = content or rendered(node, lambda inner: ends_as(inner, "time") or inner.tag == "time" or _is_badge(inner)).text
    line = next((line for line in text.split("\n") if line.strip()), "")
    name = _unsaid(" ".join(line.split())).strip(" :,·|-–—")
    return name if name and len(name) <= LONGEST_NAME and iso_time(name) is None else None


def _is_badge(node: Element) -> bool:
    return any(words(token)[-1:] in {("badge",), ("says",), ("role",), ("label",), ("flair",), ("tag",)} for token in tokens(node))


@cache
def _says() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a name and after it: 'by', 'from'; 'says:', 'λέει:', '说道'."""
    before, after = either(markup_words("by")), either(markup_words("says"))
    return re.compile(rf"(?:{before})\s*[::]?\s+|(?:{before})[::]\s*"), re.compile(rf"[\s(]+(?:{after})\s*[::]?\)?$|[::]$")


def _unsaid(line: str) -> str:
    before, after = _says()
    start = found.end() if (found := before.match(fold(line))) and found.end() < len(line) else 0
    line = line[start:]
    end = found.start() if (found := after.search(fold(line))) and found.start() > 0 else len(line)
    return line[:end]


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


def body(scope: Scope) -> Rendered:
    """Give the words of a comment: of the element that holds them, else what is left when all else is taken away."""
    found = [node for node in scope.elements() if node is not scope.element]
    for test in _body_tests():
        texts = [_said(node, scope) for node in found if test(node)]
        best = max(texts, key=lambda text: len(text.text), default=Rendered(""))
        if best.text:
            return best
    return _left(scope)


def _body_tests() -> Iterator[Callable[[Element], bool]]:
    yield lambda node: property_of(node) in TEXT_PROPERTIES
    yield lambda node: is_called(node, "body", "sure")
    yield lambda node: ends_as(node, "body") and not is_beside(node)


def _said(node: Element, scope: Scope) -> Rendered:
    if node.tag == "meta":
        return Rendered(node.get("content") or "")
    return rendered(node, lambda inner: scope.is_other(inner) or is_beside(inner))


def _left(scope: Scope) -> Rendered:
    """Give all words of an element without its parts that are called something else and its lines of controls."""
    whole = rendered(scope.element, lambda inner: scope.is_other(inner) or is_beside(inner) or inner.tag in {"time", "cite"})
    start, end = 0, len(whole.text)
    lines = list(re.finditer(r"[^\n]+", whole.text))
    while lines and _is_control(lines[-1][0]):
        end = lines.pop().start()
    while lines and _is_control(lines[0][0]):
        start = lines.pop(0).end()
    kept = whole.text[start:end]
    lead = start + len(kept) - len(kept.lstrip())
    kept = kept.strip()
    spans = tuple((a - lead, min(b - lead, len(kept))) for a, b in whole.quoted if a >= lead and a - lead < len(kept))
    return Rendered(kept, spans)


def is_beside(node: Element) -> bool:
    """Tell whether an element inside a comment is not its words: the author's line, the links to answer, votes."""
    if node.tag == "a" and REPLY_LINK.search(node.get("href") or "") and len("".join(node.itertext())) < LONGEST_CONTROL:
        return True
    if node.tag in {"p", "blockquote", "pre", "em", "strong", "b", "i", "code"} and not is_called(node, "beside", "whole"):
        return any(words(token)[-1:] in {("moderation",), ("reply",), ("meta",)} for token in tokens(node))
    return is_called(node, "beside", "whole") or (ends_as(node, "beside") and not is_called(node, "body", "sure"))


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(markup_words('controls'))})\W*")


def _is_control(line: str) -> bool:
    text = fold(line).strip()
    return len(text) <= LONGEST_CONTROL and (not text or bool(_controls().fullmatch(text)) or iso_time(line) is not None and len(text) < LONGEST_CONTROL // 2)


def is_own(scope: Scope) -> bool:
    """Tell whether the page marks a comment as the article's author's."""
    return is_called(scope.element, "own", "tokens") or any(
        is_called(node, "own", "tokens") for node in scope.elements() if node is not scope.element and not _is_body_like(node)
    )


def _is_body_like(node: Element) -> bool:
    return is_called(node, "body", "sure")

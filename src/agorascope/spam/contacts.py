"""Finds how a reader shall reach the writer: links, mail addresses, phone numbers, ids in messengers.

A link or a number alone says nothing: people cite sources and sign with their site. The kinds tell
harmless links (`reference`) from those that point to shops and traps (`trap`), and plainly written
details from disguised ones.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from agorascope.language.facts import load_all
from agorascope.spam.facts import SpamFacts
from agorascope.spam.fold import fold
from agorascope.spam.numbers import find_numbers
from agorascope.spam.phrases import MOST, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.spam.fold import Folded

CONTACT_KINDS = ("mail", "phone", "messenger")

_ENDINGS = (
    "com|net|org|info|biz|io|co|me|tv|cc|top|xyz|site|online|shop|store|club|vip|live|fun|icu|win|bet|loan|click|link|"
    "work|app|dev|blog|pro|tech|space|website|gr|cy|eu|uk|us|de|fr|it|es|ru|in|cn|tw|hk|sg|mo|ly|gl|edu|gov|int|"
    "example|test|invalid"
)
_HOST = rf"[a-z0-9][a-z0-9-]{{0,62}}(?:\.[a-z0-9][a-z0-9-]{{0,62}}){{0,4}}\.(?:{_ENDINGS})(?![a-z0-9-])"
_INSIDE = r"[^\s<>\"'()\u3000-\u9fff\uff00-\uffef]"  # Chinese goes on right behind an address
_LINK = re.compile(
    rf"(?<![a-z0-9.@/-])(?:(?:https?|hxxps?)://?{_INSIDE}{{3,2000}}"
    rf"|www\.[a-z0-9-]{{1,63}}\.{_INSIDE}{{2,2000}}"
    rf"|{_HOST}(?:[/?#][a-z0-9/?#&=%._~+:@-]{{0,500}})?)"
)
_SCHEME, _PATH = re.compile(r"^(?:https?|hxxps?)://?"), re.compile(r"[/?#]")
_DOT = r"\s?(?:\.|[(\[]dot[)\]]|\sdot\s)\s?"
_MAIL = re.compile(
    r"(?<![a-z0-9._+-])[a-z0-9][a-z0-9._+-]{1,63}"
    r"(?: ?@ ?|\s?[(\[{]\s?(?:at|παπακι|艾特)\s?[)\]}]\s?|\s(?:at|στο)\s(?=(?:gmail|yahoo|hotmail|outlook)\b))"
    rf"(?:[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{1,63}}){{0,3}}{_DOT}(?:{_ENDINGS})|(?:gmail|yahoo|hotmail|outlook))(?![a-z0-9-])"
)
_SPACED = re.compile(r"\s|[(\[{]")
_REFERENCE = re.compile(
    r"(?:^|[/.])(?:(?:[a-z0-9-]{1,63}\.)?(?:gov|edu|mil|int)(?:\.[a-z]{2})?|ac\.[a-z]{2}|europa\.eu|statistics\.gr|elstat\.gr|"
    r"[a-z]{2,3}\.wikipedia\.org|wikipedia\.org|doi\.org|arxiv\.org|jstor\.org|pewresearch\.org|statista\.com|"
    r"ourworldindata\.org|archive\.org|github\.com|oecd\.org|who\.int|imf\.org|worldbank\.org|cnki\.net|zhihu\.com)(?=[/:?#]|$)"
)
_TRAP = re.compile(
    r"[./](?:t\.me|wa\.me|line\.me|chat\.whatsapp\.com|api\.whatsapp\.com)/|^(?:t\.me|wa\.me|line\.me)/"
    r"|\.(?:top|xyz|vip|bet|loan|click|icu|win|club|fun|shop|biz)(?=[/:?#]|$)|[?&](?:r|ref|aff|invite|promo|code)=|\.apk$"
    r"|/(?:win|deal|promo|sale|claim|bonus|join|free|track|login|go)$"
)


def find_contacts(folded: Folded) -> list[Sign]:
    """Give links, mail addresses, ids and numbers, each part of the text once, in this order of kinds."""
    taken: list[tuple[int, int]] = []
    signs = []
    for kind, start, end in _candidates(folded.text):
        if not any(start < t_end and t_start < end for t_start, t_end in taken):
            taken.append((start, end))
            signs.append(Sign(kind, *folded.offsets(start, end)))
    return signs


def is_disguised(quote: str, kind: str) -> bool:
    """Tell whether a contact detail is written so that programs shall not find it."""
    if kind == "mail":
        return bool(_SPACED.search(quote))
    if kind == "phone":
        return any(c.isalnum() and not c.isascii() for c in quote)
    return kind == "messenger" and not quote[:1].isascii() and fold(quote).text != quote.lower() and "@" not in quote


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    for match in islice(_MAIL.finditer(text), MOST):
        yield "mail", *match.span()
    for match in islice(_LINK.finditer(text), MOST):
        end = match.end() - _trailing(match[0])
        if end - match.start() > len("t.co"):
            yield link_kind(text[match.start() : end]), match.start(), end
    for match in islice(_messengers().finditer(text), MOST):
        yield "messenger", *match.span()
    for start, end in islice(find_numbers(text), MOST):
        yield "phone", start, end


def _trailing(link: str) -> int:
    """Count the marks of the sentence that stand at the end of a link and are not part of it."""
    return len(link) - len(link.rstrip(".,;:!?*_~"))


def link_kind(link: str) -> str:
    """Tell from a folded address where it leads: `reference` for sources, `trap` for shops and traps, else `link`."""
    address = _SCHEME.sub("", link, count=1)
    host = _PATH.split(address, maxsplit=1)[0].rpartition("@")[2]
    if _REFERENCE.search(host):
        return "reference"
    return "trap" if _TRAP.search(address) or _host_words().search(host) else "link"


@cache
def _host_words() -> re.Pattern[str]:
    words = sorted({word for facts in load_all("spam", SpamFacts).values() for word in facts.hosts})
    either = "|".join(map(re.escape, words))
    return re.compile(rf"(?:^|[-.])(?:{either})|(?:{either})s?(?=[-.]|$)")


@cache
def _messengers() -> re.Pattern[str]:
    """Match a service followed by an id; a Latin name needs an id that no word looks like."""
    names = {fold(name).text for facts in load_all("spam", SpamFacts).values() for name in facts.messengers}
    longest_first = sorted(map(re.escape, names), key=lambda name: (-len(name), name))
    latin = "|".join(name for name in longest_first if name.isascii())
    other = "|".join(name for name in longest_first if not name.isascii())
    between = r"[ :~\-–—>号搜索寻是❤♥🆔☎]{0,4}"
    spaced = r"(?:[a-z0-9][ _.]{1,3}){3,30}[a-z0-9](?![a-z0-9])"
    figures = "0-9零〇一二三四五六七八九"
    identity = rf"(?:[a-z0-9][a-z{figures}_.*丶-]{{3,40}}[a-z{figures}]|{spaced}|[{figures[3:]}]{{4,12}}\*{{0,8}})"
    with_figures = (
        r"(?:@[a-z0-9][a-z0-9_.]{2,40}|(?=[a-z._-]{0,40}[0-9_])[a-z0-9][a-z0-9_.-]{2,40}[a-z0-9]" + rf"|{spaced})"
    )
    return re.compile(
        rf"(?<![a-z])(?:{latin}){between}(?:{with_figures}|(?<=:){identity}|(?<=: ){identity}(?![a-z ]))"
        rf"|(?:{other}){between}(?:领取[^a-z0-9,。]{{0,8}} ?)?@?{identity}(?![a-z])"
    )

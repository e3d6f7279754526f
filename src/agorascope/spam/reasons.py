"""Tells the signs found in a text as reasons that people can count and check."""

from __future__ import annotations

from agorascope.records import Reason
from agorascope.spam.behind import NOWHERE, Behind
from agorascope.spam.phrases import Sign
from agorascope.spam.signals import Reading, read

CODES = {
    "offer": "advertising",
    "trade": "advertising",
    "invite": "advertising",
    "approach": "contact",
    "urgency": "advertising",
    "price": "advertising",
    "praise": "template-praise",
    "malice": "malicious",
    "reference": "link",
    "link": "link",
    "trap": "link",
    "mail": "contact",
    "phone": "contact",
    "messenger": "contact",
    "mixed-script": "mixed-script",
    "invisible": "invisible",
    "shouting": "shouting",
    "repetition": "repetition",
}
ONLY_WITH_VERDICT = frozenset(
    {"invite", "approach", "urgency", "price", "praise", "reference"}
)  # good comments have them too
LONGEST_DETAIL = 80


def reasons_for(text: str, reading: Reading, *, is_spam: bool, is_far: bool) -> tuple[Reason, ...]:
    """Give the reasons in order of place; a verdict that no sign explains is explained by the wording as a whole."""
    signs = [sign for sign in reading.signs if is_spam or sign.kind not in ONLY_WITH_VERDICT]
    reasons = _joined(text, signs)
    if reading.site:
        reasons.append(_whole(text, "link", reading.site[:LONGEST_DETAIL]))
    if is_spam:
        told = {reason.code for reason in reasons}
        if not told & {"advertising", "malicious"}:
            reasons.append(_whole(text, "advertising", "reads like an advert"))
        if is_far:
            reasons.append(_whole(text, "off-topic", "far from what the article is about"))
    return tuple(sorted(reasons, key=lambda reason: (reason.start, reason.end, reason.code)))


def signs(text: str, behind: Behind = NOWHERE) -> tuple[dict[str, float], tuple[Reason, ...]]:
    """Give what one text shows without any model: the signals by name (see `SIGNALS`), and the reasons they show in."""
    reading = read(text, behind)
    return reading.signals, reasons_for(text, reading, is_spam=False, is_far=False)


def campaign_reason(text: str, detail: str) -> Reason:
    """Give the reason that many authors posted the same: all of the text shows it."""
    return _whole(text, "campaign", detail)


def _joined(text: str, signs: list[Sign]) -> list[Reason]:
    """Make one reason of the signs that overlap under one code."""
    joined: list[tuple[str, int, int, str]] = []
    for code, start, end, address in sorted((CODES[s.kind], s.start, s.end, s.address or "") for s in signs):
        last = joined[-1] if joined else None
        if last is not None and last[0] == code and start < last[2]:
            joined[-1] = (code, last[1], max(end, last[2]), last[3] or address)
        else:
            joined.append((code, start, end, address))
    return [_reason(text, *one) for one in joined]


def _reason(text: str, code: str, start: int, end: int, address: str) -> Reason:
    """Show the words, but where an address stands behind them, which nobody can read there, that."""
    return Reason(code, (address or text[start:end])[:LONGEST_DETAIL], start, end)


def _whole(text: str, code: str, detail: str) -> Reason:
    start = len(text) - len(text.lstrip())
    return Reason(code, detail, start, len(text.rstrip()))

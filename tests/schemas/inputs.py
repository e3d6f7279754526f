"""What the commands of these tests read: small, of every kind, some of it hostile."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.corpus.making import FORUM, PAGES
from tests.schemas.commands import jsonl

HOSTILE = (
    "\x00\x01\x1b[31m red \x7f",
    "\ud800 half a sign",
    "\u202egnirts\u202c \u2066bidi\u2069 \ufeff",
    "<script>alert(1)</script> =HYPERLINK(1)",
    "Ζ\u0301\u0301\u0301αλγο " * 20,
    "😀👩‍👩‍👧‍👦 我同意作者的观点。",
    "\n\n   \n",
    "",
    "a" * 5000,
)
NAMES = ("<b>Ann</b>", "\u202eeve", "=cmd|' /C calc'!A0", "", "Μαρία\n", "Ben\x00", "李", "x" * 400, "#7")
STATUSES = ("approved", "spam", "trash", "pending", "deleted", "approved", "", "hold", "1")


def hostile() -> bytes:
    """Give a thread in which nothing is as it should be."""
    rows = [
        {"id": n, "parent_id": n - 1 if n % 3 else "nobody", "author": name, "text": text, "status": status}
        for n, (text, name, status) in enumerate(zip(HOSTILE, NAMES, STATUSES, strict=True), start=1)
    ]
    return jsonl(*rows, {"id": 1, "text": "again"}, {"no": "text"}, 7) + b"{torn\n\xff\xfe\n"


def few() -> bytes:
    """Give an article with a thesis, and three answers."""
    article = "Loyalty cards should be banned. They track what people buy, and sell it to others."
    rows = ("I agree, they should be banned.", "No: my card saves me twenty euros a month.", "Which shop was it?")
    told = [
        {"id": n, "parent_id": n - 1 or None, "author": "Ann", "text": text} for n, text in enumerate(rows, start=1)
    ]
    return jsonl({"type": "article", "id": "few", "title": "Ban loyalty cards", "text": article}, *told)


def corpus(folder: Path) -> Path:
    """Write a page, a forum, an article that nobody answered, a hostile thread, and what is no page."""
    folder.mkdir()
    shutil.copy(PAGES / "en-dev.txt", folder)
    names = ("id", "parent_id", "author", "published", "text")
    posts = [dict(zip(names, row, strict=True)) | {"published": f"2024-05-01T{row[3]}:00"} for row in FORUM]
    (folder / "forum.jsonl").write_bytes(jsonl(*posts))
    alone = {"type": "article", "id": "bare", "title": "Nobody answered", "text": "It is alone. It should not be so."}
    (folder / "bare.jsonl").write_bytes(jsonl(alone))
    (folder / "hostile.jsonl").write_bytes(hostile())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "torn.zip").write_bytes(b"PK\x03\x04torn")
    return folder


ROWS = {
    "language": ({"text": "Καλημέρα"}, {"text": "Kala ta les!"}, {"text": ""}),
    "sentiment": ({"text": "I love it"}, {"text": "烂", "lang": "zh"}),
    "stance": ({"text": "Nobody needs these cards", "target": "Cards are good"}, {"text": "", "target": ""}),
    "reply": ({"text": "Not at all", "parent": "Cards are good"},),
    "spam": ({"text": "Earn 5000 EUR a week, WhatsApp +00 555 0144 270 now"}, {"text": "I agree", "context": "Cards"}),
    "argument": ({"text": "Cards are bad, because they track us. So I pay in cash."}, {"text": ""}),
    "entailment": ({"text": "All cards track you", "target": "Some cards track you"},),
    "keypoint": ({"text": "They know what I buy", "key_point": "Cards track people"},),
}
"""Rows for each task; more of them are made wrong."""
WRONG = ({"text": None}, {"other": 1}, ["no object"], {"text": "\ud800", "mine": {"kept": [1]}})
GOLD = {
    "language": ("el", "en"),
    "sentiment": ("positive", "negative", "neutral"),
    "stance": ("favor", "against", "none"),
    "reply": ("agree", "disagree", "neutral"),
    "spam": ("spam", "ham"),
    "entailment": ("entailment", "contradiction", "neutral"),
    "keypoint": ("0", "1"),
}
TEXTS = (
    "I love these cards, for they save me money",
    "Cards are bad, because they track us",
    "Δεν συμφωνώ με αυτό που λέτε",
    "Buy cheap watches at www.example.com/watches now",
    "这篇文章写得很好",
    "What is the time?",
)


def gold(task: str) -> bytes:
    """Give gold rows for a task, a line without gold, and one that is none."""
    same = {"target": TEXTS[0], "parent": TEXTS[1], "key_point": TEXTS[1], "lang": "en"}
    rows = [{"text": text, **same, **_gold(task, place, text)} for place, text in enumerate(TEXTS)]
    return jsonl(*rows, {"text": "no gold"}) + b"{torn\n"


def _gold(task: str, place: int, text: str) -> dict[str, object]:
    if task == "argument":
        return {"spans": [[0, len(text) // 2, "claim"]]}
    return {"label": GOLD[task][place % len(GOLD[task])]}


REPOSTED: tuple[dict[str, object], ...] = (
    *(dict[str, object](id=name, author=author, published=at, text=text) for name, _, author, at, text in FORUM),
    {"id": "h", "author": "Eve", "text": "Everybody knows that these cards track you, so I pay in cash and keep money"},
    {"id": "i", "text": "这些卡会跟踪你，所以我用现金付款。"},
    {"id": "j", "text": "These cards track you, so I pay in cash."},
)


def reposted() -> bytes:
    """Give a table in which many repeat others, with a row that holds no comment."""
    dated = [{**row, "published": f"2024-05-01T{row.get('published') or '10:00'}:00"} for row in REPOSTED]
    return jsonl(*dated, {"id": "k"})

"""Texts and rows that nobody means well, as Hypothesis strategies; they grow from our own comments."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
SEEDS = 300
LONGEST = 8_000
PIECES = (
    "\0", "\x1b[2J", "\x07", "\x7f", "\x85", "\xa0", "\xad", "\r", "\n", "\r\n", "\t", "\v", "\u2028",
    "\u2029", "\ud800", "\udfff", "\udcff", "\ufeff", "\ufffd", "\uffff", "\U0010ffff", "\U000e0041", "\ue000",
    "\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u200b", "\u200d", "\u2060", "\u034f", "\u180e",
    "\u3164", "e\u0301", "Z\u0335\u0301\u0300\u0302" * 8, "\u0301" * 30, "ά", "α\u0301", "ΐ", "ς", "Σ", "ß",
    "ẞ", "İ", "ı", "ŉ", "ﬁ", "ﷺ", "ǰ", "ᾳ", "ʹ", "\u0345", "𝕳", "①", "１", "²", "٣", "〇", "零", "京", "﨑",
    "𠮷", "囍", "か", "한", "ー", "ｶﾞ", "。", "，", "「", "」", "《", "“", "”", "«", "»", "'", '"', "`", "\\",
    "/", "<", ">", "&", "&amp;", "&#0;", "%s", "%00", "{0}", "{{7*7}}", "👨\u200d👩\u200d👧",
    "🏳\ufe0f\u200d🌈", "❤\ufe0f", "\ufe0f", "🇬🇷", "🇬", "#️⃣", "<script>alert(1)</script>", "]]>", "<!--",
    "[quote]", "[/quote]", "> ", "@", "#", "http://", "https://a.example/?q=%ff", "www.", "a@b.c",
    "javascript:", "viber ", "加V：", "69 1234 5678", "2024-13-45", "1e999", "NaN", "null", "NULL", "=cmd()",
    "+1", "-", "--", "...", "…", ". ", "! ", "? ", "; ", " ", "  ", "a", "a ", "aa", "A" * 99, "的" * 99,
    "ω" * 99, "! " * 50, "because ", "επειδή ", "因为", "however, ", "ωστόσο ", "但是", "He said that ",
    "Ο Γιάννης λέει ότι ", "他说", "kala ", "re si ", "xaxa", "hǎo ",
)  # fmt: skip
"""What texts are broken with: controls, halves of characters, marks that turn, letters whose case changes length."""
NUMBERS = (0, -1, 1, 7, 2**31, 2**63, 2**64, -(2**63) - 1, 10**30, 10**400, 0.0, -0.0, 0.5, 1e300, 1e-320)
COLUMNS = (
    "text",
    "target",
    "parent",
    "context",
    "key_point",
    "lang",
    "id",
    "author",
    "thread",
    "article_id",
    "published",
)


@cache
def comments() -> tuple[str, ...]:
    """Give comments of ours in all languages, re-posts of one another among them."""
    folder = ROOT / "corpora"
    files = (folder / "reposts" / "dev.jsonl", folder / "comments" / "dev.jsonl")
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")[:SEEDS] if line]
    return tuple(json.loads(line)["text"] for line in lines)


@cache
def texts() -> st.SearchStrategy[str]:
    """Make texts: comments, comments that were changed, heaps of pieces, any characters."""
    pieces, seeds = st.sampled_from(PIECES), st.sampled_from(comments())
    heaps = st.lists(pieces, max_size=12).map("".join)
    long = st.builds(lambda piece, times: (piece * times)[:LONGEST], pieces, st.sampled_from((2, 9, 65, 400)))
    return st.one_of(
        seeds, _changed(), _changed(), heaps, long, st.text(max_size=40), st.sampled_from(("", " ", "\n\n"))
    )


@st.composite
def _changed(draw: st.DrawFn) -> str:
    """Change a comment in up to three places: a piece put in, characters left out, said twice, cut."""
    text = draw(st.sampled_from(comments()))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        how = draw(st.integers(0, 4))
        middle = ("", text[start:end] * 2, draw(st.sampled_from(PIECES)), text[start:end].swapcase(), "")[how]
        text = text[:start] + middle if how == 4 else text[:start] + middle + text[end:]  # noqa: PLR2004 - the last
    return text


@cache
def values() -> st.SearchStrategy[Any]:
    """Make what may stand in a column of JSON: mostly texts, else anything, lists and objects too."""
    numbers = st.sampled_from(NUMBERS) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    plain = st.none() | st.booleans() | numbers | texts()
    nested = st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names(), inner, max_size=3)
    )
    return st.one_of(texts(), texts(), texts(), plain, nested)


@cache
def names() -> st.SearchStrategy[str]:
    """Make names of columns: those that count, and others."""
    return (
        st.sampled_from(COLUMNS)
        | st.sampled_from(("prediction", "error", "duplicate", "duplicate_of", ""))
        | st.text(max_size=9)
    )


def rows(columns: tuple[str, ...], **sure: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Make rows with some of the columns, most of them texts; the `sure` columns are in every row."""
    some = {name: values() for name in columns if name not in sure}
    return st.builds(
        lambda row, more: {**more, **row},
        st.fixed_dictionaries(sure, optional=some),
        st.dictionaries(names(), values(), max_size=1),
    )


@cache
def lines() -> st.SearchStrategy[str]:
    """Make lines of a JSONL file that hold no row: broken, cut, of other types, with bytes that are no UTF-8."""
    cut = st.builds(lambda text, at: json.dumps({"text": text})[:at], texts(), st.integers(0, 60))
    return st.one_of(
        cut,
        st.sampled_from(("{", "[]", "null", "\ufeff{}", '{"text": NaN}', '{"text": "\udcff\udcfe"}', "[" * 500)),
        texts(),
    )

"""Spans: what is cut away, where a sentence is divided, and that offsets always cut real text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.arguments.article.voices import article_cuts
from agorascope.arguments.comments import LONGEST_COMMENT, comment_regions
from agorascope.arguments.spans.clauses import clauses, trimmed
from agorascope.arguments.spans.statements import statements
from agorascope.arguments.speaking.holders import held
from agorascope.language.folding import fold
from agorascope.records import Article

CODES = st.sampled_from(["el", "en", "zh", "zh-Hant", "el-Latn", "und"])
PIECES = st.sampled_from(
    [
        "Anna Bell", " says that ", "«", "»", "“", "”", '"', "「", "」", "Η Άννα Μπέλου", " λέει ότι ", "王小明",
        "认为，", "他",
        "，", "。", ". ", "; ", ": ", "but ", ", because ", "according to ",
        "σύμφωνα με ", "据", "介绍", "\n\n", "\n> ",
        "\x00", "\ud800", "İ", "ΐ", "🙂", "the price fell", "η τιμή έπεσε", "价格跌了",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=200))


@pytest.mark.parametrize(
    ("code", "text", "kept"),
    [
        ("en", "But I think that the price is too high.", "the price is too high"),
        ("en", "“The price is too high”", "The price is too high"),
        ("en", "We sell 'fresh' fish at dawn!", "We sell 'fresh' fish at dawn"),
        ("el", "Όμως πιστεύω ότι η τιμή είναι παράλογη.", "η τιμή είναι παράλογη"),
        ("el", "πιστευω οτι η τιμη ειναι παραλογη", "η τιμη ειναι παραλογη"),
        ("el", "«Το ραδιόφωνο δεν πέθανε ποτέ»", "Το ραδιόφωνο δεν πέθανε ποτέ"),
        ("zh", "但我觉得这个价格太离谱了。", "这个价格太离谱了"),
        ("zh", "「便宜沒有好貨」。", "便宜沒有好貨"),
    ],
)
def test_frames_and_marks_are_cut_away(code: str, text: str, kept: str) -> None:
    """The writer's own frame, connectives, quotation marks around and the full stop are no part of a span."""
    start, end = trimmed(text, 0, len(text), code)
    assert text[start:end] == kept


@pytest.mark.parametrize(
    ("code", "text", "parts"),
    [
        (
            "en",
            "Coupons must go, because they reward the patient",
            ["Coupons must go", "they reward the patient"],
        ),
        (
            "en",
            "The fault is the measure; the chart is innocent",
            ["The fault is the measure", "the chart is innocent"],
        ),
        (
            "el",
            "Το κουπόνι είναι παγίδα, γιατί κανείς δεν διαβάζει τα ψιλά",
            ["Το κουπόνι είναι παγίδα", "κανείς δεν διαβάζει τα ψιλά"],
        ),
        ("zh", "优惠券应该取消，因为没有人看得懂规则", ["优惠券应该取消", "没有人看得懂规则"]),
        ("en", "The shop opens at 10:30 every day", ["The shop opens at 10:30 every day"]),
    ],
)
def test_sentences_are_cut_where_roles_can_change(code: str, text: str, parts: list[str]) -> None:
    """Strong marks and ', because' divide; a time of day does not."""
    assert [text[a:b] for a, b in clauses(text, 0, len(text), code)] == parts


@given(TEXTS, CODES)
@settings(max_examples=150, deadline=None)
def test_offsets_cut_real_text_in_order(text: str, code: str) -> None:
    """Regions of an article lie inside it, are not empty, come in order and do not overlap."""
    cuts = article_cuts(Article(text=text), code)
    spans = [(c.region.start, c.region.end) for c in cuts]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for cut in cuts:
        assert all(cut.region.start <= a < b <= cut.region.end for a, b in cut.region.parts)


@given(TEXTS, CODES)
@settings(max_examples=100, deadline=None)
def test_comment_regions_are_ordered(text: str, code: str) -> None:
    """Regions of a comment lie inside it in order; lines quoted with '>' are left out."""
    spans = [(r.start, r.end) for r in comment_regions(text, code)]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(max_size=300))
def test_folding_keeps_offsets(text: str) -> None:
    """Folded text is as long as the text it came from."""
    assert len(fold(text)) == len(text)


def test_quoted_lines_and_greetings_argue_nothing() -> None:
    """A comment's quoted line, salutation, thanks and link give no region; the writer's sentence does."""
    text = (
        "> Coupons must go today.\n\nThank you for this lovely article.\n\n"
        "See https://example.org/a for the list.\n\nCoupons keep my shop alive in winter."
    )
    assert [text[r.start : r.end] for r in comment_regions(text, "en")] == ["Coupons keep my shop alive in winter"]


def test_a_quotation_keeps_its_sentences_together() -> None:
    """Sentences inside one quotation form one statement, so that its speaker holds all of it."""
    text = "«Έβαλα αφίσες σε όλη την πόλη. Δεν ήρθε κανείς να με βρει», λέει η Ρένα Μάνου. Έκλεισε."
    assert [text[s.start : s.end] for s in statements(text, "el")][1:] == ["Έκλεισε."]


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "word ",
        "“",
        "(",
        ":",
        "\n",
        "\x00",
        "\ud800",
        "Anna Bell says ",
        "王小明说，",
        ", because",
        '"a" ',
    ],
)
def test_hostile_texts_are_capped(unit: str) -> None:
    """Fifty million characters cost what the first fifty thousand cost, and nothing breaks."""
    text = unit * (50_000_000 // len(unit))
    assert all(r.end <= LONGEST_COMMENT for r in comment_regions(text, "zh"))


def test_headings_are_no_statements() -> None:
    """A region that begins inside a heading is left out."""
    text = "What the tickets know\n\nThe queue told us more than the survey did."
    found, _ = held(text, "en", [(0, 21)])
    assert [text[s.start : s.end] for s in found] == ["The queue told us more than the survey did."]

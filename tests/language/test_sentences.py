"""Sentence offsets: what ends a sentence in each language, and what holds for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agorascope.language import pipeline, sentences

CASES = [
    ("el", ["Τι λες;", "Εγώ λέω όχι.", "Σίγουρα\u037e", "Ναι"]),
    ("el", ["Ο κ. Καρρ το είπε π.χ. χθες.", "Μετά έφυγε."]),
    ("el", ["Ήρθαν ο Νίκος κ.ά. από την Η.Π.Α. Ελλάδος κ.λπ.", "Ναι."]),
    ("el", ["Σαλάτα &amp; ψωμί :-; μαζί ;) λέμε ;", "Όχι;;;"]),
    ("el", ["«Θα πάμε;» ρώτησε.", "«Ναι.»", "« Όχι. »", "Τέλος."]),
    ("el", ["Κοστίζει 1.4 ή 22 000 ή 1.200,50 ευρώ.", "Το λέει ο ν. 4412 στη σελ. 3."]),
    ("el", ["Λοιπόν... δεν ξέρω…", "Ίσως."]),
    ("el", ["Συμφωνώ.", "Αλλά όχι!", "Ε;"]),
    (
        "en",
        [
            "I agree; really.",
            "Dr. Smith paid 1.4 million to J. K. Rowling, e.g. twice.",
            "So did I.",
            "Then no.",
        ],
    ),
    ("en", ['"Great!" he said.', "See No. 5.", "But no.", "So what?"]),
    ("en", ["Good. ;)", "Great!!! 👏👏", "Next"]),
    ("en", ["Write to a.b@c.com or http://x.y/z!Aa now.", "Bye"]),
    ("zh", ["这很好。", "我同意！", "“真的吗？”", "他说：“好。”", "走了……"]),
    ("zh", ["《怎么办？》这本书很好；我买了1.4万本。", "好!", "我也买"]),
    ("und", ["Was ist das?", "Nichts.", "好的。", "终于"]),
]


@pytest.mark.parametrize(("code", "expected"), CASES)
def test_marks_of_the_language_end_sentences(code: str, expected: list[str]) -> None:
    """Joined by spaces (none in Chinese), the sentences are found again."""
    text = ("" if code == "zh" else " ").join(expected)
    assert [text[a:b] for a, b in sentences(text, code)] == expected


def test_missing_space_after_a_greek_full_stop_is_seen() -> None:
    """'ευρώ.Αλλά' are two sentences; a web address is none."""
    assert len(sentences("Δέκα ευρώ.Αλλά όχι.", "el")) == 2
    assert len(sentences("Δες www.Foo.Com/Bar?X=1 εδώ", "el")) == 1


def test_line_breaks_end_sentences_only_at_paragraphs_lists_and_quotations() -> None:
    """A wrapped line goes on; a blank line, a list line and the end of a '>' quotation do not."""
    text = "> παλιό\n> κι άλλο\nνέα γραμμή\nσυνεχίζει\n- πρώτο\n2) δεύτερο\n\nτέλος"
    found = [text[a:b] for a, b in sentences(text, "el")]
    assert found == ["> παλιό\n> κι άλλο", "νέα γραμμή\nσυνεχίζει", "- πρώτο", "2) δεύτερο", "τέλος"]


@given(st.text(alphabet=st.sampled_from(list(" \n\r\u2029.;!?…。”»)'-1aΑω好😀&\u200b\ud800")), max_size=60))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    """No sentence is empty, untrimmed or over a blank line; together they hold every visible character."""
    for code in ("el", "en", "zh"):
        found = sentences(text, code)
        assert [i for a, b in found for i in range(a, b) if not text[i].isspace()] == [
            i for i, c in enumerate(text) if not c.isspace()
        ]
        for a, b in found:
            assert text[a:b] == text[a:b].strip() != ""
            assert not re.search(r"\n[ \u2029]*\n", text[a:b])


def test_long_text_without_marks_is_one_sentence() -> None:
    """A million letters, and a million marks, are each read in one pass."""
    assert sentences("α" * 10**6, "el") == [(0, 10**6)]
    assert len(sentences("a. " * 300_000, "en")) > 1
    assert sentences("", "el") == sentences(" \n ", "zh") == []


@pytest.mark.parametrize("code", ["el", "en", "zh", "el-Latn", "de", "ja", "xyz", "und", ""])
def test_pipelines_tokenize_and_start_sentences_where_sentences_says(code: str) -> None:
    """Every code has one pipeline, always the same, whose sentences are ours."""
    nlp = pipeline(code)
    assert pipeline(code) is nlp
    text = "Hello Dr. Smith. Bye now!\n\n- one\n- two"
    spans = [(s.start_char, s.start_char + len(s.text.strip())) for s in nlp(text).sents]
    assert spans == sentences(text, code)
    assert len(nlp("")) == 0

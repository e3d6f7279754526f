"""Which language a text is in, and what cannot be known."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.language import detect, detect_all

TEXTS = {
    "el": ["Συμφωνώ", "ΚΑΛΗΜΕΡΑ ΣΑΣ", "Το marketing στα social media είναι ROI", "πολύ cool το iPhone"],
    "el-Latn": [
        "den to pistevw auto pou lete", "symfwno apolyta me ton arthrografo", "8a to e3etasw kai 8a sas pw",
        "nai", "mpravo re file", "AUTO EINAI TELEIO", "mou pei na pao",
    ],
    "en": ["Thanks!", "great post", "THIS IS ALL CAPS", "He said Καλημέρα to all in the meeting",
           "I agree with Nikos"],
    "zh": ["同意", "SEO很重要 Facebook Instagram", "優の良品很好", "這個做法很好"],
    "zh-Latn": ["wo jue de zhe ge hen hao", "ni shuo de dui wo ye bu tongyi"],
    "ja": ["これはいいですね", "広告が嫌いです"],
    "ko": ["동의합니다", "저는 그렇게 생각하지 않아요"],
    "ru": ["Я с этим не согласен"], "uk": ["Я з цим не згоден, і це важливо"], "bg": ["Не съм съгласен с това"],
    "ar": ["لا أوافق على ذلك"], "fa": ["من با این موافق نیستم و فکر می‌کنم"], "he": ["אני לא מסכים"], "th": ["ไม่เห็นด้วย"],
    "de": ["Das sehe ich ganz anders als der Autor"], "fr": ["Je ne suis pas du tout d'accord avec vous"],
    "es": ["No estoy de acuerdo con el autor"], "it": ["Non sono d'accordo con questo articolo"],
}  # fmt: skip
UNKNOWN = [
    "", "   ", "2024", "100%", "+1", "👍👍", "!!!", ":)", "ok", "OK!!", "lol", "hahaha", "wow", "π", "x", "SEO ROI",
    "iPhone 12",
    "http://example.org/this/is/english", "@nikos #marketing", "mail@example.gr", "`print(hello)`",
    "\ud800", "\x00", "Bravo!",
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_language_is_recognised(code: str, text: str) -> None:
    """Script, Greeklish, pinyin, brand names in another script, and short words that are known."""
    found = detect(text)
    assert found.code == code
    assert 0 < found.confidence < 1
    assert found.script is not None


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_cannot_be_known_is_und(text: str) -> None:
    """Numbers, signs, addresses, brands and international words tell nothing."""
    assert detect(text) == detect("")
    assert (detect(text).code, detect(text).confidence) == ("und", 0.0)


@pytest.mark.parametrize(("text", "script"), [("学习汉语", "Hans"), ("學習漢語", "Hant"), ("你好", "Hani")])
def test_chinese_scripts_are_told_by_exclusive_characters(text: str, script: str) -> None:
    """Simplified, traditional, or undecided."""
    assert (detect(text).code, detect(text).script) == ("zh", script)


def test_addresses_do_not_count_as_language() -> None:
    """A Greek word beside a long English address is Greek."""
    assert detect("Ναι http://example.org/a/very/long/english/path www.more-english-words.com @user").code == "el"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=6))
def test_batches_give_what_single_texts_give(texts: list[str]) -> None:
    """Neither order nor company changes an answer, and none fails."""
    together = detect_all(texts)
    assert together == [detect(text) for text in texts]
    assert detect_all(texts[::-1]) == together[::-1]


def test_importing_the_room_loads_no_heavy_library() -> None:
    """spaCy, langdetect and numpy come with the first use only."""
    code = (
        "import sys, agorascope.language as l; l.__all__; "
        "sys.exit(any(m in sys.modules for m in ('spacy', 'langdetect', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code

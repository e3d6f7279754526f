"""The trained pipelines: their words are the text, their sentences are ours, and nothing depends on company."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from agorascope.errors import ModelMismatchError, ModelNotFoundError
from agorascope.inference import store
from agorascope.language import sentences
from agorascope.syntax import CODES, parsed
from agorascope.syntax.pipelines import folder_of, load

TEXTS = {
    "el": [
        "Ο υπουργός είπε ότι οι τιμές στο σούπερ μάρκετ θα πέσουν. Δεν το πιστεύει κανείς!",
        "Διαφωνώ κάθετα με τον αρθρογράφο, γιατί τα στοιχεία του είναι παλιά.",
        "ΣΤΟΝ ΚΟΣΜΟ ΤΟΥΣ... 👍👍 http://a.gr/b?c=1\n\n  Καλά να πάθουν;;",
    ],
    "zh": [
        "我不同意作者的看法，因为他的数据已经过时了。价格会下降吗？",
        "張三說，iPhone 15 Pro 的價格是 7999 元😂！真的太貴了。",
        "https://example.com/路径 好\n\n 没有\t空格ABC123的文本",
    ],
    "en": [
        "The minister said that prices wouldn't fall. Nobody believes him!!",
        "I don't agree with the author, because his figures are old.",
        "***  LOL :-)\n\n<b>see</b> http://a.com/b?c=1 e-mail me@x.org",
    ],
}
HOSTILE = [
    "",
    " ",
    "\n\n\n",
    " a",
    "\u200b",
    "\0 \x01",
    "\u202eabc\u202c 好",
    "👨‍👩‍👧 🇬🇷",
    "e\u0301\u0301",
    ".",
    "。。。",
    "σ το στο",
    "\r\nα\r\n\r\nβ",
    "𠀀𠀁 好",
]


def described(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    """Give everything that a pipeline tells."""
    return [
        (t.text, t.whitespace_, t.is_sent_start, t.pos_, t.tag_, str(t.morph), t.lemma_, t.head.i, t.dep_) for t in doc
    ]


def _starts(doc: spacy.tokens.Doc, code: str) -> set[int]:
    """Give where our sentences begin: at the first token that begins there or later."""
    begins = [next((t.idx for t in doc if t.idx >= start), None) for start, _ in sentences(doc.text, code)]
    return {begin for begin in begins if begin is not None}


@pytest.mark.parametrize("code", CODES)
def test_words_are_the_text_and_sentences_are_ours(code: str) -> None:
    """Tokens with their white space are the text; sentences begin where ours do, each with one root."""
    for text in [*TEXTS[code], *HOSTILE, "\n".join(TEXTS["zh"] + TEXTS["el"] + TEXTS["en"])]:
        doc = parsed(code)(text)
        assert "".join(t.text_with_ws for t in doc) == text
        assert all(t.is_space or not any(c.isspace() for c in t.text) for t in doc)
        assert {t.idx for t in doc if t.is_sent_start} - {0} == _starts(doc, code) - {0}
        for sent in doc.sents:
            assert sum(t.head is t or t.head.i == t.i for t in sent) == 1
            assert all(t.head in sent for t in sent)


@pytest.mark.parametrize("code", CODES)
def test_company_changes_nothing(code: str) -> None:
    """The same document alone, in batches of 1 and 64, in another order, and from two processes."""
    nlp, texts = parsed(code), [*TEXTS[code], *(text for text in HOSTILE if text)] * 3
    alone = [described(nlp(text)) for text in texts]
    assert [described(doc) for doc in nlp.pipe(texts, batch_size=1)] == alone
    assert [described(doc) for doc in nlp.pipe(texts, batch_size=64)] == alone
    assert [described(doc) for doc in nlp.pipe(texts[::-1], batch_size=64)] == alone[::-1]
    assert [described(doc) for doc in nlp.pipe(texts[:6], batch_size=2, n_process=2)] == alone[:6]


@pytest.mark.parametrize("code", CODES)
def test_disk_and_bytes_keep_everything(code: str, tmp_path: Path) -> None:
    """A pipeline that was saved says the same, from a folder and from bytes; with pipes of others beside it too."""
    nlp = parsed(code)
    told = [described(nlp(text)) for text in TEXTS[code]]
    nlp.to_disk(tmp_path / "saved")
    again = load(tmp_path / "saved")
    again.add_pipe("doc_cleaner", config={"attrs": {"tensor": None}})
    assert [described(again(text)) for text in TEXTS[code]] == told
    blank = spacy.blank(code, config={"nlp": {"tokenizer": nlp.config["nlp"]["tokenizer"]}})
    for name in nlp.pipe_names:
        blank.add_pipe(name, config={"code": code} if name == "agorascope_sentences" else {})
    assert [described(blank.from_bytes(nlp.to_bytes())(text)) for text in TEXTS[code]] == told


@pytest.mark.parametrize("code", CODES)
def test_whole_text_has_grammar(code: str) -> None:
    """Every word has a part of speech, a lemma and a place; white space is white space."""
    for doc in parsed(code).pipe(TEXTS[code]):
        assert all(doc.has_annotation(name) for name in ("POS", "TAG", "MORPH", "LEMMA", "DEP", "SENT_START"))
        assert all(t.lemma_ and t.dep_ for t in doc)
        assert all((t.pos_ == "SPACE") == t.is_space for t in doc)


def test_subjects_of_reporting_verbs() -> None:
    """In plain sentences the subject of the verb of saying is found."""
    told = {
        "el": ("Ο υπουργός είπε ότι οι τιμές θα πέσουν.", "υπουργός", "είπε"),
        "zh": ("部长说价格会下降。", "部长", "说"),
        "en": ("The minister said that prices will fall.", "minister", "said"),
    }
    for code in CODES:
        text, subject, verb = told[code]
        found = {(t.text, t.head.text) for t in parsed(code)(text) if t.dep_.startswith("nsubj")}
        assert (subject, verb) in found


def test_greek_prepositions_and_articles_have_their_places() -> None:
    """'στο' is two tokens without a blank between them, as in the treebanks."""
    doc = parsed("el")("Μένει στο κέντρο.")
    assert [(t.text, t.whitespace_, t.pos_) for t in doc][1:3] == [("σ", "", "ADP"), ("το", " ", "DET")]


def test_chinese_words() -> None:
    """Words of more characters are found in both scripts; links, numbers and Latin words stay whole."""
    doc = parsed("zh")("香港政府公布 iPhone15 的销量：12,345 台，见 https://a.cn/b?c=1 😂😂")
    words = [t.text for t in doc]
    assert {"香港", "政府", "12,345", "https://a.cn/b?c=1"} <= set(words)
    assert "政府" in [t.text for t in parsed("zh-Hant")("香港政府公布銷量")]


def test_very_long_sentences_are_read_in_windows() -> None:
    """A sentence that no pass can hold is one tree with one root, whatever it is made of."""
    longs = (("el", "και ούτω καθεξής, " * 600), ("el", "α" * 30_000), ("zh", "我们都知道" * 900), ("zh", "x " * 3000))
    for code, text in longs:
        doc = parsed(code)(text)
        assert doc.text == text
        assert [sum(t.head.i == t.i for t in sent) for sent in doc.sents] == [1] * len(list(doc.sents))


def test_other_languages_are_refused() -> None:
    """What no pipeline was trained for is said so, with what there is."""
    for code in ("fr", "el-Latn", "und", ""):
        with pytest.raises(ModelNotFoundError, match="there are: el, zh"):
            parsed(code)


def test_a_changed_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline whose files are not those of its manifest is not loaded."""
    folder = tmp_path / folder_of("el")
    shutil.copytree(store.find(folder_of("el")), folder)
    with (folder / "agorascope_syntax" / "about.json").open("a") as file:
        file.write(" ")
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    with pytest.raises(ModelMismatchError, match=r"about\.json"):
        parsed.__wrapped__("el")


def test_the_light_pipeline_stays_light() -> None:
    """Neither naming the room nor the light pipeline loads a network or an engine."""
    code = (
        "import sys; from agorascope.language import pipeline; import agorascope.syntax; pipeline('el')('Ναι.');"
        "print([m for m in ('onnxruntime', 'tokenizers', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"

"""`docbin`: documents that spaCy loads, with the texts, spans and labels that went in."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin

from agorascope.exports import docbin, export
from tests.exports.making import argument, comment, corpus, talk
from tests.exports.test_conll import LETTERS

GREEK = "Οι συνδρομές είναι άδικες, γιατί ανεβαίνουν. Ναι."
TEXTS = {"el": GREEK, "zh": "我不喜欢会员费。太贵了。", "en": "Fees aren't fair.", "xx": "Oi syndromes einai adikes."}


def read(path: Path) -> list[Doc]:
    """Load a file as its reader would, with nothing of ours."""
    language = path.name[:2]
    return list(DocBin().from_disk(path).get_docs(spacy.blank(language).vocab))


def test_a_file_for_each_tokenizer(tmp_path: Path) -> None:
    """Greek, Chinese and English have files of their own, Greek in Latin letters and all others are in xx."""
    codes = {"el": "el", "zh": "zh", "en": "en", "xx": "el-Latn"}
    made = [comment(name, text, language={"code": codes[name]}) for name, text in TEXTS.items()]
    path = corpus(tmp_path, [talk("d", *made, comment("und", "?!", language={"code": "und"}))])
    done = {one.path.name: one.count for one in export(path, "docbin")}
    assert done == {"el.spacy": 1, "en.spacy": 1, "xx.spacy": 2, "zh.spacy": 1}
    for name, text in TEXTS.items():
        assert read(path / "exports" / "docbin" / f"{name}.spacy")[0].text == text
    assert [doc.user_data["language"] for doc in read(path / "exports" / "docbin" / "xx.spacy")] == ["el-Latn", "und"]


def test_spans_and_labels(tmp_path: Path) -> None:
    """Arguments are spans with their ids and exact offsets beside them; what was found is in the user data."""
    made = [argument(GREEK, "Οι συνδρομές είναι άδικες"), argument(GREEK, "ανεβαίνουν", "premise", 2)]
    labels = {"stance": {"label": "against"}, "sentiment": {"label": "negative"}, "spam": {"is_spam": True}}
    path = corpus(tmp_path, [talk("d", comment("1", GREEK, language={"code": "el"}, arguments=made, **labels))])
    [done] = export(path, "docbin")
    [doc] = read(done.path)
    assert done.notes == ()
    spans = [(span.text, span.label_, span.id_) for span in doc.spans["arguments"]]
    assert spans == [(made[0]["quote"], "CLAIM", "a1"), (made[1]["quote"], "PREMISE", "a2")]
    told = {"discussion_id": "d", "comment_id": "d#1", "language": "el"}
    assert doc.user_data.items() >= (told | {"stance": "against", "sentiment": "negative", "spam": True}).items()
    offsets = [(row["start"], row["end"], row["role"]) for row in doc.user_data["arguments"]]
    assert offsets == [(row["start"], row["end"], row["role"]) for row in made]
    assert [sentence.text for sentence in doc.sents][1] == "Ναι."


def test_spans_that_end_inside_a_token_are_widened_and_counted(tmp_path: Path) -> None:
    """A span is never lost for an offset within a word."""
    text = "unfair fees"
    path = corpus(tmp_path, [talk("d", comment("1", text, arguments=[argument(text, "fair fee")]))])
    [done] = export(path, "docbin")
    assert done.notes == ("spans widened to whole tokens: 1",)
    [doc] = read(done.path)
    assert [span.text for span in doc.spans["arguments"]] == [text]


def test_spans_outside_the_text_are_counted(tmp_path: Path) -> None:
    """A span that no token is under is left out and told."""
    wrong = {**argument("yes", "yes"), "start": 90, "end": 99}
    path = corpus(tmp_path, [talk("d", comment("1", "yes", arguments=[wrong]))])
    [done] = export(path, "docbin")
    assert done.notes == ("spans without a token: 1",)
    [doc] = read(done.path)
    assert list(doc.spans["arguments"]) == []


def test_what_no_stage_told_is_none(tmp_path: Path) -> None:
    """Stance, tone and spam may be missing; it is said."""
    path = corpus(tmp_path, [talk("d", comment("1"))], without=["stance", "spam"])
    [done] = export(path, "docbin")
    assert [note.split(":")[0] for note in done.notes] == ["no layer stance", "no layer spam"]
    [doc] = read(done.path)
    assert (doc.user_data["stance"], doc.user_data["spam"]) == (None, None)
    assert doc.user_data["sentiment"] == "neutral"


def test_many_documents_are_in_several_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full file is followed by en-2.spacy, in the order of the corpus; those of a longer export before go."""
    monkeypatch.setattr(docbin, "MOST_DOCS", 2)
    out = tmp_path / "out"
    parts = [[talk(f"d{n}", comment("1"), comment("2"), comment("3"))] for n in range(2)]
    done = [(one.path.name, one.count) for one in export(corpus(tmp_path / "long", *parts), "docbin", out)]
    assert done == [("en.spacy", 2), ("en-2.spacy", 2), ("en-3.spacy", 2)]
    names = [doc.user_data["comment_id"] for name, _ in done for doc in read(out / name)]
    assert names == [f"d{n}#{m}" for n in range(2) for m in (1, 2, 3)]
    list(export(corpus(tmp_path / "short", parts[0]), "docbin", out))
    assert sorted(path.name for path in out.iterdir()) == ["en-2.spacy", "en.spacy"]


def test_long_texts_fill_a_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is full of characters as well as of documents."""
    monkeypatch.setattr(docbin, "MOST_CHARACTERS", 10)
    path = corpus(tmp_path, [talk("d", comment("1", "a long comment"), comment("2", "b"), comment("3", "c"))])
    assert [one.count for one in export(path, "docbin")] == [1, 2]


@settings(max_examples=60)
@given(
    texts=st.lists(st.text(st.sampled_from(LETTERS), max_size=40), min_size=1, max_size=4),
    code=st.sampled_from(["el", "zh", "en", "el-Latn"]),
)
def test_any_text(texts: list[str], code: str) -> None:
    """A document's text is the comment's, whatever stands in it, and a span over all of it holds all its tokens."""
    made = [
        comment(str(n), language={"code": code}, arguments=[argument(text, text)] if text else []) | {"text": text}
        for n, text in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory() as place:
        [done] = export(corpus(Path(place), [talk("d", *made)]), "docbin")
        docs = read(done.path)
    assert [doc.text for doc in docs] == texts
    assert [[len(span) for span in doc.spans["arguments"]] for doc in docs] == [
        [len(d)] if len(d) else [] for d in docs
    ]

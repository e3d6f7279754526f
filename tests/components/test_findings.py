"""Where findings are, and in which form: records, plain values, spans, categories."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

from agorascope.components import component
from agorascope.records import Argument, HeldArgument, Label, Language, Reason, Spam
from tests.components.making import TARGET, TEXTS, discussion, kept, pipeline


@pytest.mark.parametrize("code", ["el", "zh", "en", "xx"])
def test_every_component_works_on_blank_pipelines(code: str) -> None:
    """Each finding is a record under the component's name; any language is read by any pipeline."""
    nlp = pipeline(code)
    for name, doc in zip(TEXTS, nlp.pipe(TEXTS.values()), strict=True):
        assert isinstance(doc._.agorascope_sentiment, Label)
        assert isinstance(doc._.agorascope_stance, Label)
        assert isinstance(doc._.agorascope_spam, Spam)
        assert isinstance(doc._.agorascope_language, Language)
        assert all(isinstance(one, Argument) for one in doc._.agorascope_arguments)
        assert doc._.agorascope_spam.is_spam is (name == "advert")
        if name in {"el", "zh", "en", "el-Latn"}:
            assert doc._.agorascope_language.code == name


def test_what_was_not_looked_for_is_none() -> None:
    """A document that no component has seen has no findings."""
    doc = pipeline("en").make_doc("Fees are unfair.")
    assert doc._.agorascope_sentiment is None
    assert doc._.agorascope_arguments is None


@pytest.mark.parametrize("code", ["el", "zh", "en", "xx"])
def test_spans_hold_their_words(code: str) -> None:
    """A span is widened to whole tokens at most; its record has the exact place and words."""
    nlp = pipeline(code, "arguments", "spam")
    seen = 0
    for doc in nlp.pipe(one.text for name in ("el-12", "zh-12", "en-12") for one in discussion(name).comments):
        for span, record in zip(doc.spans["arguments"], doc._.agorascope_arguments, strict=True):
            assert span._.agorascope_argument == record
            assert (span.label_, span.id_) == (record.role.upper(), record.id)
            assert record.quote == doc.text[record.start : record.end]
            assert span.start_char <= record.start < record.end <= span.end_char
            assert span[0].idx + len(span[0]) > record.start
            assert span[-1].idx < record.end
            assert span._.holder is None
            seen += 1
        for span, reason in zip(doc.spans["spam"], doc._.agorascope_spam.reasons, strict=True):
            assert isinstance(reason, Reason)
            assert span._.agorascope_reason == reason
            assert span.label_ == reason.code.upper()
    assert seen > 20


def test_spans_of_others_have_no_record() -> None:
    """The attributes of spans are about our spans alone, even where another has the same id."""
    doc = pipeline("en", "arguments")(TEXTS["en"])
    assert doc.spans["arguments"]
    other = Span(doc, 0, len(doc), label="PERSON", span_id="a1")
    assert other._.agorascope_argument is None
    assert other._.holder is None
    assert doc[0:2]._.agorascope_argument is None
    doc.user_data["mine"] = "theirs"
    assert Span(doc, 0, 2, label="CLAIM", span_id="mine/a1")._.agorascope_argument is None


def test_attributes_are_those_of_all_pipelines() -> None:
    """One name may stand for findings of different kinds in different pipelines; what is not ours is given as it is."""
    texts = (TEXTS["en"], TEXTS["el"])
    for name, kind in (("sentiment", Label), ("language", Language), ("spam", Spam), ("arguments", tuple)):
        nlp = spacy.blank("en")
        nlp.add_pipe(f"agorascope_{name}", name="told")
        assert all(isinstance(doc._.told, kind) for doc in nlp.pipe(texts))
    doc = nlp.make_doc(TEXTS["en"])
    doc.user_data["told"] = "negative"
    assert doc._.told == "negative"


def test_spans_survive_where_tokens_are_others() -> None:
    """Documents of any tokens are read by their text; one token may be wider than what was found in it."""
    nlp = pipeline("en", "arguments", "sentiment")
    words = TEXTS["en"].split(" ")
    tokens = [" ".join(words[:3]), " ".join(words[3:5]), *words[5:]]
    doc = nlp(Doc(nlp.vocab, words=tokens, spaces=[True] * (len(tokens) - 1) + [False]))
    plain = nlp(TEXTS["en"])
    assert doc.text == plain.text
    assert doc.user_data == plain.user_data
    assert [span._.agorascope_argument for span in doc.spans["arguments"]] == list(plain._.agorascope_arguments)


def test_findings_survive_bytes_and_docbin() -> None:
    """All is plain: it goes to bytes and comes back with its records, and another program can read it."""
    nlp = pipeline("el")
    docs = list(nlp.pipe(TEXTS.values()))
    box = DocBin(store_user_data=True, docs=docs)
    again = list(DocBin(store_user_data=True).from_bytes(box.to_bytes()).get_docs(spacy.blank("el").vocab))
    back = [Doc(spacy.blank("el").vocab).from_bytes(doc.to_bytes()) for doc in docs]
    assert [kept(doc) for doc in back] == [kept(doc) for doc in docs]
    assert [json.dumps(kept(doc)) for doc in again] == [json.dumps(kept(doc)) for doc in docs]
    for old, new in zip(docs, again, strict=True):
        assert new._.agorascope_spam == old._.agorascope_spam
        assert new._.agorascope_arguments == old._.agorascope_arguments
        assert [s._.agorascope_argument for s in new.spans["arguments"]] == list(old._.agorascope_arguments)
    assert json.loads(json.dumps(docs[0].user_data)) == docs[0].user_data


def test_categories_where_they_are_wanted() -> None:
    """Scores are in `doc.cats` by config alone, beside what others put there."""
    assert pipeline("en")(TEXTS["en"]).cats == {}
    nlp = pipeline("en", "sentiment", "spam", "stance", **{n: {"cats": True} for n in ("sentiment", "spam", "stance")})
    doc = nlp.make_doc("I hate this article, it is terrible nonsense.")
    doc.cats = {"mine": 1.0}
    doc = nlp(doc)
    assert doc.cats == {
        "mine": 1.0,
        **doc._.agorascope_sentiment.scores,
        "ham": round(1 - doc._.agorascope_spam.score, 4),
        "spam": doc._.agorascope_spam.score,
        **doc._.agorascope_stance.scores,
    }
    assert max(("negative", "neutral", "positive"), key=doc.cats.__getitem__) == "negative"


def test_who_is_not_sure_does_not_say() -> None:
    """Under `abstain` a label is null, a language is `und`; the scores stay."""
    nlp = pipeline("en", "language", "sentiment", language={"abstain": 1.0}, sentiment={"abstain": 1.0, "cats": True})
    doc = nlp(TEXTS["en"])
    assert doc._.agorascope_sentiment.label is None
    assert sum(doc.cats.values()) == pytest.approx(1.0, abs=1e-5)
    assert doc._.agorascope_language.code == "und"
    assert doc._.agorascope_language.confidence > 0.5


def test_two_of_a_kind_under_two_names() -> None:
    """Components of one factory keep apart what they find: attributes by name, spans by key."""
    nlp = spacy.blank("en")
    nlp.add_pipe("agorascope_arguments")
    nlp.add_pipe("agorascope_arguments", name="voices", config={"reading": "article", "spans_key": "voices"})
    nlp.add_pipe("agorascope_stance", name="fees", config={"target": "Fees are fair."})
    nlp.add_pipe("agorascope_stance", name="author", config={"attribute": "side", "target": "Bell is right."})
    doc = nlp("The mayor, Ada Bell, said that fees are unfair. I agree: they get dearer every year.")
    assert all(isinstance(one, HeldArgument) for one in doc._.voices)
    assert [span._.holder for span in doc.spans["voices"]] == [one.holder for one in doc._.voices]
    assert [span._.agorascope_argument for span in doc.spans["voices"]] == list(doc._.voices)
    assert [s._.agorascope_argument for s in doc.spans["arguments"]] == list(doc._.agorascope_arguments)
    assert doc._.voices[0].holder
    assert doc._.fees.scores != doc._.side.scores
    assert not Doc.has_extension("author")


def test_a_name_that_is_taken_is_refused() -> None:
    """What another package keeps under a name is not overwritten."""
    Doc.set_extension("tongue", default=None)
    try:
        with pytest.raises(Exception, match=r"doc\._\.tongue belongs to something else") as error:
            spacy.blank("en").add_pipe("agorascope_language", name="tongue")
        assert type(error.value).__name__ == "UsageError"
    finally:
        Doc.remove_extension("tongue")


def test_a_short_name_that_is_taken_stays_theirs() -> None:
    """Where another package has `span._.holder`, it is warned of and left alone; the record tells the same."""
    Span.set_extension("holder", default="theirs", force=True)
    try:
        with pytest.warns(UserWarning, match=r"span\._\.holder belongs to something else already"):
            nlp = pipeline("en", "arguments")
        doc = nlp(TEXTS["en"])
        assert {span._.holder for span in doc.spans["arguments"]} == {"theirs"}
        assert [span._.agorascope_argument for span in doc.spans["arguments"]] == list(doc._.agorascope_arguments)
    finally:
        Span.remove_extension("holder")


def test_targets_by_document_context_and_config() -> None:
    """A document's own target goes before its context's, and that before the config's."""
    nlp = pipeline("en", "stance", stance={"read_context": True, "target": "Fees are fair."})
    text = "Fees are unfair, scrap them."
    own = nlp.make_doc(text)
    own._.target = "Fees are unfair."
    told = [
        doc._.agorascope_stance
        for doc, _ in nlp.pipe(
            [(text, None), (text, {"target": "Fees are unfair."}), (own, {"target": "Fees are high."})], as_tuples=True
        )
    ]
    assert told[0].label == "against"
    assert told[1].label == "favor"
    assert told[2] == told[1]


def test_contexts_are_read_only_where_that_is_asked_for() -> None:
    """A context is the user's own affair: its `parent` may be an id, its `target` the gold label."""
    nlp = pipeline("en", "sentiment", "stance")
    [(doc, _)] = nlp.pipe([(TEXTS["en"], {"target": "positive", "parent": "t1_x"})], as_tuples=True)
    assert kept(doc) == kept(nlp(TEXTS["en"]))


def test_without_a_target_there_is_no_stance() -> None:
    """Nobody was asked, so nothing is said; the user is told how to ask."""
    nlp = pipeline("en", "stance", stance={"target": None})
    asked = nlp.make_doc(TEXTS["en"])
    asked._.target = TARGET
    with pytest.warns(UserWarning, match=r"\[agorascope_stance\] a document without a target .* doc\._\.target"):
        silent, told = nlp.pipe([TEXTS["en"], asked])
    assert silent._.agorascope_stance is None
    assert "agorascope_stance" not in silent.user_data
    assert told._.agorascope_stance.label == "against"


def test_the_article_is_in_view_of_spam() -> None:
    """An advert that has nothing to do with the article says so among its reasons."""
    nlp = pipeline("en", "spam")
    doc = nlp.make_doc(TEXTS["advert"])
    doc._.article = discussion("en-12").article.text
    told = {one.code for one in nlp(doc)._.agorascope_spam.reasons}
    assert "off-topic" in told
    assert "off-topic" not in {one.code for one in nlp(TEXTS["advert"])._.agorascope_spam.reasons}


def test_whose_language_facts_serve() -> None:
    """A text's own language goes before the pipeline's, which helps where the text tells none; the config is first."""
    greek, chinese = TEXTS["el"], TEXTS["zh"]
    for code in ("zh", "en", "xx"):
        assert pipeline(code, "arguments")(greek).user_data == pipeline("el", "arguments")(greek).user_data
    alone = pipeline("zh", "arguments")(chinese)._.agorascope_arguments
    assert alone == pipeline("en", "arguments", arguments={"language": "zh"})(chinese)._.agorascope_arguments
    assert alone != pipeline("en", "arguments", arguments={"language": "en"})(chinese)._.agorascope_arguments
    found = pipeline("el", "language", "arguments")(chinese)._.agorascope_arguments
    assert found == alone


@settings(max_examples=40)
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=5),
    size=st.integers(1, 4),
)
def test_any_text_in_any_batch(texts: list[str], size: int) -> None:
    """One by one or in batches of any size, the findings are the same bytes."""
    nlp = _shared()
    alone = [nlp(text) for text in texts]
    together = list(nlp.pipe(texts, batch_size=size))
    assert [doc.text for doc in together] == texts
    assert [doc.to_bytes() for doc in together] == [doc.to_bytes() for doc in alone]
    for doc in alone:
        assert len(doc.spans["arguments"]) == len(doc._.agorascope_arguments)
        assert len(doc.spans["spam"]) == len(doc._.agorascope_spam.reasons)


_MADE: list[spacy.language.Language] = []


def _shared() -> spacy.language.Language:
    if not _MADE:
        _MADE.append(pipeline("xx"))
    return _MADE[0]


@pytest.mark.parametrize("text", ["", "   ", "\n\n\t", "👍👍🔥", "…", "666", "\u202e\u200b", "a\x00b"])
def test_texts_that_say_little(text: str) -> None:
    """They have findings that claim nothing."""
    doc = _shared()(text)
    assert doc.text == text
    assert doc._.agorascope_arguments == ()
    assert doc._.agorascope_spam.is_spam is False
    assert doc._.agorascope_language.code == "und"


def test_half_characters_are_refused_by_spacy_itself() -> None:
    """No document holds a lone surrogate: spaCy raises before any component runs."""
    with pytest.raises(UnicodeEncodeError):
        _shared()("half \ud800 character")


def test_a_megabyte_in_one_document() -> None:
    """A long text is judged as its beginning is; what stands behind is left out, not wrong."""
    nlp = pipeline("xx")
    text = (TEXTS["el"] + "\n\n") * 6000
    assert len(text.encode()) > 900_000
    doc = nlp(text)
    found = doc._.agorascope_arguments
    assert found[0].quote == doc.text[found[0].start : found[0].end]
    assert max(one.end for one in found) <= 50_000
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert len(doc.spans["arguments"]) == len(found)


def test_what_all_components_share_is_one() -> None:
    """All components of a process ask the same models, loaded once."""
    nlp = pipeline("en")
    pipes = [proc for _, proc in nlp.pipeline if isinstance(proc, component.Component)]
    assert len(pipes) == 5
    assert len({id(proc._models()) for proc in pipes}) == 1

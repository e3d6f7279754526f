"""Beside other components: a tagger and a parser, pipelines that others made, analysis, errors, figures."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from agorascope.language import pipeline as own_pipeline
from tests.components.making import NAMES, TARGET, TEXTS, kept, pipeline

OFFICIAL = ("el_core_news_sm", "zh_core_web_sm", "en_core_web_sm", "xx_sent_ud_sm")


@pytest.fixture(scope="module")
def trained() -> Language:
    """Train a tagger and a parser on two sentences, with our components before and behind them."""
    nlp = pipeline("en", "sentiment", "arguments")
    nlp.add_pipe("tagger", first=True)
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("agorascope_stance", config={"target": TARGET})
    told = {"tags": ["N", "V", "J", "N"], "heads": [1, 1, 3, 1], "deps": ["nsubj", "ROOT", "amod", "dobj"]}
    gold = [Example.from_dict(nlp.make_doc(text), told) for text in ("I like green eggs", "Eggs hate blue ham")]
    optimizer = nlp.initialize(lambda: gold)
    for _ in range(5):
        nlp.update(gold, sgd=optimizer)
    return nlp


def test_beside_a_tagger_and_a_parser(trained: Language) -> None:
    """Training goes past our components; what they find is what they find alone, and tags and trees are there."""
    alone = pipeline("en", "sentiment", "arguments", "stance")
    for doc, plain in zip(trained.pipe(TEXTS.values()), alone.pipe(TEXTS.values()), strict=True):
        assert doc.has_annotation("TAG")
        assert doc.has_annotation("DEP")
        assert kept(doc) == kept(plain)
    with trained.select_pipes(disable=["agorascope_sentiment"]):
        assert trained(TEXTS["en"])._.agorascope_sentiment is None
    with trained.select_pipes(enable=["agorascope_sentiment"]):
        assert list(trained(TEXTS["en"]).user_data) == ["agorascope_sentiment"]


def test_saved_beside_a_tagger_and_a_parser(trained: Language, tmp_path: Any) -> None:
    """The whole pipeline comes back."""
    trained.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    texts = list(TEXTS.values())
    assert [d.to_bytes() for d in again.pipe(texts)] == [d.to_bytes() for d in trained.pipe(texts)]


@pytest.mark.parametrize("code", ["el", "zh", "en", "xx"])
def test_on_our_own_pipelines(code: str) -> None:
    """Our own pipelines, whatever they hold, take our components."""
    nlp = spacy.blank(code).from_config(own_pipeline(code).config).from_bytes(own_pipeline(code).to_bytes())
    nlp.max_length = own_pipeline(code).max_length
    alone = pipeline(code)
    for name in NAMES:
        nlp.add_pipe(f"agorascope_{name}", config={"target": TARGET} if name == "stance" else {})
    for doc, plain in zip(nlp.pipe(TEXTS.values()), alone.pipe(TEXTS.values()), strict=True):
        assert doc._.agorascope_arguments == plain._.agorascope_arguments
        assert doc.user_data == plain.user_data
        assert len(list(doc.sents)) >= 1
        assert len(doc.spans["arguments"]) == len(doc._.agorascope_arguments)


@pytest.mark.parametrize("name", OFFICIAL)
def test_on_the_official_pipelines(name: str) -> None:
    """The pipelines that spaCy's makers publish take our components, where one is installed."""
    pytest.importorskip(name, reason="not to be had without a network")
    nlp, alone = spacy.load(name), pipeline("xx")
    for one in NAMES:
        nlp.add_pipe(f"agorascope_{one}", config={"target": TARGET} if one == "stance" else {})
    for doc, plain in zip(nlp.pipe(TEXTS.values()), alone.pipe(TEXTS.values()), strict=True):
        assert doc.user_data == plain.user_data


def test_the_analysis_of_a_pipeline_is_true() -> None:
    """What components say they assign is there, and nothing that they need is missing."""
    nlp = pipeline("en")
    told: Any = nlp.analyze_pipes()
    assert not any(told["problems"].values())
    doc = nlp(TEXTS["advert"])
    for name in nlp.pipe_names:
        for attribute in told["summary"][name]["assigns"]:
            place, _, key = attribute.partition("._.")
            assert attribute == "doc.spans" or (Doc if place == "doc" else Span).has_extension(key)
        assert f"doc._.{name}" in told["summary"][name]["assigns"]
        assert doc._.get(name) is not None
    assert nlp.pipe_labels["agorascope_sentiment"] == ["negative", "neutral", "positive"]
    assert nlp.pipe_labels["agorascope_arguments"] == ["CLAIM", "PREMISE"]


def test_one_bad_document_does_not_take_its_batch_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """The handler is told of the document that fails; the others come through, in order."""
    nlp = pipeline("en", "sentiment")
    _fail_on(nlp, "bomb", monkeypatch)
    lost: list[tuple[str, list[str], str]] = []

    def handler(name: str, _proc: Any, docs: list[Doc], error: Exception) -> Any:
        lost.append((name, [doc.text for doc in docs], str(error)))

    nlp.set_error_handler(handler)
    assert [doc.text for doc in nlp.pipe(["one", "bomb", "two"], batch_size=3)] == ["one", "two"]
    assert lost == [("agorascope_sentiment", ["bomb"], "it went off")]


def test_without_a_handler_errors_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """By default nothing is swallowed."""
    nlp = pipeline("en", "sentiment")
    _fail_on(nlp, "bomb", monkeypatch)
    with pytest.raises(RuntimeError, match="it went off"):
        list(nlp.pipe(["one", "bomb", "two"]))
    with pytest.raises(RuntimeError, match="it went off"):
        nlp("bomb")


def _fail_on(nlp: Language, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the component fail on one text: no text does so by itself."""
    proc: Any = nlp.get_pipe("agorascope_sentiment")
    find = type(proc).find

    def failing(self: Any, docs: list[Doc], models: Any) -> Any:
        if any(doc.text == text for doc in docs):
            raise RuntimeError("it went off")
        return find(self, docs, models)

    monkeypatch.setattr(type(proc), "find", failing)


def test_figures_against_gold() -> None:
    """`nlp.evaluate` compares labels with `cats` and arguments with spans of the gold."""
    nlp = pipeline("en", "sentiment", "arguments", "stance", sentiment={"abstain": 0.6})
    good, bad = "I love this, it is wonderful!", "I hate this, it is terrible!"
    cats = {"negative": 0.0, "neutral": 0.0, "positive": 0.0}
    gold = [
        Example.from_dict(nlp.make_doc(good), {"cats": {**cats, "positive": 1.0}}),
        Example.from_dict(nlp.make_doc(bad), {"cats": {**cats, "positive": 1.0}}),
        Example.from_dict(nlp.make_doc(TEXTS["en"]), {"spans": {"arguments": [(0, 38, "CLAIM"), (0, 7, "PREMISE")]}}),
    ]
    told = nlp.evaluate(gold)
    assert told["agorascope_sentiment_micro_f"] == pytest.approx(0.5)
    assert told["agorascope_sentiment_coverage"] == 1.0
    assert told["spans_arguments_p"] == pytest.approx(0.5)
    assert told["spans_arguments_r"] == pytest.approx(0.5)
    assert not [name for name in told if name.startswith("agorascope_stance")]

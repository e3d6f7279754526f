"""A pipeline that was saved finds the same in a fresh process, or says that its models are others."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from agorascope.components.identity import ModelsChangedWarning
from agorascope.errors import ModelNotFoundError
from tests.components.making import TEXTS, pipeline

LOADED = """
import json, sys, spacy
nlp = spacy.load(sys.argv[1])
docs = nlp.pipe(json.loads(sys.argv[2]))
print(json.dumps([[doc.user_data, {key: len(group) for key, group in doc.spans.items()}] for doc in docs]))
"""


def _told(docs: Any) -> list[Any]:
    return [[doc.user_data, {key: len(group) for key, group in doc.spans.items()}] for doc in docs]


@pytest.fixture
def nlp() -> spacy.language.Language:
    """Give a pipeline whose components are set otherwise than by default, two of one kind."""
    made = pipeline("el", sentiment={"cats": True, "abstain": 0.4}, spam={"spans_key": "adverts"})
    made.add_pipe("agorascope_arguments", name="voices", config={"reading": "article", "spans_key": "voices"})
    return made


def test_a_fresh_process_finds_the_same(nlp: spacy.language.Language, tmp_path: Path) -> None:
    """`spacy.load` needs no import; settings are in the config, as spaCy's own are."""
    nlp.to_disk(tmp_path / "saved")
    texts = list(TEXTS.values())
    arguments = [sys.executable, "-c", LOADED, str(tmp_path / "saved"), json.dumps(texts)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)  # noqa: S603
    assert json.loads(done.stdout) == _told(nlp.pipe(texts))
    assert nlp.config["components"]["voices"]["spans_key"] == "voices"
    assert done.stderr == ""


def test_bytes_and_disk(nlp: spacy.language.Language, tmp_path: Path) -> None:
    """What comes back from bytes or disk has the same config, says what models it asks, and finds the same."""
    again = spacy.blank("el").from_config(nlp.config).from_bytes(nlp.to_bytes())
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert again.config.to_str() == loaded.config.to_str() == nlp.config.to_str()
    texts = list(TEXTS.values())
    assert _told(again.pipe(texts)) == _told(loaded.pipe(texts)) == _told(nlp.pipe(texts))
    saved = json.loads((tmp_path / "saved" / "agorascope_spam" / "cfg").read_text(encoding="utf-8"))
    assert [set(one) for one in saved["models"]] == [{"name", "version", "sha256"}] * 3
    language = json.loads((tmp_path / "saved" / "agorascope_language" / "cfg").read_text(encoding="utf-8"))
    assert [one["name"] for one in language["models"]] == ["agorascope-language"]


def test_other_models_are_told(nlp: spacy.language.Language, tmp_path: Path) -> None:
    """A pipeline that was saved with another model warns when it is loaded, and names both."""
    nlp.to_disk(tmp_path / "saved")
    cfg = tmp_path / "saved" / "agorascope_sentiment" / "cfg"
    saved = json.loads(cfg.read_text(encoding="utf-8"))
    saved["models"][-1] |= {"version": "0.0.1", "sha256": "0" * 64}
    cfg.write_text(json.dumps(saved), encoding="utf-8")
    with pytest.warns(ModelsChangedWarning, match=r"\[agorascope_sentiment\] saved with .* 0\.0\.1 \(000000000000\)"):
        spacy.load(tmp_path / "saved")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spacy.load(tmp_path / "saved", exclude=["agorascope_sentiment"])


def test_models_that_are_missing_are_an_error(
    nlp: spacy.language.Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its models a pipeline does not load, and the error says where they were looked for."""
    nlp.to_disk(tmp_path / "saved")
    monkeypatch.setattr("agorascope.inference.store.search_path", lambda: (tmp_path / "nowhere",))
    with pytest.raises(ModelNotFoundError, match=r"searched .*nowhere"):
        spacy.load(tmp_path / "saved")


def test_a_renamed_component_keeps_its_attribute(tmp_path: Path) -> None:
    """The attribute is that of the name a component was made with, before saving and after."""
    nlp = pipeline("en", "sentiment")
    nlp.rename_pipe("agorascope_sentiment", "tone")
    nlp.to_disk(tmp_path / "saved")
    loaded = spacy.load(tmp_path / "saved")
    assert loaded.pipe_names == ["tone"]
    assert loaded(TEXTS["en"]).user_data == nlp(TEXTS["en"]).user_data
    assert "agorascope_sentiment" in nlp(TEXTS["en"]).user_data


def test_a_component_of_another_pipeline() -> None:
    """Components can be taken from one pipeline into another."""
    nlp = spacy.blank("en")
    nlp.add_pipe("agorascope_sentiment", source=pipeline("en", "sentiment"))
    assert nlp(TEXTS["en"])._.agorascope_sentiment.label == "neutral"


def test_config_is_checked() -> None:
    """Unknown settings and wrong types are refused when the component is added."""
    for wrong in ({"abstain": "much"}, {"reading": "poem"}, {"language": "fr"}, {"nonsense": 1}):
        name = "arguments" if {"reading", "language"} & set(wrong) else "sentiment"
        with pytest.raises(ValueError, match=next(iter(wrong))):
            spacy.blank("en").add_pipe(f"agorascope_{name}", config=wrong)


def test_settings_are_overridden_when_a_pipeline_is_loaded(tmp_path: Path) -> None:
    """What `spacy.load` is given goes before what was saved, as it does for spaCy's own components."""
    pipeline("en", "sentiment").to_disk(tmp_path)
    unsure = spacy.load(tmp_path, config={"components": {"agorascope_sentiment": {"abstain": 1.0}}})
    assert unsure(TEXTS["en"])._.agorascope_sentiment.label is None
    moved = spacy.load(tmp_path, config={"components": {"agorascope_sentiment": {"attribute": "tone"}}})
    assert moved(TEXTS["en"])._.tone.label == "neutral"


def test_documents_that_are_merged_or_cut_claim_nothing(nlp: spacy.language.Language) -> None:
    """Findings are about a whole text: in another text their places would be wrong, so they are not taken along."""
    first, second = nlp.pipe([TEXTS["en"], TEXTS["zh"]])
    with pytest.warns(UserWarning, match="Skipping unsupported user data"):
        merged = Doc.from_docs([first, second])
    assert merged._.agorascope_sentiment is None
    assert {span._.agorascope_argument for span in merged.spans["arguments"]} == {None}
    assert first[2:9].as_doc()._.agorascope_arguments is None

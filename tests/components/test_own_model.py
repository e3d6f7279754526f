"""A model of the user's own in a component, as with `--model` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy

from agorascope import guests
from agorascope.components import shared
from agorascope.components.identity import ModelsChangedWarning
from agorascope.guests import network as networks
from agorascope.inference import Models
from agorascope.settings import Choice, Settings
from agorascope.tasks import TASKS
from tests.components.making import TEXTS, pipeline
from tests.guests.conftest import Build, tiny  # noqa: F401 - a fixture

THEIRS = {"LABEL_0": "negative", "LABEL_1": "positive"}


@pytest.fixture
def folder(tiny: Build) -> Path:  # noqa: F811 - the fixture
    """Give a small network with labels that say nothing."""
    return tiny("LABEL_0", "LABEL_1")


def test_as_label_with_the_same_model(folder: Path) -> None:
    """It says what `agorascope label --model` says; our own models are not asked."""
    nlp = pipeline("en", "sentiment", sentiment={"model": str(folder), "labels": THEIRS})
    settings = Settings(choices=(Choice("sentiment", str(folder), tuple(THEIRS.items())),))
    models = Models(settings, guests.load_all(settings))
    rows = [{"text": text} for text in TEXTS.values()]
    docs = list(nlp.pipe(TEXTS.values()))
    assert [doc.user_data["agorascope_sentiment"] for doc in docs] == TASKS["sentiment"].run(rows, models, settings)
    assert {doc._.agorascope_sentiment.label for doc in docs} <= {"negative", "positive"}


def test_beside_ours(folder: Path) -> None:
    """One component asks another model and one ours; what ours embed is embedded once."""
    labels = {"LABEL_0": "ham", "LABEL_1": "spam"}
    nlp = pipeline("en", "spam", spam={"model": str(folder), "labels": labels})
    nlp.add_pipe("agorascope_spam", name="ours")
    docs = list(nlp.pipe(TEXTS.values()))
    assert [d._.agorascope_spam.score for d in docs] != [d._.ours.score for d in docs]
    theirs: Any = nlp.get_pipe("agorascope_spam")
    ours: Any = nlp.get_pipe("ours")
    assert (theirs._models().embed(["a"]) == ours._models().embed(["a"])).all()
    assert "_trunk" not in vars(theirs._models())


def test_saved_and_changed(folder: Path, tiny: Build, tmp_path: Path) -> None:  # noqa: F811 - the fixture
    """A saved pipeline knows the model by its hash: one that was replaced is told of when it is used."""
    nlp = pipeline("en", "sentiment", sentiment={"model": str(folder), "labels": THEIRS})
    nlp.to_disk(tmp_path / "saved")
    same = spacy.load(tmp_path / "saved")
    assert same(TEXTS["en"]).user_data == nlp(TEXTS["en"]).user_data
    other = tiny("LABEL_0", "LABEL_1", seed=3)
    (folder / "model.safetensors").write_bytes((other / "model.safetensors").read_bytes())
    shared.forget()
    changed = spacy.load(tmp_path / "saved")
    with pytest.warns(ModelsChangedWarning, match=r"\[agorascope_sentiment\] saved with"):
        changed(TEXTS["en"])
    changed(TEXTS["en"])


def test_bad_endpoints_are_refused_at_once() -> None:
    """What cannot be an endpoint is told when the component is added, not when the first document comes."""
    with pytest.raises(Exception, match="openai:") as error:
        spacy.blank("en").add_pipe("agorascope_sentiment", config={"model": "openai:nowhere"})
    assert type(error.value).__name__ == "UsageError"
    with pytest.raises(Exception, match="name it in `model`"):
        spacy.blank("en").add_pipe("agorascope_sentiment", config={"labels": {"A": "positive"}})


def test_each_thread_counts_alone(folder: Path) -> None:
    """Every thread that runs the network has one thread inside a pass from its first product on: what another program
    of the process set (a training) reaches none of them, for OpenMP counts thread by thread.
    """  # noqa: D205 - one sentence that needs a second line
    import torch
    from threadpoolctl import threadpool_info

    network = networks.Network(folder, str(folder), 64, threads=2)
    counted: list[set[int]] = []

    def count(*_: object) -> None:
        found = [one for one in threadpool_info() if "torch" in one["filepath"] and one["user_api"] == "openmp"]
        counted.append({one["num_threads"] for one in found})

    torch.set_num_threads(2)
    network.model.register_forward_pre_hook(count)
    network.logits([(text, None) for text in TEXTS.values()])
    assert counted
    assert set(map(frozenset, counted)) == {frozenset({1})}

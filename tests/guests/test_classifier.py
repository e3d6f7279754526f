"""Hugging Face models, on tiny networks that the tests build: their labels are the ones transformers gives."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from agorascope.errors import ModelError, UsageError
from agorascope.guests import load, load_all
from agorascope.guests.contract import Guest
from agorascope.guests.naming import hypotheses
from agorascope.records import LABELS
from agorascope.settings import Choice, Settings
from tests.guests.conftest import Build

TEXTS = [
    "I love this shop.",
    "Δεν συμφωνώ, είναι κακό.",
    "这篇文章写得很好。",
    "",
    "good " * 400,
    "\ud800 a\0b",
    "cheap and bad and good",
]
TARGETS = ["the shop is good", "το άρθρο", "作者的观点", "this", "that", "it", "a target"]
SETTINGS = Settings(threads=1)
CLOSE = 1e-4  # single passes and padded batches add up in another order


def _logits(folder: Path, pairs: Sequence[tuple[str, ...]]) -> list[list[float]]:
    """Ask transformers itself, all in one padded batch."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    model = AutoModelForSequenceClassification.from_pretrained(str(folder)).eval()
    columns = [list(column) for column in zip(*pairs, strict=True)]
    batch = tokenizer(*columns, truncation=True, max_length=64, padding=True, return_tensors="pt")
    with torch.no_grad():
        rows: list[list[float]] = model(**batch).logits.softmax(-1).tolist()
        return rows


def _guest(folder: Path, task: str, settings: Settings = SETTINGS, **mapping: str) -> Guest:
    return load(str(folder), task, mapping, settings)


def _clean(texts: list[str]) -> list[str]:
    return [text.replace("\ud800", "?").replace("\0", " ") for text in texts]


def test_a_classifier_gives_the_probabilities_of_transformers(tiny: Build) -> None:
    """Our scores are its softmax under our names, in our order."""
    folder = tiny("POSITIVE", "NEGATIVE", "NEUTRAL")
    found = _guest(folder, "sentiment").labels("sentiment", TEXTS)
    for label, row in zip(found, _logits(folder, [(text,) for text in _clean(TEXTS)]), strict=True):
        assert list(label.scores) == list(LABELS["sentiment"])
        expected = dict(zip(("positive", "negative", "neutral"), row, strict=True))
        assert label.scores == pytest.approx(expected, abs=CLOSE)
        assert label.label == max(expected, key=lambda name: expected[name])
        assert label.score == max(label.scores.values())
    assert len({label.label for label in found}) > 1


def test_stars_are_added_up(tiny: Build) -> None:
    """One and two stars are negative together, four and five positive."""
    folder = tiny(*(f"{n} star{'s' * (n > 1)}" for n in range(1, 6)))
    found = _guest(folder, "sentiment").labels("sentiment", TEXTS)
    for label, row in zip(found, _logits(folder, [(text,) for text in _clean(TEXTS)]), strict=True):
        expected = {"negative": row[0] + row[1], "neutral": row[2], "positive": row[3] + row[4]}
        assert label.scores == pytest.approx(expected, abs=CLOSE)


def test_a_pair_task_gives_the_text_and_then_what_it_is_about(tiny: Build) -> None:
    """Stance compares with the target, reply with the parent; without it, the request makes no sense."""
    folder = tiny("favor", "against", "none")
    guest = _guest(folder, "stance")
    pairs = list(zip(_clean(TEXTS), TARGETS, strict=True))
    expected = [dict(zip(LABELS["stance"], row, strict=True)) for row in _logits(folder, pairs)]
    found = [label.scores for label in guest.labels("stance", TEXTS, TARGETS, ["ignored"] * len(TEXTS))]
    assert all(own == pytest.approx(theirs, abs=CLOSE) for own, theirs in zip(found, expected, strict=True))
    for targets in (None, TARGETS[1:]):
        with pytest.raises(UsageError, match="'target'"):
            guest.labels("stance", TEXTS, targets)
    with pytest.raises(UsageError, match="'parent'"):
        _guest(tiny("agree", "disagree"), "reply").labels("reply", TEXTS, TARGETS)


def test_an_entailment_model_is_asked_a_sentence_for_each_label(tiny: Build) -> None:
    """Stance compares the entailment logits of three sentences, which are in the target's language."""
    import math

    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = tiny("contradiction", "entailment", "neutral")
    found = _guest(folder, "stance").labels("stance", TEXTS[:3], TARGETS[:3])
    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    model = AutoModelForSequenceClassification.from_pretrained(str(folder)).eval()
    for label, text, target, code in zip(found, TEXTS, TARGETS, ("en", "el", "zh"), strict=False):
        entailed = []
        for sentence in hypotheses("stance", code, target):
            row = tokenizer(text, sentence, truncation=True, max_length=64, return_tensors="pt")
            with torch.no_grad():
                entailed.append(math.exp(model(**row).logits[0, 1].item()))
        expected = {name: odds / sum(entailed) for name, odds in zip(LABELS["stance"], entailed, strict=True)}
        assert label.scores == pytest.approx(expected, abs=CLOSE)


def test_one_entailment_model_does_every_task(tiny: Build) -> None:
    """Texts alone, pairs, entailment itself and key points: all from one loaded network."""
    folder = tiny("ENTAILMENT", "NEUTRAL", "CONTRADICTION")
    guests = load_all(Settings(threads=1, choices=tuple(Choice(task, str(folder)) for task in LABELS)))
    columns = (TEXTS, TARGETS, TARGETS[::-1])
    for task, guest in guests.items():
        found = guest.labels(task, *columns)
        assert {label.label for label in found} <= set(LABELS[task])
        assert all(sum(label.scores.values()) == pytest.approx(1, abs=1e-5) for label in found)
    entailed = guests["entailment"].labels("entailment", *columns)
    matched = guests["keypoint"].labels("keypoint", *columns)
    assert [x.scores["1"] for x in matched] == [x.scores["entailment"] for x in entailed]


@pytest.mark.parametrize("labels", [("neg", "neu", "pos"), ("entailment", "neutral", "contradiction")])
def test_the_same_bytes_in_any_company(tiny: Build, labels: tuple[str, ...]) -> None:
    """A text's label does not depend on the texts beside it, their order, the batch size or the threads."""
    folder = tiny(*labels)
    together = _guest(folder, "sentiment").labels("sentiment", TEXTS * 2)
    threaded = _guest(folder, "sentiment", Settings(threads=3, batch_size=2))
    assert together[: len(TEXTS)] == together[len(TEXTS) :]
    assert threaded.labels("sentiment", TEXTS[::-1])[::-1] == together[: len(TEXTS)]
    assert [threaded.labels("sentiment", [text])[0] for text in TEXTS] == together[: len(TEXTS)]
    assert threaded.labels("sentiment", []) == []


def test_batches_of_one_shape_give_what_single_passes_give(tiny: Build) -> None:
    """The way of a GPU (full batches, padded to steps), run here: the same labels, whatever stands beside a text."""
    from agorascope.guests.network import Network

    network = Network(tiny("neg", "neu", "pos"), "tiny", 64, 1)
    pairs: list[tuple[str, str | None]] = [(text, target) for text, target in zip(TEXTS, TARGETS, strict=True)]
    single = network.logits(pairs)
    network.rows = 4
    batched = network.logits(pairs)
    assert batched == network.logits(pairs[::-1])[::-1]
    assert [value for row in batched for value in row] == pytest.approx([v for row in single for v in row], abs=CLOSE)


def test_mapping_of_nameless_labels(tiny: Build) -> None:
    """LABEL_0 says nothing: without a mapping it is refused before the network is loaded, with one it counts."""
    folder = tiny("LABEL_0", "LABEL_1")
    with pytest.raises(UsageError, match=r"LABEL_0, LABEL_1.*--labels 'sentiment:"):
        _guest(folder, "sentiment")
    forth = _guest(folder, "sentiment", LABEL_0="negative", LABEL_1="positive").labels("sentiment", TEXTS)
    back = _guest(folder, "sentiment", LABEL_0="positive", LABEL_1="negative").labels("sentiment", TEXTS)
    assert [x.scores["positive"] for x in forth] == [x.scores["negative"] for x in back]
    assert all(x.scores["neutral"] == 0 for x in forth)


def test_results_name_the_model(tiny: Build) -> None:
    """Name, hash and licence are those of the folder; nothing was sent anywhere."""
    guest = _guest(tiny("neg", "pos", name="their-model"), "sentiment")
    assert (guest.used.name, guest.used.version, guest.used.licence) == ("their-model", "local", "unknown")
    assert len(guest.used.sha256) == 64
    assert not any(getattr(guest.counts, name) for name in guest.counts.__struct_fields__)


def test_a_network_that_was_not_trained_to_classify_is_refused(tiny: Build, tmp_path: Path) -> None:
    """Weights without a head would be answered by chance: they are refused."""
    from transformers import AutoTokenizer, BertForSequenceClassification

    folder = tiny("neg", "pos")
    BertForSequenceClassification.from_pretrained(str(folder)).bert.save_pretrained(tmp_path / "base")
    AutoTokenizer.from_pretrained(str(folder)).save_pretrained(tmp_path / "base")
    with pytest.raises(ModelError, match="not trained to classify"):
        _guest(tmp_path / "base", "sentiment")


def test_broken_files_are_told(tiny: Build) -> None:
    """Weights that are not what their name says, and numbers that are none, are errors and not labels."""
    from safetensors.torch import load_file, save_file

    folder = tiny("neg", "pos")
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"] = weights["classifier.bias"] * float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="no number"):
        _guest(folder, "sentiment").labels("sentiment", ["a"])
    other = tiny("neg", "pos")
    (other / "model.safetensors").write_bytes(b"\x80\x04.")
    with pytest.raises(ModelError, match="transformers cannot load it"):
        _guest(other, "sentiment")


@pytest.mark.parametrize(
    ("config", "word"),
    [
        ('{"model_type": "bert", "id2label": {"0": "score"}}', "single number"),
        ('{"model_type": "bert", "problem_type": "multi_label_classification"}', "multi_label"),
        ('{"model_type": "of-their-own"}', "transformers cannot load it"),
        ('{"auto_map": {"AutoConfig": "code.Config"}, "model_type": "theirs"}', "transformers cannot load it"),
        ("[", "transformers cannot load it"),
    ],
)
def test_configs_that_cannot_be_used(config: str, word: str, tmp_path: Path) -> None:
    """Regressions, several labels at once, unknown kinds and custom code are refused, and no code is run."""
    (tmp_path / "config.json").write_text(config)
    (tmp_path / "code.py").write_text("raise SystemExit('run')")
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(ModelError, match=word):
        load(str(tmp_path), "sentiment", {}, SETTINGS)


def test_without_pytorch_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The labels are checked before anything is loaded; then the message says what to install."""
    (tmp_path / "config.json").write_text('{"model_type": "bert", "id2label": {"0": "neg", "1": "pos"}}')
    (tmp_path / "model.safetensors").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r"--model sentiment=…: .*pip install 'agorascope\[torch\]'"):
        load_all(Settings(choices=(Choice("sentiment", str(tmp_path)),)))
    with pytest.raises(UsageError, match=r"--model spam=…: .*labels are neg, pos"):
        load_all(Settings(choices=(Choice("spam", str(tmp_path)),)))

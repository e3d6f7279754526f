"""Which of our labels a model's labels are."""

from __future__ import annotations

import re

import pytest

from agorascope.errors import UsageError
from agorascope.guests.contract import OTHER, label_of, unsure
from agorascope.guests.naming import Facts, hypotheses, key, known_names, meaning
from agorascope.language import facts
from agorascope.records import LABELS

STARS = ("1 star", "2 stars", "3 stars", "4 stars", "5 stars")


@pytest.mark.parametrize(
    ("theirs", "task", "ours"),
    [
        (("NEGATIVE", "POSITIVE"), "sentiment", ("negative", "positive")),
        (("pos", "Neu", "neg"), "sentiment", ("positive", "neutral", "negative")),
        (STARS, "sentiment", ("negative", "negative", "neutral", "positive", "positive")),
        (("Αρνητικό", "ουδετερο", "ΘΕΤΙΚΌ"), "sentiment", ("negative", "neutral", "positive")),
        (("负面", "中性", "正面"), "sentiment", ("negative", "neutral", "positive")),
        (("差評", "好評"), "sentiment", ("negative", "positive")),
        (("very-negative", "very_positive"), "sentiment", ("negative", "positive")),
        (("AGAINST", "FAVOR", "NONE"), "stance", ("against", "favor", "none")),
        (("υπέρ", "κατά"), "stance", ("favor", "against")),
        (("反对", "支持", "中立"), "stance", ("against", "favor", "none")),
        (("disagree", "agree"), "reply", ("disagree", "agree")),
        (("not_spam", "spam"), "spam", ("ham", "spam")),
        (("no match", "match"), "keypoint", ("0", "1")),
        (("contradiction", "entailment", "neutral"), "entailment", ("contradiction", "entailment", "neutral")),
        (("entailment", "not_entailment"), "entailment", ("entailment", "neutral")),
        (("蕴含", "中立", "矛盾"), "entailment", ("entailment", "neutral", "contradiction")),
    ],
)
def test_labels_map_by_name_in_three_languages(theirs: tuple[str, ...], task: str, ours: tuple[str, ...]) -> None:
    """Common names are known whatever their case, accents and dashes."""
    found = meaning(theirs, task, {})
    assert (found.ours, found.by_entailment) == (ours, False)


@pytest.mark.parametrize("task", ["sentiment", "stance", "reply", "spam"])
@pytest.mark.parametrize("theirs", [("ENTAILMENT", "NEUTRAL", "CONTRADICTION"), ("not_entailment", "entailment")])
def test_entailment_models_are_recognised(theirs: tuple[str, ...], task: str) -> None:
    """A model with the labels of entailment does any task, through hypotheses."""
    assert meaning(theirs, task, {}).by_entailment


def test_an_entailment_model_matches_key_points_directly() -> None:
    """The key point itself is the hypothesis: entailed is a match, anything else is none."""
    found = meaning(("contradiction", "entailment", "neutral"), "keypoint", {})
    assert (found.ours, found.by_entailment) == (("0", "1", "0"), False)


def test_labels_that_differ_in_a_sign_are_told_apart() -> None:
    """-1, 0 and 1 are mapped as they are written."""
    given = {"-1": "negative", "0": "neutral", "1": "positive"}
    assert meaning(("-1", "0", "1"), "sentiment", given).ours == ("negative", "neutral", "positive")
    assert meaning(("1", "0", "-1"), "sentiment", given).ours == ("positive", "neutral", "negative")


def test_the_user_says_what_labels_are() -> None:
    """A mapping counts by name, by number, for an entailment model too, and wins over what a name seems to say."""
    unnamed = ("LABEL_0", "LABEL_1", "LABEL_2")
    given = {"label_0": "negative", "1": "neutral", "LABEL_2": "positive"}
    assert meaning(unnamed, "sentiment", given).ours == ("negative", "neutral", "positive")
    entailing = {"0": "entailment", "1": "neutral", "2": "contradiction"}
    assert meaning(unnamed, "stance", entailing).by_entailment
    assert meaning(("neg", "pos"), "sentiment", {"neg": "positive", "pos": "negative"}).ours == ("positive", "negative")
    assert meaning(("neg", "pos", "mixed"), "sentiment", {"mixed": "neutral"}).ours == (
        "negative",
        "positive",
        "neutral",
    )


@pytest.mark.parametrize(
    ("theirs", "given"),
    [
        (("LABEL_0", "LABEL_1"), {}),
        (("joy", "anger"), {"joy": "positive"}),
        (("LABEL_0", "LABEL_1"), {"0": "positive", "1": "positive"}),
        (("LABEL_0", "LABEL_1"), {"0": "good", "1": "negative"}),
        (("LABEL_0", "LABEL_1"), {"LABEL_9": "positive"}),
        (("LABEL_0", "LABEL_1"), {"2": "positive"}),
        (("LABEL_0", "LABEL_1"), {"-1": "positive"}),
    ],
)
def test_labels_that_cannot_be_mapped_are_told_with_an_example(theirs: tuple[str, ...], given: dict[str, str]) -> None:
    """The message lists the model's labels and ours, and an option that would be accepted."""
    with pytest.raises(UsageError) as error:
        meaning(theirs, "sentiment", given)
    told = str(error.value)
    assert all(label in told for label in (*theirs, *LABELS["sentiment"]))
    example = re.search(r"--labels 'sentiment:(.+)'", told)
    assert example
    pairs = dict(pair.split("=") for pair in example[1].split(","))
    assert meaning(theirs, "sentiment", pairs).ours


@pytest.mark.parametrize("task", LABELS)
def test_a_name_means_one_label_in_all_languages(task: str) -> None:
    """No name in the data stands for two labels of a task, and every language knows every label."""
    seen: dict[str, str] = {}
    for one in facts.load_all("guests", Facts).values():
        assert set(one.names[task]) == set(LABELS[task])
        for label, names in one.names[task].items():
            for name in names:
                assert key(name)
                assert seen.setdefault(key(name), label) == label
                assert known_names(task)[key(name)] == label


@pytest.mark.parametrize("code", facts.LANGUAGES)
@pytest.mark.parametrize("task", ["sentiment", "stance", "reply", "spam"])
def test_every_label_has_a_sentence_in_every_language(task: str, code: str) -> None:
    """Sentences differ from label to label; what they are about stands in them as it is, braces included."""
    said = hypotheses(task, code, "{odd} text")
    assert len(set(said)) == len(LABELS[task])
    assert all(("{odd} text" in sentence) == (task in OTHER) for sentence in said)


@pytest.mark.parametrize("task", LABELS)
def test_not_knowing_accuses_nobody(task: str) -> None:
    """Without an answer every label is as likely as another, except that spam stays rare."""
    label = unsure(task)
    assert label.label in LABELS[task]
    assert label.score == label.scores[label.label] == max(label.scores.values())
    assert sum(label.scores.values()) == pytest.approx(1, abs=1e-5)
    assert label.label not in {"spam", "favor", "against", "1"}
    assert task != "spam" or label.scores["spam"] < 0.5


def test_ties_go_to_the_earlier_label() -> None:
    """Equal probabilities give the same label on every machine."""
    assert label_of("sentiment", {"positive": 0.5, "negative": 0.5}).label == "negative"

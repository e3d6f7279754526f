"""Vectors and labels: laziness, shapes, one pass for what one pass can tell, and the same bytes in any company."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import msgspec
import numpy as np
import pytest

from agorascope.errors import UsageError
from agorascope.inference import Models, store
from agorascope.inference.inputs import Reading, Row
from agorascope.inference.memory import Memory
from agorascope.inference.models import NEEDS
from agorascope.inference.script import readable, writing
from agorascope.inference.tuned import About
from agorascope.records import Label, ModelUsed
from agorascope.settings import Settings

TEXTS = [
    "The price is far too high for what it does.",
    "Η τιμή είναι πολύ υψηλή για αυτό που κάνει.",
    "对于它的功能来说，价格太高了。",
    "Yesterday we walked along the beach with the dog.",
    "👍👍👍",
    "",
    "this.",
]
HOSTILE = ["\ud800", "a\0b", "\udcff" * 50, "\u200b", "\x7f\x00\x01", "𐀀", "\u00ad", "", " \n\t", "\u202e" * 30]
GREEKLISH = "den symfonw katholou me to arthro, einai xasimo xronou kai xrhmatwn"


class Guest:
    """A labeller of somebody else's, which remembers what it was asked."""

    used = ModelUsed("guest", "1", "MIT", "0" * 64)

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str], list[str]]] = []

    def labels(
        self,
        task: str,
        texts: Sequence[str],
        targets: Sequence[str] | None = None,
        parents: Sequence[str] | None = None,
    ) -> list[Label]:
        """Answer in a way that our models never do."""
        del parents
        self.asked.append((task, list(texts), list(targets or ())))
        return [Label("guest's", 1.0, {"guest's": 1.0}) for _ in texts]


def about() -> About:
    """Read the labels that the installed model was trained for."""
    return msgspec.json.decode((store.find("tasks") / "about.json").read_bytes(), type=About)


def ask(models: Models, task: str, texts: Sequence[str]) -> list[Label]:
    """Ask for the labels of a task with the texts, turned round, as targets and parents."""
    return models.predict(task, texts, texts[::-1], texts[::-1])


def test_nothing_heavy_is_imported_before_first_use() -> None:
    """Making `Models` imports no engine, no tokenizer, no NumPy and no language models."""
    heavy = ("onnxruntime", "tokenizers", "transformers", "numpy", "torch", "spacy", "langdetect")
    code = (
        "import sys; from agorascope.inference import Models; from agorascope.settings import Settings;"
        f"Models(Settings()); print([m for m in {heavy} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_only_what_is_asked_for_is_loaded() -> None:
    """A question that makes no sense loads nothing; sentence vectors alone do not load the multi-task network."""
    fresh = Models(Settings(threads=1))
    with pytest.raises(UsageError):
        fresh.predict("stance", ["a"])
    assert "_trunk" not in vars(fresh)
    fresh.embed(["hello"])
    assert "_tuned" not in vars(fresh)


def test_embeddings_have_length_one(models: Models) -> None:
    """Every row of `embed` is a unit vector of 384 numbers, also for an empty text."""
    rows = models.embed(TEXTS)
    assert rows.shape == (len(TEXTS), 384)
    assert rows.dtype == np.float32
    assert np.allclose((rows.astype(np.float64) ** 2).sum(axis=1), 1, atol=1e-5)


def test_meaning_counts_more_than_language(models: Models) -> None:
    """A sentence is nearer to its translations than to another sentence of its own language."""
    english, greek, chinese, beach, *_ = models.embed(TEXTS)
    for translation in (greek, chinese):
        assert english @ translation > english @ beach


def test_results_are_the_same_bytes_in_any_company(models: Models) -> None:
    """Neither the texts beside it, nor their order, `batch_size` or the number of threads change a result."""
    other = Models(Settings(threads=2, batch_size=1))
    vectors, labels = models.embed(TEXTS), ask(models, "stance", TEXTS)
    turned = ask(other, "stance", TEXTS[::-1])
    assert np.array_equal(other.embed(TEXTS[::-1] * 2), np.concatenate([vectors[::-1], vectors[::-1]]))
    assert [turned[TEXTS[::-1].index(text)] for text in TEXTS] == labels
    for name in ("_answers", "_vectors", "_labels"):
        setattr(other, name, Memory())  # what is remembered would be no answer
    for n in (5, 0, 2):
        assert np.array_equal(other.embed([TEXTS[n]])[0], vectors[n])
        assert other.predict("stance", [TEXTS[n]], [TEXTS[::-1][n]], [TEXTS[::-1][n]]) == [labels[n]]


def test_no_texts_give_no_rows(models: Models) -> None:
    """Empty input gives an empty matrix of the right width, no labels and no roles."""
    assert models.embed([]).shape == (0, 384)
    assert [ask(models, task, []) for task in NEEDS] == [[]] * len(NEEDS)
    assert models.roles([], []) == models.roles(TEXTS, []) == []


@pytest.mark.parametrize("task", NEEDS)
def test_every_task_answers_with_its_own_labels(task: str, models: Models) -> None:
    """Scores stand in the order of the labels learned, add up to one, and the label told is the likeliest."""
    for label in ask(models, task, TEXTS):
        assert tuple(label.scores) == about().labels[task]
        assert sum(label.scores.values()) == pytest.approx(1, abs=1e-5)
        assert all(0 <= score <= 1 for score in label.scores.values())
        assert label.score == label.scores[str(label.label)] == max(label.scores.values())


def test_stance_and_reply_come_from_one_pass(models: Models, passes: list[Row], readings: list[Reading]) -> None:
    """A text towards a target and a parent is read once, whatever is then asked about it."""
    text, target, parent = ["I doubt it, to be frank."], ["Trams are the future."], ["They never come on time."]
    for task in ("stance", "reply", "entailment", "keypoint", "stance"):
        models.predict(task, text, target, parent)
    assert len(passes) == 1
    assert readings == [Reading(text[0], target[0], parent[0])]


def test_all_about_a_text_alone_comes_from_one_pass(models: Models, passes: list[Row]) -> None:
    """Sentiment, spam and argument roles of a short text are one reading."""
    text = "The tram is late again, because nobody repairs the rails."
    models.predict("sentiment", [text])
    models.predict("spam", [text])
    models.roles([text], [(0, (0, 23)), (0, (25, len(text)))])
    assert len(passes) == 1


def test_equal_texts_are_read_once(models: Models, passes: list[Row]) -> None:
    """A text that stands there five times costs one pass, and is remembered for the next question."""
    texts = ["We have heard this one before.", "But not this one."] * 3
    first = models.predict("sentiment", texts)
    assert first == models.predict("sentiment", texts[:2]) * 3
    assert len(passes) == 2
    vectors = models.embed(texts)
    assert np.array_equal(vectors[0], vectors[2])
    assert len(passes) == 4


def test_a_label_is_remembered_longer_than_what_it_was_read_off(passes: list[Row]) -> None:
    """A text that is posted again after more than are remembered, but not many more, costs no other pass."""
    models = Models(Settings(), remembered=2)
    texts = [f"This is the {word} comment." for word in ("first", "second", "third", "fourth")]
    told = models.predict("spam", texts)
    assert models.predict("spam", texts) == told
    assert len(passes) == len(texts)
    assert len(models._answers._kept) == 2


def test_target_and_parent_are_told_apart(models: Models, readings: list[Reading]) -> None:
    """The same words as a target and as a parent are two questions, for the texts in their order."""
    models.predict("stance", ["One of us errs.", "Both."], ["It is you.", "It is me."])
    models.predict("reply", ["One of us errs."], parents=["It is you."])
    assert readings == [
        Reading("One of us errs.", "It is you."),
        Reading("Both.", "It is me."),
        Reading("One of us errs.", "", "It is you."),
    ]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_characters_are_read(text: str, narrow: Models) -> None:
    """Lone surrogates, NULs, invisible characters and nothing at all give finite vectors and proper labels."""
    assert np.isfinite(narrow.embed([text])).all()
    for task in ("sentiment", "stance", "reply"):
        [label] = narrow.predict(task, [text], [text], [text])
        assert sum(label.scores.values()) == pytest.approx(1, abs=1e-5)


def test_a_nul_is_read_as_a_space(models: Models) -> None:
    """A NUL separates words, as it does in no other place of a text."""
    assert models.predict("sentiment", ["good\0bad"]) == models.predict("sentiment", ["good bad"])


def test_what_lies_beyond_the_cut_does_not_count(narrow: Models) -> None:
    """Two texts that differ behind `max_tokens` pieces have one vector and one label; before it, they do not."""
    first, second, third = narrow.embed(["word " * 40 + "yes", "word " * 40 + "no", "no " + "word " * 40])
    assert np.array_equal(first, second)
    assert not np.array_equal(first, third)
    one, other = narrow.predict("sentiment", ["word " * 40 + "yes", "word " * 40 + "no"])
    assert one == other


def test_a_long_target_does_not_push_the_text_out(narrow: Models, passes: list[Row]) -> None:
    """However long target and parent are, some of the text is read, and no pass is longer than its limit."""
    long = "and so on, " * 2000
    narrow.predict("stance", ["Never."], [long], [long])
    [row] = passes
    assert len(row.ids) <= 32
    assert row.offsets


def test_pair_tasks_need_what_they_compare_with(models: Models) -> None:
    """What is missing, too short or too long is a usage error that names it; so is a task that nobody knows."""
    for task, needed in NEEDS.items():
        for name in needed:
            with pytest.raises(UsageError, match=f"'{task}' needs {name}"):
                models.predict(task, ["a"])
    with pytest.raises(UsageError, match="2 texts, but 1 targets"):
        models.predict("stance", ["a", "b"], ["c"])
    with pytest.raises(UsageError, match="1 texts, but 2 parents"):
        models.predict("reply", ["a"], parents=["b", "c"])
    with pytest.raises(UsageError, match=r"astrology.*sentiment"):
        models.predict("astrology", ["a"])


def test_greeklish_is_labelled_as_its_greek_reading(models: Models, readings: list[Reading]) -> None:
    """Text, target and parent in Greeklish are read in Greek letters; English and mixed scripts are left alone."""
    greek = readable(GREEKLISH)
    assert writing(greek) == "el"
    assert models.predict("sentiment", [GREEKLISH]) == models.predict("sentiment", [greek])
    models.predict("stance", ["I do not agree with the article at all."], [GREEKLISH], [GREEKLISH])
    assert readings[1:] == [Reading("I do not agree with the article at all.", greek, greek)]
    for text in ("I do not agree with the article at all.", "Δεν συμφωνώ.", "我不同意。", "OK Google", "", "123 !!"):
        assert readable(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I do not agree.", "en"),
        ("Δεν συμφωνώ.", "el"),
        ("Ἐν ἀρχῇ", "el"),
        ("我不同意。", "zh"),
        ("我不同意 iPhone 的价", "zh"),
        ("Το iPhone είναι ακριβό", "el"),
        ("Это", "en"),
        ("12 👍", "en"),
        ("", "en"),
    ],
)
def test_a_text_is_written_in_its_commonest_script(text: str, code: str) -> None:
    """Greek and Han letters tell; Latin letters, other scripts and signs count as `en`."""
    assert writing(text) == code


def test_a_guest_answers_its_task_and_only_it(
    models: Models, passes: list[Row], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A labeller given for a task is asked in our place, with the words as they came; other tasks stay ours."""
    guest = Guest()
    monkeypatch.setattr(models, "others", {"stance": guest})
    [label] = models.predict("stance", [GREEKLISH], ["a target"])
    assert (label.label, passes) == ("guest's", [])
    assert guest.asked == [("stance", [GREEKLISH], ["a target"])]
    [ours] = models.predict("sentiment", ["The guest does not do this."])
    assert ours.label in about().labels["sentiment"]
    assert len(guest.asked) == 1
    with pytest.raises(UsageError, match="needs targets"):
        models.predict("stance", ["a"])


def test_a_guest_alone_loads_nothing() -> None:
    """Where a guest does the whole work, our models are not read from disk."""
    hosts = Models(Settings(), {"sentiment": Guest()})
    assert hosts.predict("sentiment", ["a", "b"])[1].label == "guest's"
    assert "_trunk" not in vars(hosts)

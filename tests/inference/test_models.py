"""Vectors and labels: shapes, laziness, hostile texts, and the same bytes in any company."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from agorascope.errors import UsageError
from agorascope.inference import Models
from agorascope.inference.encoder import threads_wanted, usable
from agorascope.inference.script import readable
from agorascope.settings import Settings

TEXTS = [
    "The price is far too high for what it does.",
    "Η τιμή είναι πολύ υψηλή για αυτό που κάνει.",
    "对于它的功能来说，价格太高了。",
    "對於它的功能來說，價格太高了。",
    "Yesterday we walked along the beach with the dog.",
    "👍👍👍",
    "",
    "this.",
    "I " + "really " * 400 + "mean it",
]


@pytest.fixture(scope="module")
def models() -> Models:
    """Give models that run on one thread."""
    return Models(Settings(threads=1))


def test_nothing_heavy_is_imported_before_first_use() -> None:
    """Making `Models` imports neither the engine nor the tokenizer nor NumPy."""
    code = (
        "import sys; from agorascope.inference import Models; from agorascope.settings import Settings;"
        "Models(Settings());"
        "print([m for m in ('onnxruntime', 'tokenizers', 'transformers', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_embeddings_have_length_one(models: Models) -> None:
    """Every row of `embed` is a unit vector of 384 numbers, also for an empty text."""
    rows = models.embed(TEXTS)
    assert rows.shape == (len(TEXTS), 384)
    assert rows.dtype == np.float32
    assert np.allclose((rows.astype(np.float64) ** 2).sum(axis=1), 1, atol=1e-5)


def test_embeddings_are_the_last_columns_of_the_features(models: Models) -> None:
    """The sentence vector is the last block of what heads take."""
    assert np.array_equal(models.features(TEXTS)[:, -384:], models.embed(TEXTS))


def test_meaning_counts_more_than_language(models: Models) -> None:
    """A sentence is nearer to its translations than to another sentence of its own language."""
    english, greek, simplified, traditional, beach, *_ = models.embed(TEXTS)
    for translation in (greek, simplified, traditional):
        assert english @ translation > english @ beach


def test_the_same_bytes_in_any_order_batch_and_number_of_threads(models: Models) -> None:
    """A text's features do not depend on the texts beside it, on `batch_size`, or on threads."""
    alone = np.concatenate([Models(Settings(threads=1)).features([text]) for text in TEXTS[:3]])
    together = models.features(TEXTS)
    assert np.array_equal(together[:3], alone)
    other = Models(Settings(threads=3, batch_size=2)).features(TEXTS[::-1] * 2)
    assert np.array_equal(other[: len(TEXTS)][::-1], together)
    assert np.array_equal(other[len(TEXTS) :], other[: len(TEXTS)])


def test_labels_are_the_same_alone_and_in_company(models: Models) -> None:
    """A label's scores do not change with the batch, nor with what was remembered before."""
    together = models.predict("stance", TEXTS, TEXTS[::-1])
    fresh = Models(Settings(threads=2, batch_size=1))
    alone = [fresh.predict("stance", [a], [b])[0] for a, b in zip(TEXTS, TEXTS[::-1], strict=True)]
    assert together == alone


def test_no_texts_give_no_rows(models: Models) -> None:
    """Empty input gives an empty matrix of the right width and no labels."""
    assert models.embed([]).shape == (0, 384)
    assert models.predict("sentiment", []) == []


@pytest.mark.parametrize("text", ["\ud800", "a\0b", "\udcff" * 50, "\u200b", "\x7f\x00\x01", "𐀀", "­"])
def test_hostile_characters_are_encoded(text: str, models: Models) -> None:
    """Lone surrogates, NULs and invisible characters give a finite vector."""
    assert np.isfinite(models.embed([text])).all()


def test_a_huge_text_is_cut_before_the_tokenizer() -> None:
    """Only a bounded beginning of fifty million characters is looked at."""
    assert len(usable("x" * 50_000_000, 256)) == 256 * 32


def test_what_lies_beyond_the_cut_does_not_count(models: Models) -> None:
    """Two texts that differ after `max_tokens` pieces have the same vector."""
    first, second = models.embed(["word " * 3000 + "yes", "word " * 3000 + "no"])
    assert np.array_equal(first, second)


def test_scores_are_probabilities(models: Models) -> None:
    """The scores of a label add up to one, and the label is the one with the highest."""
    for label in models.predict("sentiment", TEXTS):
        assert sum(label.scores.values()) == pytest.approx(1, abs=1e-5)
        assert label.score == label.scores[label.label] == max(label.scores.values())


def test_pair_tasks_need_as_many_second_texts(models: Models) -> None:
    """A missing or shorter list of second texts is a usage error."""
    with pytest.raises(UsageError, match="second text"):
        models.predict("stance", ["a"])
    with pytest.raises(UsageError, match="2 texts, but 1"):
        models.predict("stance", ["a", "b"], ["c"])


def test_threads_are_at_least_one() -> None:
    """Zero means: as many as there are cores."""
    assert threads_wanted(3) == 3
    assert threads_wanted(0) >= 1


def test_greeklish_is_labelled_as_its_greek_reading(models: Models) -> None:
    """A head reads Greeklish in Greek letters, and leaves English and mixed scripts alone."""
    latin = "den symfonw katholou me to arthro, einai xasimo xronou kai xrhmatwn"
    assert readable(latin) != latin
    assert models.predict("sentiment", [latin]) == models.predict("sentiment", [readable(latin)])
    for text in ("I do not agree with the article at all.", "Δεν συμφωνώ.", "我不同意。", ""):
        assert readable(text) == text

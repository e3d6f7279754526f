"""The parts of the trained pipelines: trees, edit rules, hashed forms, windows, the encoder cut short."""

from __future__ import annotations

import itertools

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.errors import ModelMismatchError
from agorascope.inference import store
from agorascope.inference.inputs import Reading
from agorascope.inference.middle import Middle, cut
from agorascope.inference.trunk import Trunk
from agorascope.syntax import chinese, forms, laying, lemmas, trees

WORDS = st.text(st.sampled_from("aάbΑςσ好B-'1"), max_size=9)


@given(WORDS, WORDS)
def test_a_rule_makes_the_lemma_it_was_learned_from(word: str, lemma: str) -> None:
    """Every pair has a rule, and the rule gives the lemma back."""
    assert lemmas.apply(lemmas.rule(word, lemma), word) == lemma


def test_rules_serve_words_never_seen() -> None:
    """A rule learned from one verb makes the lemma of another, and says so where it does not fit."""
    rule = lemmas.rule("παρουσίασε", "παρουσιάζω")
    assert lemmas.apply(rule, "δοκίασε") == "δοκιάζω"
    assert lemmas.apply(rule, "Και") is None
    assert lemmas.apply(lemmas.rule("Houses", "house"), "Trees") == "tree"


def _valid(heads: tuple[int, ...]) -> bool:
    if sum(head == 0 for head in heads) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start + 1, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_best_tree_is_found(count: int, seed: int) -> None:
    """Of all trees with one root no one has a higher sum."""
    scores = np.random.default_rng(seed).normal(size=(count, count + 1))
    every = [heads for heads in itertools.product(range(count + 1), repeat=count) if _valid(heads)]
    best = max(every, key=lambda heads: sum(scores[n, head] for n, head in enumerate(heads)))
    assert tuple(trees.best(scores)) == best


def test_marks_make_words() -> None:
    """The best row of marks never leaves a word open, whatever the scores."""
    scores = np.random.default_rng(1).normal(size=(40, 4)).astype(np.float32)
    marks = chinese.likeliest(scores)
    assert all(before in chinese.BEFORE[mark] for before, mark in itertools.pairwise(marks))
    assert marks[0] in {chinese.BEGIN, chinese.ALONE}
    assert marks[-1] in {chinese.END, chinese.ALONE}


def test_forms_are_places_in_the_table() -> None:
    """Capitals change the shape alone; the word and its endings are where they were."""
    small, large = forms.places("tree", 1000), forms.places("Tree", 1000)
    assert small[:-1] == large[:-1]
    assert small[-1] != large[-1]
    assert forms.places("trees", 8192)[1] == forms.places("houses", 8192)[1]
    assert len(forms.places("", 8192)) == len(forms.places("\ud800", 8192)) == forms.HASHES


def test_words_are_means_of_their_pieces() -> None:
    """Shares of a word add up to one and lie on the pieces that touch it."""
    layout = Trunk(store.find("encoder"), 512).layout
    text = "Ο υπουργός είπε."
    row = layout.row(Reading(text))
    shares = laying.spread(row, [(0, 1), (2, 10), (11, 15), (15, 16)])
    assert np.allclose(shares.sum(axis=1), 1)
    for place, (start, end) in enumerate([(0, 1), (2, 10), (11, 15), (15, 16)]):
        touched = [row.offsets[n - row.first] for n in np.flatnonzero(shares[place])]
        assert all(left < end and right > start for left, right in touched)


def test_the_encoder_cut_short_is_the_same_up_to_there() -> None:
    """The cut network gives what the whole one has at that place, and ONNX takes it for a valid graph."""
    import onnxruntime

    trunk = Trunk(store.find("encoder"), 128)
    content = store.read(trunk.folder, trunk.model, "upper.onnx")
    wanted = "encoder.layer.3.output.LayerNorm"
    short = onnx.load_from_string(cut(content, wanted))
    assert [one.name for one in short.graph.output] == [wanted]
    assert not [node for node in short.graph.node if node.name.startswith("encoder.layer.4.")]
    whole = onnx.load_from_string(content)
    whole.graph.output.append(onnx.helper.make_tensor_value_info(wanted, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(whole.SerializeToString(), providers=["CPUExecutionProvider"])
    row = trunk.layout.row(Reading("Where a sentence is read only half way up."))
    expected = session.run([wanted], {"hidden": trunk.run(row)})[0]
    assert np.array_equal(Middle(trunk, 4).run(row), expected)


def test_a_place_that_is_not_there_is_refused() -> None:
    """A network without the wanted value is of another version."""
    trunk = Trunk(store.find("encoder"), 128)
    with pytest.raises(ModelMismatchError, match="no value"):
        cut(store.read(trunk.folder, trunk.model, "upper.onnx"), "encoder.layer.99.output.LayerNorm")

"""The parts of the layer, each against what it is known by."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from agorascope.moderation.layer.alike import folds, groups
from agorascope.moderation.layer.bands import BANDS, shares
from agorascope.moderation.layer.caution import ODDS, SHOWN, Shown, cautious, held, shown
from agorascope.moderation.layer.mode import losses, mode
from agorascope.moderation.layer.seen import NAMES, Features
from tests.moderation.layer.conftest import Site


@pytest.mark.parametrize("rows", [30, 300])
def test_the_mode_is_that_of_penalised_logistic_regression(rows: int) -> None:
    """Without a mean, and with the products of plain features, it is what scikit-learn finds, whatever the start."""
    random = np.random.default_rng(rows)
    values = random.standard_normal((rows, 40)) * 3
    labels = values[:, 0] + random.standard_normal(rows) > 0
    found = values.T @ mode(values @ values.T, np.zeros(rows), labels)
    theirs = LogisticRegression(C=1.0, fit_intercept=False, tol=1e-10, max_iter=10_000).fit(values, labels)
    assert found == pytest.approx(theirs.coef_[0], abs=1e-4)


def test_the_mode_is_found_however_wrong_the_general_model_is() -> None:
    """A mean that is sure and wrong everywhere is the hardest start; the gradient vanishes where it ends."""
    random = np.random.default_rng(3)
    values = random.standard_normal((200, 20)) * 5
    labels = random.random(200) < 0.5
    mean = np.where(labels, -8.0, 8.0)
    gram = values @ values.T + 4.0
    coefficients = mode(gram, mean, labels)
    logits = mean + gram @ coefficients
    assert coefficients == pytest.approx(labels - 1 / (1 + np.exp(-logits)), abs=1e-8)
    assert losses(logits, labels).sum() < losses(mean, labels).sum()


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=20))
def test_bands_share_every_comment(logits: list[float]) -> None:
    """Shares add up to one; two neighbours at most have any; beyond the outer ones a comment is all theirs."""
    found = shares(np.array(logits))
    assert found.sum(axis=1) == pytest.approx(1.0)
    assert ((found > 0).sum(axis=1) <= 2).all()
    for logit, row in zip(logits, found, strict=True):
        assert logit > BANDS[0] or row[0] == 1.0
        assert logit < BANDS[-1] or row[-1] == 1.0


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=80))
def test_folds_never_part_a_group(rows: list[tuple[int, bool]]) -> None:
    """Near-equal decisions stand in one fold, and where there are groups enough no fold is empty."""
    numbers = np.unique([group for group, _ in rows], return_inverse=True)[1]
    found = folds(numbers, np.array([label for _, label in rows]))
    assert all(len(set(found[numbers == number].tolist())) == 1 for number in set(numbers.tolist()))
    assert len(set(found.tolist())) == min(5, len(set(numbers.tolist())))


def test_the_same_words_are_one_group(messages: Site) -> None:
    """Equal keys and equal words under other keys are one group; different messages are not."""
    seen, keys = [*messages.seen, *messages.seen], [*messages.texts, *(f"{text}!" for text in messages.texts)]
    found = groups(keys, seen)
    half = len(messages.seen)
    worded = [n for n, one in enumerate(messages.seen) if one.vector]
    assert all(found[n] == found[n + half] for n in worded)
    assert len(set(found[:half].tolist())) >= 0.97 * half
    assert len(groups([], [])) == 0


def bare(count: int, sign: str = "", general: float = 0.2, language: str = "en") -> list[Features]:
    """Give different bare comments, which show one sign or none."""
    signals = tuple(float(sign == one) for one in NAMES)
    return [Features(general, signals, bytes([n, 60] * 384), language) for n in range(count)]


def test_a_sign_makes_bare_comments_spam_only_where_it_was_shown() -> None:
    """Several different ones must have been marked, many for each approved, and not by the general model already."""
    links, spam, group = bare(SHOWN, "link"), np.ones(SHOWN, dtype=bool), np.arange(SHOWN)
    assert shown(links, spam, group) == Shown(("link",), ("en",))
    assert shown(links, spam, np.zeros(SHOWN, dtype=int)) == Shown()
    assert shown(links[1:], spam[1:], group[1:]) == Shown()
    assert shown([*links, *bare(1, "link")], np.append(spam, [False]), np.arange(SHOWN + 1)).signs == ()
    assert shown(bare(SHOWN, "link", general=0.9), spam, group).signs == ()
    assert held(links, Shown((), ("en",))).all()
    assert not held(links, Shown(("link",))).any()
    assert held(bare(3, "phone"), Shown(("link",), ("en",))).all()
    assert not held(bare(3, "offer"), Shown()).any()
    assert not held(bare(3, "link", general=0.6), Shown()).any()


def test_words_of_a_language_that_nobody_decided_about_make_no_spam() -> None:
    """Nor does a comment without words."""
    assert not held(bare(3), Shown((), ("en",))).any()
    assert held(bare(3, language="el"), Shown((), ("en",))).all()
    assert held([Features(0.1, (0.0,) * len(NAMES), b"", "en")], Shown((), ("en",))).all()


def test_caution_only_holds_back() -> None:
    """Nothing is lowered below the general model, and what speaks for a comment counts in full."""
    general = np.array([-3.0, -3.0, -3.0, 2.0])
    logits = np.array([-5.0, -2.9, 1.0, 5.0])
    free, none = cautious(logits, general, np.zeros(4, dtype=bool)), cautious(logits, general, np.ones(4, dtype=bool))
    assert free == pytest.approx([-5.0, -3.0, 1.0 - ODDS, 5.0 - ODDS])
    assert none == pytest.approx([-5.0, -3.0, -3.0, 2.0])

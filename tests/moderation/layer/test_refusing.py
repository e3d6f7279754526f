"""Too few, one-sided and contradictory decisions change nothing, and the layer says so."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs

from agorascope.moderation.layer import Decided, train
from agorascope.moderation.layer.training import LEAST, LEAST_OF_EACH, SAME
from tests.moderation.layer.conftest import Site


def general(site: Site) -> list[float]:
    return [seen.general for seen in site.seen]


def test_nothing_is_decided_by_nothing() -> None:
    """A site without decisions has the general model."""
    layer = train([], "models")
    assert (layer.standing, layer.decisions) == ("too-few", 0)
    assert layer.probability([]) == []


@pytest.mark.parametrize("decisions", [1, LEAST - 1])
def test_too_few_decisions_change_nothing(messages: Site, decisions: int) -> None:
    """Below the least number of different texts the general model decides alone, and is told to have."""
    layer = train(messages.decided(range(decisions)), "models")
    assert (layer.standing, layer.decisions) == ("too-few", decisions)
    assert (layer.loss_general, layer.loss_site) == (None, None)
    assert layer.probability(messages.seen) == general(messages)


def test_copies_are_no_decisions_more(messages: Site) -> None:
    """The same advert marked a hundred times is one text that was decided about, under whatever key."""
    [advert] = messages.decided([messages.spam.index(True)])
    others = [one for one in messages.decided(range(len(messages.texts))) if one.features != advert.features][:10]
    flood = [structs.replace(advert, key=f"copy {n}") for n in range(100)]
    layer = train([*flood, *others], "models")
    assert (layer.standing, layer.decisions, layer.different) == ("too-few", 110, 11)


def test_one_sided_decisions_change_nothing(messages: Site) -> None:
    """Where hardly anything was approved, or marked, there is nothing to tell apart."""
    for side in (True, False):
        most = [n for n, spam in enumerate(messages.spam) if spam is side][:50]
        few = [n for n, spam in enumerate(messages.spam) if spam is not side][: LEAST_OF_EACH - 1]
        layer = train(messages.decided([*most, *few]), "models")
        assert layer.standing == "one-sided"
        assert layer.probability(messages.seen) == general(messages)


def test_a_moderator_who_contradicts_himself_is_not_learned_from(messages: Site, classifieds: Site) -> None:
    """Every text decided both ways tells nothing."""
    for site in (messages, classifieds):
        both = [one for n in range(40) for one in site.decided([n])]
        turned = [structs.replace(one, is_spam=not one.is_spam) for one in both]
        layer = train([*both, *turned], "models")
        assert layer.standing == "no-better"
        assert layer.loss_site is not None
        assert layer.probability(site.seen) == general(site)


@pytest.mark.parametrize("seed", range(6))
def test_coins_are_not_learned_from(messages: Site, seed: int) -> None:
    """Verdicts that follow no rule are not told better than by saying how often spam was said."""
    random = np.random.default_rng(seed)
    thrown = [structs.replace(one, is_spam=bool(random.integers(2))) for one in messages.decided(range(60))]
    assert train(thrown, "models").standing == "no-better"


def test_a_model_that_is_right_already_stays_alone(messages: Site) -> None:
    """Where the moderator agrees with the general model there is nothing to learn."""
    agreed = [Decided(one.key, one.features, one.features.general >= 0.5) for one in messages.decided(range(100))]
    layer = train(agreed, "models")
    assert layer.standing == "no-better"
    assert layer.probability(messages.seen) == general(messages)


def test_a_flood_does_not_outweigh_everything_else(messages: Site) -> None:
    """Of decisions about the same words a few count: two thousand more of them change nothing."""
    decided = messages.decided(range(100))
    [advert] = [one for one in decided if one.is_spam][:1]
    flood = [*decided, *[advert] * (SAME - 1)]
    assert train([*flood, *[advert] * 2000], "models").habit == train(flood, "models").habit

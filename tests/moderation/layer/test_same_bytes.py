"""The same decisions give the same bytes; what was kept is read again, and what does not belong together is refused."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from msgspec import structs

from agorascope.errors import ModelMismatchError
from agorascope.inference import Models
from agorascope.moderation.layer import NAMES, SiteLayer, features, named, packed, train, training, unpacked
from agorascope.moderation.layer.caution import Shown
from agorascope.settings import Settings
from agorascope.spam.signals import SIGNALS
from tests.moderation.layer.conftest import Site


@pytest.fixture(scope="module")
def layer(messages: Site) -> SiteLayer:
    return train(messages.decided(messages.order(0)[:80]), "models")


def test_order_changes_no_byte(messages: Site, layer: SiteLayer) -> None:
    """Decisions are a set: sorted, reversed, shuffled, in any container."""
    order = messages.order(0)[:80]
    assert layer.standing == "used"
    for other in (sorted(order), order[::-1], np.random.default_rng(5).permutation(order).tolist()):
        assert train(tuple(messages.decided(other)), "models").to_bytes() == layer.to_bytes()


def test_neighbours_change_no_number(messages: Site, layer: SiteLayer) -> None:
    """A comment's probability is the same alone and among others."""
    together = layer.probability(messages.seen)
    assert together == [layer.probability([seen])[0] for seen in messages.seen]
    assert together[::-1] == layer.probability(messages.seen[::-1])
    assert all(0.0 <= share <= 1.0 and share == round(share, 6) for share in together)


def test_a_layer_survives_its_bytes(messages: Site, layer: SiteLayer) -> None:
    """What is read is what was written, used or not."""
    for one in (layer, train(messages.decided(range(5)), "models")):
        assert SiteLayer.from_bytes(one.to_bytes()) == one
        assert SiteLayer.from_bytes(one.to_bytes(), "models").probability(messages.seen) == one.probability(
            messages.seen
        )


def test_a_layer_of_other_models_is_refused(layer: SiteLayer) -> None:
    """Weights mean nothing to models that they were not learned with."""
    with pytest.raises(ModelMismatchError, match="train it anew"):
        SiteLayer.from_bytes(layer.to_bytes(), "others")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xc1",
        b"{}",
        msgspec.msgpack.encode({"model": "m"}),
    ],
)
def test_what_is_no_layer_is_refused(broken: bytes) -> None:
    """Bytes of something else are told as such."""
    with pytest.raises(ModelMismatchError, match="no layer"):
        SiteLayer.from_bytes(broken)


def test_a_layer_of_another_version_is_refused(layer: SiteLayer) -> None:
    """So is one whose weights are others, or incomplete."""
    changed = (
        structs.replace(layer, form="agorascope/site-layer/0"),
        structs.replace(layer, wording=layer.wording[:-4]),
        structs.replace(layer, habit=()),
        structs.replace(layer, signals=tuple(row[:-1] for row in layer.signals)),
        structs.replace(layer, shown=Shown(("charm",))),
    )
    for one in changed:
        with pytest.raises(ModelMismatchError, match="train it anew"):
            SiteLayer.from_bytes(one.to_bytes())
    with pytest.raises(ModelMismatchError, match="no layer"):
        SiteLayer.from_bytes(layer.to_bytes()[:-100])


def test_features_survive_their_blob(messages: Site) -> None:
    """One small blob a comment."""
    for seen in messages.seen[:20]:
        assert unpacked(packed(seen)) == seen
        assert len(packed(seen)) < 1200


@pytest.mark.parametrize(
    "change",
    [
        {"signals": (0.0,) * len(SIGNALS)},
        {"vector": b"\0" * 12},
        {"general": math.nan},
    ],
)
def test_features_of_another_version_are_refused(messages: Site, change: dict[str, object]) -> None:
    """Signals or vectors of another length, and numbers that are none."""
    with pytest.raises(ModelMismatchError, match="anew"):
        unpacked(packed(structs.replace(messages.seen[0], **change)))
    with pytest.raises(ModelMismatchError, match="anew"):
        unpacked(packed(messages.seen[0])[:-1])


def test_what_the_layer_sees(models: Models) -> None:
    """Signals by name; no vector where the encoder has not learned the language or nothing is said."""
    texts = ["Call 6900 123 456 for a free trial", "C'est faux.", "👍", "", "\0\ud800", "ΝΑΙ " * 20_000]
    seen = features(texts, ["en", "fr", "en", "und", "en", "el"], [0.9, 0.1, 0.0, 0.0, 0.5, 1.0], models)
    assert [bool(one.vector) for one in seen] == [True, False, False, False, False, True]
    assert [one.language for one in seen] == ["en", "fr", "en", "und", "en", "el"]
    assert [one.general for one in seen] == [0.9, 0.1, 0.0, 0.0, 0.5, 1.0]
    named_signals = dict(zip(NAMES, seen[0].signals, strict=True))
    assert named_signals["phone"] == named_signals["number or id"] == 1.0
    assert all(math.isfinite(one.logit) for one in seen)


def test_the_models_are_named(models: Models) -> None:
    """The name is the same for the same models, and another where texts are cut elsewhere."""
    assert named(models) == named(Models(Settings(threads=2)))
    assert named(models) != named(Models(Settings(max_tokens=64)))


def test_more_decisions_than_can_be_learned_from_are_sampled(
    messages: Site, layer: SiteLayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sample that depends on keys alone: the order of the decisions still changes nothing."""
    decided = messages.decided(messages.order(0)[:80])
    monkeypatch.setattr(training, "MOST", 50)
    fewer = train(decided, "models")
    assert (fewer.decisions, fewer.different) == (80, 50)
    assert fewer.to_bytes() == train(decided[::-1], "models").to_bytes()
    assert fewer.to_bytes() != layer.to_bytes()

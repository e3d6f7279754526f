"""Decisions teach: the error on what was not decided falls, and good comments stay good."""

from __future__ import annotations

import numpy as np
import pytest

from agorascope.inference import Models
from agorascope.moderation.layer import SiteLayer, train
from tests.moderation.layer.conftest import ADVERTS, Site, looked

SEEDS = range(4)

GOOD = [
    ("el", "Συγχαρητήρια για το άρθρο, από τα καλύτερα που έχω διαβάσει!"),
    ("el", "Αίσχος, είστε πουλημένοι όλοι σας, ντροπή σας!!!"),
    ("el", "Τα στοιχεία της ΕΛΣΤΑΤ λένε άλλα: https://www.statistics.gr/el/statistics"),
    ("el", "Το έχω γράψει και στο μπλογκ μου, με φωτογραφίες: http://giorgos-apopseis.blogspot.com"),
    ("el-Latn", "poli kalo arthro, mpravo sas"),
    ("en", "Great article, thank you!"),
    ("en", "THIS IS THE WORST ARTICLE I HAVE EVER READ, YOU SHOULD BE ASHAMED OF YOURSELF"),
    ("en", "See also this report: https://www.theguardian.com/business/2021/may/03/ads"),
    ("en", "Same topic on my blog, no ads: http://simonsnotes.wordpress.com/reach"),
    ("en", "Mail me your numbers at jane.doe@university.edu, I would like to repeat the study."),
    ("zh", "文章很好，谢谢分享！"),
    ("zh", "胡说八道，作者懂不懂啊！！！"),
    ("zh", "可以看看这篇：https://www.thepaper.cn/newsDetail_forward_123"),
    ("fr", "Je ne suis pas d'accord, voir https://www.insee.fr/fr/statistiques"),
    ("es", "No estoy de acuerdo con el autor, la publicidad funciona."),
    ("ru", "Очень интересная статья, спасибо!"),
    ("und", "👍👍👍"),
]


def after(site: Site, decisions: int, seed: int) -> tuple[SiteLayer, float, float]:
    """Give the layer after so many decisions, and the errors on the rest: of the general model, with the layer."""
    order = site.order(seed)
    layer = train(site.decided(order[:decisions]), "models")
    return layer, site.error(None, order[decisions:]), site.error(layer, order[decisions:])


@pytest.mark.parametrize("decisions", [20, 40, 80])
def test_the_error_on_the_rest_falls(messages: Site, classifieds: Site, decisions: int) -> None:
    """On a site without rules of its own and on one that welcomes some adverts, no stream is harmed and most gain."""
    told = [after(site, decisions, seed) for site in (messages, classifieds) for seed in SEEDS]
    assert all(with_layer <= general for _, general, with_layer in told)
    assert np.mean([with_layer for *_, with_layer in told]) < np.mean([general for _, general, _ in told])
    if decisions >= 80:
        assert all(layer.standing == "used" and with_layer < general for layer, general, with_layer in told)


def test_house_rules_are_learned_from_what_is_flagged_and_harm_nothing_else(classifieds: Site) -> None:
    """Whoever sees flagged comments alone teaches which adverts are welcome; what is no advert stays as it was."""
    for seed in SEEDS:
        flagged = [n for n in classifieds.order(seed) if classifieds.seen[n].general >= 0.5]
        layer = train(classifieds.decided(flagged[:40]), "models")
        rest = [n for n in range(len(classifieds.texts)) if n not in flagged[:40]]
        assert layer.standing == "used"
        assert classifieds.error(layer, rest) < classifieds.error(None, rest)
        good = [classifieds.seen[n] for n in rest if n >= ADVERTS]
        assert len(good) == 40
        assert max(layer.probability(good)) < 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_a_forbidden_script_says_nothing_about_other_languages(models: Models, forum: Site, seed: int) -> None:
    """Greeklish is learned to be unwanted from some dozen decisions; languages that nobody decided about stay."""
    layer, general, with_layer = after(forum, 40, seed)
    assert layer.standing == "used"
    assert with_layer < 0.5 * general
    others = [(code, text) for code, text in GOOD if not code.startswith("el")]
    told = layer.probability(looked([text for _, text in others], [code for code, _ in others], models))
    assert not {text: share for (_, text), share in zip(others, told, strict=True) if share >= 0.5}


@pytest.mark.parametrize("seed", SEEDS)
def test_good_comments_do_not_become_spam(models: Models, messages: Site, classifieds: Site, seed: int) -> None:
    """Praise, links, anger, capitals, another language: adverts that were marked say nothing about them."""
    good = looked([text for _, text in GOOD], [code for code, _ in GOOD], models)
    assert max(one.general for one in good) < 0.5
    for site in (messages, classifieds):
        layer, _, _ = after(site, 80, seed)
        assert layer.standing == "used"
        told = dict(zip([text for _, text in GOOD], layer.probability(good), strict=True))
        assert not {text: share for text, share in told.items() if share >= 0.5}


def test_a_welcome_advert_is_lowered(classifieds: Site) -> None:
    """What the general model is sure of and the site lets stand comes out far less sure, by more than a logit."""
    layer, *_ = after(classifieds, 80, 0)
    welcome = [
        seen for seen, spam in zip(classifieds.seen, classifieds.spam, strict=True) if seen.general > 0.9 and not spam
    ]
    told = np.array(layer.probability(welcome))
    assert np.mean(np.log(told / (1 - told)) - [seen.logit for seen in welcome]) < -1.0

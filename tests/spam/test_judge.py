"""Verdicts with the real models: adverts are spam with reasons, good comments never are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from agorascope.inference import Models
from agorascope.records import Label, Spam
from agorascope.settings import Settings
from agorascope.spam import judge

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
ARTICLE = "Why social media marketing fails\nBrands buy reach and forget to talk with people. Numbers do not pay bills."


@pytest.fixture(scope="module")
def models() -> Models:
    return Models(Settings())


def one(models: Models, text: str, code: str, article: str = "") -> Spam:
    [found] = judge([text], [code], article, models, Settings())
    return found


# ruff: noqa: E501
ADVERTS = [
    ("el", "Αναλαμβάνουμε κατασκευή ιστοσελίδων από 120€, δείτε δουλειές μας στο www.ftina-sites.example", {"advertising", "link"}),
    ("el", "Πολύ χρήσιμο άρθρο! Δάνεια χωρίς Τειρεσία με έγκριση αυθημερόν, Viber 6900 123 456", {"advertising", "contact"}),
    ("el", "Χρειάζεστε περισσότερους πελάτες; Η εταιρεία μας παρέχει απεριόριστα κλικ και στοχευμένους επισκέπτες για την ιστοσελίδα σας.", {"advertising"}),
    ("el-Latn", "poli kalo arthro, iptv me ola ta kanalia 5e to mina, dokimi dorean steilte minima viber 6900123456", {"advertising", "contact"}),
    ("en", "Nice blog! Visit my page for cheap watches http://watch-deals.example", {"advertising", "link", "template-praise"}),
    ("en", "Our agency offers SEO services with guaranteed ranking, WhatsApp +44 7700 900123 for a free quote", {"advertising", "contact"}),
    ("en", "Your account has been suspended, verify your login here: http://login-verify.example/login", {"malicious", "link"}),
    ("zh", "写得太好了！本人专业代写论文，价格优惠，加V：lunwen8899", {"advertising", "contact", "template-praise"}),
    ("zh", "代開發票，量大從優，加LINE：piao_168", {"advertising", "contact"}),
    ("zh", "线上真人娱乐城，首存送彩金，官网 bocai-vip.example", {"advertising", "link"}),
]  # fmt: skip

GOOD = [
    ("el", "Μπράβο!"),
    ("el", "Εξαιρετικό άρθρο, συγχαρητήρια!"),
    ("el", "Τα στοιχεία της ΕΛΣΤΑΤ λένε άλλα: https://www.statistics.gr/el/statistics"),
    ("el", "Ανέβασα τα δεδομένα μου εδώ, ελέγξτε τα: https://anna-papadaki.gr/data.csv"),
    ("el", "ΝΤΡΟΠΗ ΣΑΣ!!! ΑΥΤΟ ΔΕΝ ΕΙΝΑΙ ΑΡΘΡΟ, ΕΙΝΑΙ ΚΟΡΟΪΔΙΑ ΣΤΟΝ ΚΟΣΜΟ!!!"),
    ("el", "Η Andressa πλήρωσε 30€ για διαφήμιση και δεν είδε ούτε έναν πελάτη."),
    ("el-Latn", "den simfono katholou, oi diafimiseis den fernoun pelates"),
    ("en", "The figures are at https://www.census.gov/data/tables.html if anybody wants to check."),
    ("en", "I wrote about this with charts: https://janedoe.org/2019/reach and got the opposite result."),
    ("en", "We sell candles and the ads brought us nothing, $300 gone in a week."),
    ("en", "THIS IS THE WORST ARTICLE I HAVE EVER READ, YOU SHOULD BE ASHAMED OF YOURSELF"),
    ("en", "so tru, teh adds r useles lol"),
    ("en", "Mail me your numbers at jane.doe@university.edu, I would like to repeat the study."),
    ("zh", "说得好👍"),
    ("zh", "数据在国家统计局：https://www.stats.gov.cn/sj/ ，可以自己查"),
    ("zh", "微信群里天天有人发广告，烦死了，根本没人看。"),
    ("zh", "寫得很好，但我不同意結論。"),
    ("fr", "Je ne suis pas d'accord, voir https://www.insee.fr/fr/statistiques"),
    ("de", "Das stimmt so nicht, bei uns hat Werbung funktioniert."),
    ("und", "👍👍👍"),
]


@pytest.mark.parametrize(("code", "text", "codes"), ADVERTS)
def test_adverts_are_spam_and_say_why(models: Models, code: str, text: str, codes: set[str]) -> None:
    """An advert is spam under an article and alone, and the reasons name what shows it."""
    for article in (ARTICLE, ""):
        found = one(models, text, code, article)
        assert found.is_spam
        assert codes <= {reason.code for reason in found.reasons}


@pytest.mark.parametrize(("code", "text"), GOOD)
def test_good_comments_are_never_spam(models: Models, code: str, text: str) -> None:
    """Links to sources, other languages, short praise, anger, capitals and typing errors are no spam."""
    assert not one(models, text, code, ARTICLE).is_spam
    assert not one(models, text, code).is_spam


@pytest.mark.parametrize("text", ["", " \n\t", "\0", "\ud800", "\u200b", "?"])
def test_texts_without_words_are_judged_without_error(models: Models, text: str) -> None:
    """Nothing to read is nothing to blame."""
    found = one(models, text, "und", ARTICLE)
    assert not found.is_spam


def test_a_verdict_has_reasons_that_cut_the_text(models: Models) -> None:
    """Each reason lies inside the text; one about the whole goes from its first to its last character."""
    for code, text, _ in ADVERTS:
        padded = f"  {text}\n"
        found = one(models, padded, code, ARTICLE)
        assert found.reasons
        for reason in found.reasons:
            assert padded[reason.start : reason.end].strip()
            if reason.code == "off-topic":
                assert (reason.start, reason.end) == (2, len(padded) - 1)


def test_the_threshold_moves_the_verdict_not_the_score(models: Models) -> None:
    """A verdict is a score that reaches the threshold."""
    text = ADVERTS[0][1]
    for threshold in (0.0, 1.0):
        [found] = judge([text], ["el"], ARTICLE, models, Settings(spam_threshold=threshold))
        assert found.is_spam == (found.score >= threshold)
        assert found.score == one(models, text, "el", ARTICLE).score


def test_neighbours_and_order_change_nothing(models: Models) -> None:
    """A text gets the same answer whatever stands beside it."""
    rows = [(code, text) for code, text, _ in ADVERTS[:4]] + GOOD[:4]
    together = judge([text for _, text in rows], [code for code, _ in rows], ARTICLE, models, Settings())
    backwards = judge([text for _, text in rows[::-1]], [code for code, _ in rows[::-1]], ARTICLE, models, Settings())
    assert together == backwards[::-1]
    assert together == [one(models, text, code, ARTICLE) for code, text in rows]


def test_words_that_would_not_count_are_not_read(models: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of letters and languages that the model has not learned cost no pass: their words are neutral."""
    asked: list[str] = []
    predict = Models.predict

    def counted(self: Models, task: str, texts: Sequence[str]) -> list[Label]:
        asked.extend(texts)
        return predict(self, task, texts)

    monkeypatch.setattr(Models, "predict", counted)
    texts = ["ok", "666", "Wat een mooie winkel, dank u wel!", "Prices are fair here, I think."]
    found = judge(texts, ["en", "und", "nl", "en"], "", models, Settings())
    assert asked == texts[3:]
    assert len({spam.score for spam in found[:3]}) == 1


def test_no_texts_give_no_answers(models: Models) -> None:
    """The empty question has the empty answer."""
    assert judge([], [], "", models, Settings()) == []


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real pages are not here")
def test_the_advert_of_the_greek_page_is_found(models: Models) -> None:
    """Comment 12 of the real page is spam."""
    name, text = _last_comment()
    assert json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))[name]["spam"] == [12]
    assert one(models, text, "el").is_spam


def _last_comment() -> tuple[str, str]:
    name = "el-social-media-marketing-fails.txt"
    page = (SEEDS / name).read_text(encoding="utf-8")
    return name, page.split("7. 12")[1].split("Ποια είναι η γνώμη σας;")[0].strip()

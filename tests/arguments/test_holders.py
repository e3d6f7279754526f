"""Who holds what: attributed words and the fullest name of their holder, in three languages."""

from __future__ import annotations

import pytest

from agorascope.arguments.speaking.holders import held

ENGLISH = (
    (
        "Nadia Okonkwo, who audits ad budgets, argues that half of the money buys nothing at all.",
        "half of the money buys nothing at all",
        "Nadia Okonkwo",
    ),
    (
        "Nadia Okonkwo runs an agency in Leeds. She insists that banners have been dead since 2012.",
        "banners have been dead since 2012",
        "Nadia Okonkwo",
    ),
    (
        '"Nobody reads the footer of a newsletter," says Prof. Rupert Achebe-Lunn.',
        "Nobody reads the footer",
        "Prof. Rupert Achebe-Lunn",
    ),
    (
        "According to Mrs. Ilka Brandauer, the queue at the counter doubled in May.",
        "the queue at the counter doubled in May",
        "Ilka Brandauer",
    ),
    (
        "Jan van der Weyden counted 300 receipts. In his view the coupon costs more than it brings.",
        "the coupon costs more than it brings",
        "Jan van der Weyden",
    ),
    (
        "Jan van der Weyden counted 300 receipts. Van der Weyden's answer: the coupon is a tax on the tired.",
        "the coupon is a tax on the tired",
        "Jan van der Weyden",
    ),
    (
        "Three researchers told me that the panel was too small. The panel, they add, was unpaid.",
        "the panel was too small",
        "Three researchers",
    ),
    (
        "A mailing that nobody opens, Tessa Lindqvist warned, is worse than silence.",
        "is worse than silence",
        "Tessa Lindqvist",
    ),
)
GREEK = (
    (
        "Η Ουρανία Κατσαρού, που διευθύνει γραφείο στον Βόλο, υποστηρίζει ότι οι αφίσες δουλεύουν ακόμη πολύ καλά.",
        "οι αφίσες δουλεύουν ακόμη πολύ καλά",
        "Ουρανία Κατσαρού",
    ),
    (
        "«Κανένας δεν διαβάζει τα ψιλά γράμματα», λέει ο Στέργιος Μπακάλης.",
        "Κανένας δεν διαβάζει",
        "Στέργιος Μπακάλης",
    ),
    (
        "Σύμφωνα με τον Στέργιο Μπακάλη, οι πωλήσεις έπεσαν στο μισό μέσα σε έναν χρόνο.",
        "οι πωλήσεις έπεσαν στο μισό",
        "Στέργιος Μπακάλης",
    ),
    (
        "Ο Στέργιος Μπακάλης έχει δύο μαγαζιά. Πρόσθεσε ότι τα κουπόνια φέρνουν μόνο κυνηγούς προσφορών.",
        "τα κουπόνια φέρνουν μόνο κυνηγούς προσφορών",
        "Στέργιος Μπακάλης",
    ),
    (
        "Μίλησα με τη Δέσποινα Χαλκιά. Η ίδια πιστεύει πως η διαφήμιση στο ραδιόφωνο δεν πέθανε ποτέ.",
        "η διαφήμιση στο ραδιόφωνο δεν πέθανε ποτέ",
        "Δέσποινα Χαλκιά",
    ),
    (
        "Το λάθος, εξηγεί η Δέσποινα Χαλκιά, είναι ότι μετράμε κλικ αντί για πελάτες.",
        "μετράμε κλικ αντί για πελάτες",
        "Δέσποινα Χαλκιά",
    ),
)
CHINESE = (
    ("市场总监贺明轩认为，买来的粉丝一文不值。", "买来的粉丝一文不值", "贺明轩"),
    ("Maria Santos直言大多数品牌根本不听顾客说话。", "大多数品牌根本不听顾客说话", "Maria Santos"),
    ("Maria Santos不同意。但她也说，小店没有别的选择。", "小店没有别的选择", "Maria Santos"),
    ("四位专家都指出：短视频带来的顾客留不住。", "短视频带来的顾客留不住", "四位专家"),
    ("据店长柳青青介绍，优惠券的核销率只有百分之三。", "优惠券的核销率只有百分之三", "柳青青"),
    (
        "顧問羅庭安指出，會員日的退貨率比平日高一倍。在羅庭安看來，折扣只是把明天的單子挪到今天。",
        "折扣只是把明天的單子挪到今天",
        "羅庭安",
    ),
    ("“广告不是骗人，是说服人。”品牌顾问孙伯年说。", "广告不是骗人", "孙伯年"),
    ("供应商谭志远透露，样品和大货不是一条线做的。谭厂长说，没人会去查。", "没人会去查", "谭志远"),
)
OWN = (
    ("en", "I think that coupons are a tax on the tired, and I have the receipts to show it."),
    ("en", "The shop put the word 'fresh' on the window, which says nothing about the fish."),
    ("el", "Πιστεύω ότι τα κουπόνια είναι φόρος στους κουρασμένους."),
    ("zh", "我认为优惠券是对懒人的惩罚。一般来说，便宜没有好货。"),
)


def attributed(text: str, code: str, words: str) -> list[str]:
    """Give the holders of the regions that hold most of `words`."""
    start = text.index(words)
    end = start + len(words)
    _, regions = held(text, code)
    return [r.holder for r in regions if min(r.end, end) - max(r.start, start) >= len(words) // 2]


@pytest.mark.parametrize(("text", "words", "holder"), ENGLISH)
def test_english_attribution(text: str, words: str, holder: str) -> None:
    """Reporting verbs, quotations, pronouns and possessives lead to the full name."""
    assert attributed(text, "en", words) == [holder]


@pytest.mark.parametrize(("text", "words", "holder"), GREEK)
def test_greek_attribution(text: str, words: str, holder: str) -> None:
    """Inflected names come back in the nominative, left-out subjects go to the last speaker."""
    assert attributed(text, "el", words) == [holder]


@pytest.mark.parametrize(("text", "words", "holder"), CHINESE)
def test_chinese_attribution(text: str, words: str, holder: str) -> None:
    """Names are found without a list of people, in both scripts, and groups hold what they say."""
    assert attributed(text, "zh", words) == [holder]


@pytest.mark.parametrize(("code", "text"), OWN)
def test_the_writers_own_words_have_no_holder(code: str, text: str) -> None:
    """The first person, common nouns and set phrases attribute nothing."""
    assert held(text, code)[1] == []


def test_pronouns_agree_in_gender() -> None:
    """A pronoun skips the nearer person when an earlier pronoun has shown another gender."""
    text = (
        "Clara Whitcombe sells tea. She says that samples pay. Bruno Galante sells coffee. "
        "He says that samples are wasted. I asked both about mornings. She thinks the early hours decide everything."
    )
    assert attributed(text, "en", "the early hours decide everything") == ["Clara Whitcombe"]


def test_a_quotation_alone_continues_the_speaker() -> None:
    """A quotation without a speaker belongs to whoever spoke before it in the paragraph, not in another one."""
    text = 'Clara Whitcombe says that samples pay. "A spoon is cheaper than a poster."\n\n'
    text += '"Please mind the step going down."'
    assert attributed(text, "en", "A spoon is cheaper than a poster") == ["Clara Whitcombe"]
    assert attributed(text, "en", "Please mind the step going down") == []

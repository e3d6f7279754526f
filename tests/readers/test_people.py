"""Signatures, addressees and the author's own voice."""

from __future__ import annotations

import pytest

from agorascope.readers.persons.addressees import addressee
from agorascope.readers.persons.names import is_han_name, is_personal, same
from agorascope.readers.persons.people import introduced
from agorascope.readers.persons.signatures import signature
from agorascope.records import Article, Comment

CALLED = {
    "Dear Ruth,\n\nI liked it.": "Ruth",
    "Hi Doug": "Doug",
    "Hello Mary Ann, thanks": "Mary Ann",
    "Hi Rob :) Yes": "Rob",
    "Evening Bridie\n\nRoofer here": "Bridie",
    "Γεια σου Ορφέα,\n\nδιαφωνώ": "Ορφέα",
    "Καλημέρα Ισμήνη, χάρηκα": "Ισμήνη",
    "κ. Γκίκα καλημέρα σας,\n\nγράφω": "Γκίκα",
    "Αγαπητέ κύριε Karr,\n\nΑυτό": "Karr",
    "Κυρία Σούλα, αυτό είναι": "Σούλα",
    "Αλέξανδρε καλησπέρα,\n\nζω εδώ": "Αλέξανδρε",
    "Κάπως, Τζόναθαν… Νομίζω": "Τζόναθαν",
    "@甲方小王 你说得对": "甲方小王",
    "回复 运营狗阿凯：不是": "运营狗阿凯",
    "回复 @老唐：不是": "老唐",
    "小邓您好，问得好": "小邓",
    "谢谢韩老师！": "韩老师",
    "Philippa, that line is on my wall": "Philippa",
    "The COO, Lorna. Our agenda is here": "Lorna",
    "Κουράγιο βρε Μπάμπη": "Μπάμπη",
    "> They waited.\n\nHi Ada, they did": "Ada",
    "Reply to John Smith: no": "John Smith",
    "Αυτόματα, κυρία Εύη. Είκοσι": "Εύη",
}
UNCALLED = [
    "Yes, it does",
    "Όχι, δεν συμφωνώ",
    "Brilliant. So I pay",
    "Honestly, no",
    "Βέβαια, έχει δίκιο",
    "Paris, London and Rome",
    "I met Mr. Smith in town",
    "谢谢分享，学到了",
    "大家好，我是新人",
    "老实说，一般",
    "Fascinating, thank you",
    "Marketing, again",
    "",
    "ΠΡΟΣΟΧΗ: μην πατάτε",
    "Συγκινητικό, αλλά ψεύτικο",
    "Στην Αθήνα, ο κ. Παπαδόπουλος πούλησε",
    "So, what now?",
    "Dear all, hello",
]
SIGNED = {
    "Text.\n\nPhilippa": "Philippa",
    "Text.\n\nKind regards,\nDeirdre": "Deirdre",
    "Text.\n\n— Sabine": "Sabine",
    "Text.\n\nP.": "P.",
    "Text.\n\nWarm regards, Marta": "Marta",
    "Text.\n\n/Jonas": "Jonas",
    "Κείμενο.\n\nΜε εκτίμηση,\nΑ. Βρεττός": "Α. Βρεττός",
    "Κείμενο.\n\nΜετά τιμής,\nΓ. Ρούσσος": "Γ. Ρούσσος",
    "Κείμενο.\n\nΣτέλλα, απ' το λιμάνι": "Στέλλα",
    "正文。\n\n——老魏": "老魏",
    "Κείμενο.\n\nΘ.Γ.": "Θ.Γ.",
    "正文。\n\n佛山 小邓": "小邓",
    "Text.\n\nMireille Fontaine, Lyon": "Mireille Fontaine",
    "Κείμενο.\n\nΜε εκτίμηση,\n\nJusticeMitchell.com": "JusticeMitchell.com",
    "Text. 😊\n\nΦωτεινή, Λαμία": "Φωτεινή",
}
UNSIGNED = [
    "Text.",
    "Love this.",
    "Text.\n\nThanks",
    "Text.\n\nCheers!",
    "Κείμενο.\n\nΜπράβο",
    "正文。\n\n支持",
    "",
    "Ada",
    "A\n\nSee you there.",
    "Text.\n\nBest,",
    "Κείμενο.\n\nΚαλύτερο ~",
    "Text.\n\nhttps://example.com/x",
]


@pytest.mark.parametrize(("text", "name"), CALLED.items())
def test_whom_a_reply_speaks_to(text: str, name: str) -> None:
    """Salutations, handles, reply lines and names called give the name as it is written."""
    found = addressee(text, answers=True)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", UNCALLED)
def test_nobody_is_spoken_to(text: str) -> None:
    """Words that open sentences, places and people spoken about are not addressees."""
    assert addressee(text, answers=True) is None


@pytest.mark.parametrize(("text", "name"), SIGNED.items())
def test_who_signs(text: str, name: str) -> None:
    """A name after a closing phrase, after a dash or on a last line of its own is the signature."""
    assert signature(text) == name


@pytest.mark.parametrize("text", UNSIGNED)
def test_nobody_signs(text: str) -> None:
    """A closing without a name, a sentence, a link or a name that is the whole comment signs nothing."""
    assert signature(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ορφέα", "Ορφέας"),
        ("Orfeas", "Ορφέα"),
        ("Κατερίνα", "Κατερίνας Ξενάκη"),
        ("Μαυρή", "Αλέξανδρος Μαυρής"),
        ("Θ.Γ.", "Θωμάς Γκίκας"),
        ("Doug", "Ντουγκ"),
        ("Alexandros", "Αλέξανδρος Μαυρής"),
        ("ΘΑΛΕΙΑ ΖΑΝΝΗ", "Θάλεια"),
    ],
)
def test_one_name_in_other_letters(one: str, other: str) -> None:
    """Cases, initials and transliterations of one name are the same name."""
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Μαρία", "Μάριος Δήμου"), ("Ada", "Ida"), ("P.", "Piet"), ("老魏", "老唐")]
)
def test_different_names(one: str, other: str) -> None:
    """Names that only resemble one another are not the same, except that case endings are not told apart."""
    assert same(one, other) is (one == "Μαρία")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Ada Moore", True), ("康一鸣", True), ("专栏", False), ("Opinion", False), ("at sea", False)],
)
def test_full_names(name: str, wanted: bool) -> None:  # noqa: FBT001
    """Two capitalised words or a Chinese surname with one or two characters look like a full name."""
    assert is_personal(name) is wanted


def test_familiar_chinese_names() -> None:
    """小 and 老 make a name of a surname, not of any word."""
    assert is_han_name("老魏")
    assert not is_han_name("老实")


def voices(article: Article, *comments: Comment) -> list[bool]:
    return [comment.by_article_author for comment in introduced(article, comments)[1]]


def test_the_author_signs() -> None:
    """A signature that matches the byline in other letters is the author's."""
    article = Article(author="Αλέξανδρος Μαυρής")
    reply = Comment(id="2", parent="1", text="Ingrid, that is it.\n\nAlexandros")
    assert voices(article, Comment(id="1", text="Nice."), reply) == [False, True]


def test_the_author_answers_a_letter() -> None:
    """Who answers a signed letter to the author, by its writer's name, is the author; who asks is not."""
    article = Article(author="Ada Moore")
    letter = Comment(id="1", text="Dear Ada,\n\nGood point.\n\nRob")
    answer = Comment(id="2", parent="1", text="Rob, thank you. I shall write more.")
    question = Comment(id="3", parent="1", text="Rob, where is your shop?")
    assert voices(article, letter, answer, question) == [False, True, False]


def test_given_authors_decide() -> None:
    """Where rows carry authors, they decide, whatever the text says."""
    article = Article(author="Ada Moore")
    own = Comment(id="1", author="Ada Moore", text="Thanks.")
    other = Comment(id="2", author="Ada Lovelace", text="In my next article.\n\nAda")
    assert voices(article, own, other) == [True, False]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Ελένη μου, έχεις δίκιο σε όλα.", "Ελένη"),
        ("Ακριβό μου φαίνεται για μισή ώρα.", None),
        ("Περίεργο μου ακούγεται όλο αυτό.", None),
    ],
)
def test_mine_calls_only_before_a_pause(text: str, called: str | None) -> None:
    """'Ελένη μου,' calls her; 'Ακριβό μου φαίνεται' says what somebody finds."""
    found = addressee(text, answers=False)
    assert (found and found.name) == called

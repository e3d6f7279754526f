"""Pronouns, left-out subjects and groups: to whom their words are attributed, in three languages."""

from __future__ import annotations

import pytest

from tests.arguments.reading import holders

ENGLISH = (
    (
        "Ivy Strand owns three bakeries. Her brother Kurt Strand keeps the books. He thinks loyalty cards are a tax.",
        "loyalty cards are a tax",
        "Kurt Strand",
    ),
    (
        "The mayor, Paul Mbeki, opened the fair. He himself thinks the stalls are far too expensive.",
        "the stalls are far too expensive",
        "Paul Mbeki",
    ),
    (
        "Ivy Strand was blunt. “A queue is the best poster you will ever print,” she told me.",
        "A queue is the best poster",
        "Ivy Strand",
    ),
    (
        "Paul Mbeki asked Ivy Strand about rents. She answered that rents had doubled in two years.",
        "rents had doubled in two years",
        "Ivy Strand",
    ),
    (
        "Ivy Strand and Paul Mbeki run the fair together. They insist that the entrance must stay free.",
        "the entrance must stay free",
        "Ivy Strand and Paul Mbeki",
    ),
    (
        "Ivy Strand and Paul Mbeki argue that the entrance must stay free.",
        "the entrance must stay free",
        "Ivy Strand and Paul Mbeki",
    ),
    (
        "Two analysts, Ivy Strand and Paul Mbeki, studied it. Both argue that the ban was a mistake.",
        "the ban was a mistake",
        "Both",
    ),
    ("Ivy Strand owns a bakery. They say sugar is the cheapest advertising, she adds.", "sugar is the", "Ivy Strand"),
    (
        "Ivy Strand says that cards are a tax, but Paul Mbeki disagrees and leaves the room.",
        "cards are a tax",
        "Ivy Strand",
    ),
)
GREEK = (
    (
        "Η Ίρις Στρατάκη έχει φούρνο. Τα βιβλία κρατάει ο Πάνος Λυγερός. Αυτός νομίζει ότι οι κάρτες είναι φόρος.",
        "οι κάρτες είναι φόρος",
        "Πάνος Λυγερός",
    ),
    (
        "Η Ίρις Στρατάκη προσέλαβε τον Πάνο Λυγερό. Κατά τη γνώμη του, η βιτρίνα μετράει πιο πολύ από την ιστοσελίδα.",
        "η βιτρίνα μετράει πιο πολύ",
        "Πάνος Λυγερός",
    ),
    (
        "Ο Πάνος Λυγερός ρώτησε τη Δέσποινα Κολλιά για τα ενοίκια. Εκείνη απάντησε ότι διπλασιάστηκαν σε δύο χρόνια.",
        "διπλασιάστηκαν σε δύο χρόνια",
        "Δέσποινα Κολλιά",
    ),
    (
        "Ρώτησα τον Πάνο Λυγερό για τα ενοίκια. «Τα ενοίκια θα πέσουν του χρόνου», μου απάντησε.",
        "Τα ενοίκια θα πέσουν",
        "Πάνος Λυγερός",
    ),
    (
        "Η Ίρις Στρατάκη και ο Πάνος Λυγερός έχουν πάγκο. Οι ίδιοι επιμένουν ότι η είσοδος πρέπει να μείνει δωρεάν.",
        "η είσοδος πρέπει να μείνει δωρεάν",
        "Ίρις Στρατάκη και Πάνος Λυγερός",
    ),
    (
        "«Κανείς δεν αγόρασε ψωμί για ένα σύνθημα», λέει η ίδια. Η Ίρις Στρατάκη ξέρει από ψωμί.",
        "Κανείς δεν αγόρασε ψωμί",
        "Ίρις Στρατάκη",
    ),
    (
        "Οι επικριτές διαφωνούν. Αυτοί υποστηρίζουν ότι το εισιτήριο είναι πολύ φτηνό.",
        "το εισιτήριο είναι πολύ φτηνό",
        "Οι επικριτές",
    ),
    (
        "Και οι δύο συμφωνούν ότι η απαγόρευση ήταν λάθος.",
        "η απαγόρευση ήταν λάθος",
        "Και οι δύο",
    ),
)
CHINESE = (
    (
        "店长孟晓岚请来了设计师唐卫民。唐卫民表示橱窗比网站重要。他还说，橱窗每周都要换。",
        "橱窗每周都要换",
        "唐卫民",
    ),
    ("Paul Mbeki问Ivy Strand房租怎么样。她回答说，房租两年里翻了一番。", "房租两年里翻了一番", "Ivy Strand"),
    ("Ivy Strand和Paul Mbeki一起办集市。他们坚持认为入场必须免费。", "入场必须免费", "Ivy Strand和Paul Mbeki"),
    ("两位专家不同意。他们认为门票太便宜了。", "门票太便宜了", "两位专家"),
    ("两位专家Ivy Strand和Paul Mbeki参加了讨论。两人都认为短视频留不住顾客。", "短视频留不住顾客", "两人"),
    ("Ivy Strand不買帳。在她看來，會員卡只會招來佔便宜的人。", "會員卡只會招來佔便宜的人", "Ivy Strand"),
)


@pytest.mark.parametrize(("text", "words", "holder"), ENGLISH)
def test_english_pronouns(text: str, words: str, holder: str) -> None:
    """One who is asked answers; 'they' and 'both' are those named together; a clause of the other is his."""
    assert holders(text, "en", words) == [holder]


@pytest.mark.parametrize(("text", "words", "holder"), GREEK)
def test_greek_pronouns(text: str, words: str, holder: str) -> None:
    """Gender chooses; a left-out subject is the one person named; plural pronouns are groups."""
    assert holders(text, "el", words) == [holder]


@pytest.mark.parametrize(("text", "words", "holder"), CHINESE)
def test_chinese_pronouns(text: str, words: str, holder: str) -> None:
    """The nearest subject, the one who was asked, and 他们 for people named together, in both scripts."""
    assert holders(text, "zh", words) == [holder]


def test_one_person_is_not_many() -> None:
    """A singular pronoun does not mean a group, and a plural one no single person where two stand side by side."""
    assert holders("Three researchers met. He says that rents will fall soon.", "en", "rents will fall") == []
    assert holders("Ο Πάνος Λυγερός ήρθε. Αυτοί λένε ότι τα ενοίκια θα πέσουν.", "el", "τα ενοίκια θα πέσουν") == []
    text = "Ivy Strand met Paul Mbeki. They say that rents will fall soon."
    assert holders(text, "en", "rents will fall") == []

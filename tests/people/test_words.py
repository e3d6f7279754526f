"""Words of names: cases, spellings in other letters, short forms; and what none of these makes one name."""

from __future__ import annotations

import pytest

from agorascope.people.words import alike, close, word

SAME = (
    ("Γιώργο", "Γιώργος", "case"),
    ("Αλέξανδρε", "Αλέξανδρος", "case"),
    ("Ελένης", "Ελένη", "case"),
    ("Ζαννή", "ΖΑΝΝΗ", "full-name"),
    ("羅", "罗", "full-name"),
    ("Γιώργος", "Giorgos", "transliteration"),
    ("Yorgos", "Γιώργου", "transliteration"),
    ("Παπαδόπουλος", "Papadopoulos", "transliteration"),
    ("Χρήστος", "Christos", "transliteration"),
    ("Αντώνης", "Antonis", "transliteration"),
    ("Μπάμπης", "Babis", "transliteration"),
    ("Τζόσουα", "Joshua", "transliteration"),
    ("Μπράντον", "Brandon", "transliteration"),
    ("Τζον", "John", "transliteration"),
    ("Μάικλ", "Michael", "transliteration"),
    ("Ξένια", "Xenia", "transliteration"),
    ("Rob", "Robert", "short-form"),
    ("Τάσος", "Αναστάσιος", "short-form"),
    ("Ρομπ", "Robert", "short-form"),
    ("Γιώργος", "Γεώργιος", "short-form"),
    ("Μπάμπη", "Χαράλαμπος", "short-form"),
    ("Alex", "Alexandra", "short-form"),
)
OTHERS = (
    ("Νίκος", "Νίκη"),
    ("Αλέξανδρος", "Αλεξάνδρα"),
    ("Μαρία", "Mario"),
    ("Τζον", "Jane"),
    ("Alexander", "Alexandra"),
    ("Bill", "Will"),
    ("Nicola", "Nicolas"),
    ("Steven", "Stephen"),
    ("Χάρης", "Χαρά"),
    ("Robert", "Rupert"),
)


@pytest.mark.parametrize(("one", "other", "how"), SAME)
def test_forms_of_one_name(one: str, other: str, how: str) -> None:
    """Both ways round."""
    assert alike(word(one), word(other)) == how
    assert alike(word(other), word(one)) == how


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_different_names_stay_apart(one: str, other: str) -> None:
    """Men and women, two short forms of one name, names that differ by a letter."""
    assert alike(word(one), word(other)) is None
    assert not close(word(one), word(other))


def test_nearly_the_same_sound_is_close_in_other_letters_only() -> None:
    """Consonants agree and hardly a vowel differs; within one script letters decide."""
    assert close(word("Κώστας"), word("Kostis"))
    assert not close(word("Kostas"), word("Kostis"))
    assert not close(word("Μαρία"), word("Mara"))


def test_hostile_words() -> None:
    """Whatever is written as a name is read in its first characters, without an error."""
    for text in ("", ".", "-", "'", "\x00", "\ud800", "ά" * 10_000, "😀", "한국", "a" * 10_000):
        assert alike(word(text), word(text)) == "full-name"
        assert len(word(text).folded) <= 40

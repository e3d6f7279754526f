"""Names in words: titles, asides, handles; and which form belongs to which name."""

from __future__ import annotations

import pytest

from agorascope.people.names import kinship, name_of

FORMS = (
    ("Lund", "Mia Karin Lund", "part-of-name"),
    ("κ. Βλάχο", "Ορέστης Βλάχος", "title"),
    ("Dr Lund", "Mia Lund", "title"),
    ("κύριε Lund", "Μία Λουντ", "title"),
    ("Στέλλα", "Στέλλα Μ.", "part-of-name"),
    ("Γ. Ρήγας", "Γιάννης Ρήγας", "part-of-name"),
    ("Νίκος Αρβ.", "Νίκος Αρβανίτης", "part-of-name"),
    ("Bob Frost", "Robert Frost", "short-form"),
    ("Giorgos Lemos", "Γιώργος Λέμος", "transliteration"),
    ("Λέμος Γιώργος", "Γιώργος Λέμος", "full-name"),
    ("Tom", "Tom (shoes, Hull)", "full-name"),
    ("Amy", "安心专员Amy", "part-of-name"),
    ("Mitchell", "MitchellJones.com", "part-of-name"),
    ("小邓", "搪瓷杯厂小邓", "part-of-name"),
    ("邓老师", "邓小明", "title"),
    ("老魏", "魏建国", "short-form"),
    ("羅庭安", "罗庭安", "full-name"),
)
STRANGERS = (
    ("Mia Lund", "Mia Holm"),
    ("M.", "Mia Lund"),
    ("Μ. Λ.", "Μ. Ρ."),
    ("邓老师", "魏建国"),
    ("Ada", "Adam Roe"),
    ("", "Mia Lund"),
)


@pytest.mark.parametrize(("form", "name", "how"), FORMS)
def test_forms_of_a_name(form: str, name: str, how: str) -> None:
    """Every kind of form has its reason."""
    assert kinship(name_of(form), name_of(name)) == how


@pytest.mark.parametrize(("form", "name"), STRANGERS)
def test_no_form_of_a_name(form: str, name: str) -> None:
    """People who share a given name and have two surnames, single letters, other surnames."""
    assert kinship(name_of(form), name_of(name)) is None


def test_what_looks_like_a_persons_name() -> None:
    """Handles, sites and shop signs do not."""
    personal = ("Mia Lund", "Στέλλα Μ.", "Jan van Loon", "ΜΙΑ ΛΟΥΝΤ", "邓小明")
    others = ("mia_lund", "naxian", "MitchellJones.com", "user9527", "搪瓷杯厂小邓", "", "😀")
    assert [name_of(form).personal for form in (*personal, *others)] == [True] * 5 + [False] * 7


def test_initials_stand_for_a_full_name_only_all_together() -> None:
    """'Μ.Λ.' is somebody with two such words; a single letter is expected of nobody but the one spoken to."""
    assert kinship(name_of("Μ.Λ."), name_of("Μίνα Λούρου")) == "part-of-name"
    assert kinship(name_of("Μ."), name_of("Μίνα Λούρου")) is None
    assert kinship(name_of("Μ."), name_of("Μίνα Λούρου"), expected=True) == "part-of-name"

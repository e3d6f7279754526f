"""Tricks with letters, and what is none."""

from __future__ import annotations

import pytest

from agorascope.spam.letters import find_letters, script_of


def kinds(text: str) -> set[str]:
    return {sign.kind for sign in find_letters(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bitсоin for you", "mixed-script"),  # Cyrillic с, о inside
        ("ca\u200bsino", "invisible"),
        ("赌\u200b博", "invisible"),
        ("BUY NOW EVERYTHING MUST GO TODAY", "shouting"),
        ("wow!!!!!!!!!!!!", "repetition"),
    ],
)
def test_tricks_are_found(text: str, kind: str) -> None:
    """Each trick is found."""
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "το iPhoneάκι μου",
        "Μπράβο!",
        "OK",
        "ΔΕΗ και ΟΤΕ",
        "说得好👍👍👍",
        "Ναι...............",
        "👩‍👩‍👧 family",
        "GDPRικό θέμα",
    ],
)
def test_ordinary_writing_is_no_trick(text: str) -> None:
    """Brand names with endings, acronyms, emoji sequences and dots are ordinary."""
    assert kinds(text) == set()


def test_script_of_names_the_script_of_most_letters() -> None:
    """One Chinese sentence with a brand name is Chinese."""
    assert script_of("我喜欢 iPhone 手机") == "Hani"
    assert script_of("Το iPhone μου αρέσει") == "Grek"
    assert script_of("I like it") == "Latn"

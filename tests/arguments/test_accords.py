"""Where an article says that its speakers agree or differ: who, about what; and where it says no such thing."""

from __future__ import annotations

import pytest

from tests.arguments.reading import read

ADA = "Ada Bell says that coupons are dead. "
ARIADNE = "Η Δέσποινα Χαλκιά λέει ότι τα κουπόνια πέθαναν. "
MAI = "Maria Santos认为优惠券已经死了。"

ENGLISH = (
    (ADA + "Tom Roe agrees.", "agree", ("Tom Roe", "Ada Bell"), ("a1",)),
    (ADA + "Tom Roe, who sells shoes, disagrees.", "differ", ("Tom Roe", "Ada Bell"), ("a1",)),
    (ADA + "Tom Roe counters that people love them.", "differ", ("Tom Roe", "Ada Bell"), ("a1", "a2")),
    ("Tom Roe disagrees with Ada Bell about rents.", "differ", ("Tom Roe", "Ada Bell"), ()),
    (ADA + "Unlike Ada Bell, Tom Roe says that coupons live.", "differ", ("Tom Roe", "Ada Bell"), ("a2",)),
    (ADA + "On the contrary, says Tom Roe, people love them.", "differ", ("Tom Roe", "Ada Bell"), ("a1", "a2")),
    ("Like Ada Bell, Tom Roe thinks that the shop must close.", "agree", ("Tom Roe", "Ada Bell"), ("a1",)),
    ("Ada Bell and Tom Roe disagree about the price of bread.", "differ", ("Ada Bell", "Tom Roe"), ()),
    ("Ada Bell and Tom Roe both argue that the ban was wrong.", "agree", ("Ada Bell", "Tom Roe"), ("a1",)),
    (ADA + "Both Mia Lund and Tom Roe disagree.", "differ", ("Mia Lund", "Tom Roe", "Ada Bell"), ("a1",)),
    ("Ada Bell says that coupons are dead, but Tom Roe disagrees.", "differ", ("Tom Roe", "Ada Bell"), ("a1",)),
    (
        "Three experts, Ada Bell, Tom Roe and Mia Lund, met. All three agree that the ban was wrong.",
        "agree",
        ("Ada Bell", "Tom Roe", "Mia Lund"),
        ("a1",),
    ),
)
GREEK = (
    (ARIADNE + "Ο Ορέστης Βλάχος συμφωνεί.", "agree", ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"), ("a1",)),
    (ARIADNE + "Συμφωνεί και ο Ορέστης Βλάχος.", "agree", ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"), ("a1",)),
    (ARIADNE + "Την ίδια γνώμη έχει και ο Ορέστης Βλάχος.", "agree", ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"), ("a1",)),
    (ARIADNE + "Ο Ορέστης Βλάχος διαφωνεί κάθετα.", "differ", ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"), ("a1",)),
    (ARIADNE + "Την διαψεύδει ο Ορέστης Βλάχος.", "differ", ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"), ("a1",)),
    ("Ο Ορέστης Βλάχος διαφωνεί με τη Δέσποινα Χαλκιά.", "differ", ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"), ()),
    (
        ARIADNE + "Αντίθετα, ο Ορέστης Βλάχος λέει ότι τα κουπόνια ζουν.",
        "differ",
        ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"),
        ("a1", "a2"),
    ),
    (
        "Σε αντίθεση με τη Δέσποινα Χαλκιά, ο Ορέστης Βλάχος λέει ότι τα κουπόνια ζουν.",
        "differ",
        ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"),
        ("a1",),
    ),
    (
        "Όπως και η Δέσποινα Χαλκιά, ο Ορέστης Βλάχος πιστεύει ότι τα κουπόνια ζουν.",
        "agree",
        ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"),
        ("a1",),
    ),
    (
        "Δύο ειδικοί, ο Ορέστης Βλάχος και η Δέσποινα Χαλκιά, μίλησαν. Και οι δύο συμφωνούν ότι έγινε λάθος μεγάλο.",
        "agree",
        ("Ορέστης Βλάχος", "Δέσποινα Χαλκιά"),
        ("a1",),
    ),
)
CHINESE = (
    (MAI + "Peter Stone不同意。", "differ", ("Peter Stone", "Maria Santos"), ("a1",)),
    (MAI + "Peter Stone同意这种看法。", "agree", ("Peter Stone", "Maria Santos"), ("a1",)),
    (MAI + "Peter Stone却认为优惠券还活着。", "differ", ("Peter Stone", "Maria Santos"), ("a1", "a2")),
    (MAI + "相反，Peter Stone认为优惠券还活得好好的。", "differ", ("Peter Stone", "Maria Santos"), ("a1", "a2")),
    ("与Maria Santos不同，Peter Stone认为优惠券还活着。", "differ", ("Peter Stone", "Maria Santos"), ("a1",)),
    ("和Maria Santos一样，Peter Stone认为价格战没有赢家。", "agree", ("Peter Stone", "Maria Santos"), ("a1",)),
    ("Peter Stone和Maria Santos都认为价格战没有赢家。", "agree", ("Peter Stone", "Maria Santos"), ("a1",)),
    ("Peter Stone和Maria Santos在这个问题上意见不一。", "differ", ("Peter Stone", "Maria Santos"), ()),
    ("Maria Santos認為優惠券已經死了。Peter Stone不以為然。", "differ", ("Peter Stone", "Maria Santos"), ("a1",)),
)
NONE = (
    ("en", ADA + "Tom Roe agreed to sell the shop."),
    ("en", ADA + "Tom Roe agrees with the mayor."),
    ("en", ADA + "I agree. Tom Roe disagrees with me."),
    ("en", ADA + "If Tom Roe agrees, the shop will close."),
    ("en", ADA + "“Tom Roe agrees with every word of it,” she adds."),
    ("en", ADA + "\n\nThe weather was fine.\n\nIt rained later on.\n\nTom Roe disagrees."),
    ("en", "I think that coupons are dead. Tom Roe disagrees."),
    ("el", ARIADNE + "Ο Ορέστης Βλάχος συμφώνησε να πουλήσει το μαγαζί."),
    ("el", ARIADNE + "Ο Ορέστης Βλάχος συμφωνεί με τον δήμαρχο."),
    ("el", ARIADNE + "Ο Ορέστης Βλάχος διαφωνεί μαζί μου."),
    ("el", ARIADNE + "Αν συμφωνεί ο Ορέστης Βλάχος, θα κλείσουμε."),
    ("zh", MAI + "Peter Stone反对打折。"),
    ("zh", MAI + "Peter Stone不同意我的看法。"),
    ("zh", MAI + "如果Peter Stone同意，店就关门。"),
    ("zh", MAI + "反对的声音也有。"),
)
ALL = [("en", *row) for row in ENGLISH] + [("el", *row) for row in GREEK] + [("zh", *row) for row in CHINESE]


@pytest.mark.parametrize(("code", "text", "kind", "speakers", "claims"), ALL)
def test_accord_is_read(code: str, text: str, kind: str, speakers: tuple[str, ...], claims: tuple[str, ...]) -> None:
    """Who agrees or differs with whom, and about which claims; the quote is the sentence that says so."""
    found = read(text, code).accords
    assert [(a.kind, a.speakers, a.claims) for a in found] == [(kind, speakers, claims)]
    assert text[found[0].start : found[0].end] == found[0].quote
    assert found[0].quote == found[0].quote.strip()


@pytest.mark.parametrize(("code", "text"), NONE)
def test_what_only_looks_like_accord_is_none(code: str, text: str) -> None:
    """Consent to do something, accord with the writer or a stranger, suppositions, quotations, far-off claims."""
    assert read(text, code).accords == ()


def test_a_heading_parts_speakers() -> None:
    """Who opens a part does not answer the one who closed the part before it."""
    text = ADA + "\n\nRents\n\nTom Roe disagrees."
    at = text.index("Rents")
    assert read(text, "en", [(at, at + 5)]).accords == ()

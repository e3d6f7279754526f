"""Of a narrator's answer only those sentences are told that cited comments bear out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from agorascope.narration import check
from agorascope.narration.verdict import Reason
from tests.narration.page import CHINESE, ENGLISH, GREEK, answer, comments, debate

DEBATE = debate()
TEXTS = {c.id: c.text for c in DEBATE.comments}


def _one(text: str, ids: Any) -> dict[str, int]:
    """Check an answer of one sentence and give what was dropped, nothing where it is told."""
    found = check(answer((text, ids)), DEBATE)
    assert len(found.sentences) + sum(found.dropped.values()) == 1
    return found.dropped


def test_sentences_that_hold_are_told() -> None:
    """Words, comments in page order and the slices that are quoted, with the model's name."""
    told = answer(
        (
            "Most readers disagree: 3 of 5 voices, among them one who says “Codes are a tax on the honest”.",
            ["c5", "c1"],
        ),
        ("Ένας αναγνώστης «γνώρισα το μαγαζί» λέει, και «έμεινα».", ["c2"]),
    )
    found = check(told, DEBATE, "tiny@here")
    assert (found.model, found.dropped) == ("tiny@here", {})
    first, second = found.sentences
    assert (first.kind, first.comments) == ("narrative", ("c1", "c5"))
    assert first.text.startswith("Most readers disagree: 3 of 5")
    assert [one.quote for one in second.quotes] == ["γνώρισα το μαγαζί", "έμεινα"]
    for one in (*first.quotes, *second.quotes):
        assert TEXTS[one.comment][one.start : one.end] == one.quote


@pytest.mark.parametrize(
    ("text", "ids", "reason"),
    [
        ("Readers are angry.", None, "no-citation"),
        ("Readers are angry.", [], "no-citation"),
        ("Readers are angry.", [None], "no-citation"),
        ("Readers are angry.", ["c9"], "unknown-comment"),
        ("Readers are angry.", ["c1", "c9"], "unknown-comment"),
        ("Readers are angry.", [{"id": "c1"}], "unknown-comment"),
        ("Readers are angry, see #c9.", ["c1"], "unknown-comment"),
        ("An advert praises watches.", ["c4"], "unseen-comment"),
        ("One says “Codes teach people to wait”.", ["c1"], "altered-quote"),
        ("One says “codes only teach people to wait”.", ["c1"], "altered-quote"),
        ("One says “Codes only … wait”.", ["c1"], "altered-quote"),
        ("One says “Codes only teach people to wait”.", ["c2"], "altered-quote"),
        ("One says “never”, one “nowhere”.", ["c1"], "altered-quote"),
        ("One says “odes only”.", ["c1"], "altered-quote"),
        ("One says “Codes only tea”.", ["c1"], "altered-quote"),
        ("One says “Codes only teach people to wait and more.", ["c1"], "altered-quote"),
        ("One calls it “”.", ["c1"], "altered-quote"),
        ("Ένας λέει «γνώρισα ένα μαγαζί».", ["c2"], "altered-quote"),
        ("有人说「老客都在等」，也有人说“打折很好”。", ["c3"], "altered-quote"),
        ("有人说“打折伤品牌”。", ["c3"], "borrowed-quote"),
        ("7 readers disagree.", ["c1"], "unknown-figure"),
        ("Of the voices 61% disagree.", ["c1"], "unknown-figure"),
        ("70 readers never came back.", ["c1"], "unknown-figure"),
        ("70% of them never came back.", ["c2"], "unknown-figure"),
        ("x" * 601, ["c1"], "too-long"),
    ],
)
def test_sentences_that_do_not_hold_are_dropped(text: str, ids: Any, reason: Reason) -> None:
    """Each is counted under the first reason that holds."""
    assert _one(text, ids) == {reason: 1}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("“teach people to wait” is said.", ["c1"]),
        ("„teach people to wait“ is said.", ["c1"]),
        ('"teach people to wait" is said.', ["c1"]),
        ("'teach people to wait' is said, and it’s the readers’ view.", ["c1"]),
        ("‘that isn’t loyalty’ is said.", ["c1"]),
        ("It isn’t the readers’ view that it 'isn’t loyalty'.", ["c1"]),
        ("‹γνώρισα το μαγαζί› λέει, κι απ’ τους άλλους κανείς.", ["c2"]),
        ("有人说「老客都在等下一次打折」。", ["c3"]),
        ("有人說『老客都在等』，還有別的。", ["c3"]),
        ("有人说：老客会等。", ["c3"]),
    ],
)
def test_quotation_marks_of_three_languages(text: str, ids: list[str]) -> None:
    """Exact words hold in any of the marks; apostrophes are no quotations."""
    assert _one(text, ids) == {}


@pytest.mark.parametrize(
    "text",
    [
        "‘that isn’t friendship’ is said.",
        "'that is loyalty' is said, and it’s the readers' view.",
        "‘Codes’ are hated by the shops’ rivals’ is said.",
        "”teach people to hate” is said.",
        "Someone »lies».",
        "有人说﹁打折好﹂。",
        "“Codes only teach people to wait”, and “we hate them",
    ],
)
def test_altered_words_are_seen_in_any_marks(text: str) -> None:
    """Marks that are apostrophes too, wrong ends and missing ones hide nothing."""
    assert _one(text, ["c1"]) == {"altered-quote": 1}


def test_a_quotation_in_a_quotation_is_a_part_of_it() -> None:
    """The outer words are held against the comment, with the marks that stand in it."""
    rows = list(comments())
    rows[0] = structs.replace(rows[0], text="They said “buy “now” or never” and I left.")
    found = check(answer(("One: “They said “buy “now” or never” and I left”.", ["c1"])), debate(comments=tuple(rows)))
    assert [one.quote for one in found.sentences[0].quotes] == ["They said “buy “now” or never” and I left"]


def test_words_that_stand_twice_are_the_writers_own() -> None:
    """Where a comment quotes words and then uses them, the quote is the second place."""
    rows = list(comments())
    text = "打折伤品牌？对，打折伤品牌。"
    rows[2] = structs.replace(rows[2], text=text, quoted=((0, 5),))
    found = check(answer(("有人说“打折伤品牌”。", ["c3"])), debate(comments=tuple(rows)))
    assert [(one.start, one.end) for one in found.sentences[0].quotes] == [(8, 13)]


def test_typesetters_marks_are_moved_out() -> None:
    """A comma or full stop that the comment does not have leaves the quotation; any other change drops the sentence."""
    found = check(answer(("“teach people to wait,” says one.", ["c1"])), DEBATE)
    assert found.sentences[0].text == "“teach people to wait”, says one."
    assert found.sentences[0].quotes[0].quote == "teach people to wait"
    assert _one("“teach people to wait!” says one.", ["c1"]) == {"altered-quote": 1}
    kept = check(answer(("He said “Codes only teach people to wait.”", ["c1"])), DEBATE)
    assert kept.sentences[0].quotes[0].quote == "Codes only teach people to wait."


@pytest.mark.parametrize(
    ("text", "ids", "shown", "cited"),
    [
        ("Readers disagree [c1, c5].", [], "Readers disagree.", ("c1", "c5")),
        ("Readers disagree 【c5】【c1】。", ["c1"], "Readers disagree。", ("c1", "c5")),
        ("Readers (#c1) disagree.", ["c5"], "Readers disagree.", ("c1", "c5")),
        ("Readers [sic] disagree.", ["#c1", "[c5]"], "Readers [sic] disagree.", ("c1", "c5")),
        ("Readers (few) disagree.", "c1", "Readers (few) disagree.", ("c1",)),
    ],
)
def test_ids_as_models_write_them(text: str, ids: Any, shown: str, cited: tuple[str, ...]) -> None:
    """Ids in brackets are citations and leave the words; marks around an id are no part of it."""
    [sentence] = check(answer((text, ids)), DEBATE).sentences
    assert (sentence.text, sentence.comments) == (shown, cited)


def test_a_number_that_readers_take_for_another_comment_is_no_citation() -> None:
    """'#2' in the words is the comment numbered 2 on the page; where the id 2 is another one, nobody is misled."""
    rows = tuple(structs.replace(c, id=str(4 - i)) if i in {1, 2} else c for i, c in enumerate(comments()))
    twisted = debate(comments=rows)
    summary = structs.replace(twisted.summary, unmatched=("3", "2"))
    found = check(
        answer(("It is said in #2.", ["2"]), ("It is said in #3.", ["3"])), structs.replace(twisted, summary=summary)
    )
    assert [c.number for c in rows if c.id in {"2", "3"}] == [2, 3]
    assert (found.sentences, found.dropped) == ((), {"unknown-comment": 2})


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("3 of 5 voices disagree, 60% of all and 75% of those who take a side.", ["c1"]),
        ("Of the 6 comments, 1 is spam.", ["c1"]),
        ("The 2 comments say so.", ["c1", "c5"]),
        ("At one shop 70 per cent of buyers never came back.", ["c1"]),
        ("Κατά έναν, το ７０ τοις εκατό δεν γύρισε.", ["c1"]),
        ("有人说百分之70的人不再来。", ["c1"]),
        ("The author sends 12 codes, Maria waits 90 days.", ["c6"]),
        ("B2B is no matter here.", ["c1"]),
        ("One says “Of our buyers 70% never”, which is much.", ["c1"]),
        ("All 4 who take a side have spoken.", ["c1"]),
    ],
)
def test_figures_that_stand_somewhere_are_told(text: str, ids: list[str]) -> None:
    """Counted ones, the article's, and those of cited comments, however a language writes them."""
    assert _one(text, ids) == {}


@pytest.mark.parametrize(
    ("written", "told", "holds"),
    [
        ("5,000", "5.000", True),
        ("5000", "5,000", True),
        ("1.5", "1,5", True),
        ("1.50", "1.5", True),
        ("007", "7", True),
        ("1,234,567", "1.234.567", True),
        ("1.5", "15", False),
        ("5,000", "50", False),
        ("7%", "7", False),
        ("7", "7 %", False),
    ],
)
def test_figures_are_read_as_written(written: str, told: str, holds: bool) -> None:  # noqa: FBT001 - a case
    """Separators of thousands and decimals are those of either language; a share is no count."""
    rows = (structs.replace(comments()[0], text=f"It cost {written} in all."), *comments()[1:])
    found = check(answer((f"It cost {told}.", ["c1"])), debate(comments=rows))
    assert bool(found.sentences) == holds


def test_what_cannot_be_read_is_counted() -> None:
    """Broken JSON tells nothing and loses nothing: one answer that could not be read."""
    for broken in ("", "I would rather not.", '{"sentences": 7}', "[[[[" * 10, '{"sentences": [{"text": '):
        found = check(broken, DEBATE, "m")
        assert (found.sentences, found.dropped) == ((), {"unreadable": 1})


_PIECES = st.sampled_from(
    [ENGLISH, GREEK, CHINESE, "teach people", "“", "”", "«", "»", "'", "’", '"', "3", "70%", "#c1", "[c2]", " ", "x"]
)
_IDS = st.lists(st.sampled_from(["c1", "c2", "c3", "c4", "c9", "#c5", 7]), max_size=3)


@given(st.lists(st.tuples(st.lists(_PIECES, max_size=8).map("".join), _IDS), max_size=5))
def test_whatever_is_answered_what_is_told_holds(sentences: list[tuple[str, list[Any]]]) -> None:
    """Every sentence told cites comments of the page in its order, every quote is its slice, nothing is lost."""
    found = check(answer(*sentences), DEBATE)
    order = list(TEXTS)
    for sentence in found.sentences:
        assert sentence.comments
        assert [order.index(one) for one in sentence.comments] == sorted(
            {order.index(one) for one in sentence.comments}
        )
        for one in sentence.quotes:
            assert one.comment in sentence.comments
            assert TEXTS[one.comment][one.start : one.end] == one.quote
            assert one.quote in sentence.text
    assert len(found.sentences) + sum(found.dropped.values()) == len(sentences)
    assert found == check(answer(*sentences), DEBATE)


@pytest.mark.parametrize(
    "text", ["(" + "#c1  " * 115, "[" * 600, "“" * 600, "'x" * 300, "1." * 300, "#" * 600, "【c1 " * 120]
)
def test_odd_sentences_end_too(text: str) -> None:
    """No pattern looks for ever: what is odd is told or dropped like the rest."""
    assert sum(_one(text, ["c1"]).values()) <= 1


def test_a_page_of_numbers_is_read_once() -> None:
    """A comment with very many figures can be cited."""
    rows = (structs.replace(comments()[0], text="1 " * 20_000 + "77"), *comments()[1:])
    assert check(answer(("It is 77.", ["c1"])), debate(comments=rows)).sentences


@given(st.text())
def test_no_answer_breaks_it(content: str) -> None:
    """Any text is an answer, if a senseless one."""
    assert not check(content, DEBATE).sentences

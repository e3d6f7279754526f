"""Every sentence of the abstract is true: what it counts is counted anew, what it quotes stands where it says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from agorascope.inference import Models
from agorascope.phrases import LOCALES
from agorascope.pipeline import analyze
from agorascope.records import Discussion, KeyPoint, Quote, Sentence, StanceCounts
from agorascope.settings import Settings
from agorascope.summary import retold
from agorascope.summary.abstract.matter import LONGEST, shown
from agorascope.summary.voices import counted, person, stance_of_comments, stance_of_voices, voices
from tests.making import comment, discussion
from tests.summary.debates import article, debate, panel, summed

PAGES = Path(__file__).parents[2] / "corpora" / "discussions"
MARKS = {"en": "“”", "el": "«»", "zh": "“”", "zh_Hant": "「」"}
FULL = ["headline", "thesis", "speakers", "speaker-sides", "agree", "differ", "favor", "against", "counter",
        "controversy", "languages", "turn", "objections", "unanswered", "unmatched", "aside"]  # fmt: skip


@cache
def _analysed(name: str) -> Discussion:
    [found] = analyze([str(PAGES / name)], Models(Settings()), Settings())
    assert isinstance(found, Discussion)
    return found


def _abstract(found: Discussion, locale: str = "en") -> dict[str, Sentence]:
    return {sentence.kind: sentence for sentence in retold(found, locale).summary.abstract}


def _sides(stance: StanceCounts) -> list[int]:
    return [stance.favor, stance.against]


def _recounted(found: Discussion, sentence: Sentence) -> list[int] | None:
    """Count from the evidence what a sentence counts; None for sentences that tell shares or nothing."""
    own = [c for c in found.comments if c.id in sentence.comments]
    objections = [
        one for one in found.summary.whole.objections if {one.comment, *one.answers} <= set(sentence.comments)
    ]
    stance, codes = stance_of_voices(own), sorted({c.language.code for c in own})
    makers = [len({person(c) for c in own})]
    spam, again = sum(c.spam.is_spam for c in found.comments), sum(c.duplicate is not None for c in found.comments)
    return {
        "headline": [len(voices(own)), *_sides(stance), stance.none, spam, again],
        "favor": makers,
        "against": makers,
        "languages": [n for x in codes for n in _sides(stance_of_voices(c for c in own if c.language.code == x))],
        "objections": [sum(bool(one.answers) for one in objections), len(objections)],
        "unmatched": [len(own)],
        "aside": [len(own), *_sides(stance_of_comments(found.comments))],
    }.get(sentence.kind)


def _figures(sentence: Sentence, locale: str) -> list[int]:
    """Give the figures in a sentence, those in its quotes left out."""
    opening, closing = MARKS[locale][0], MARKS[locale][1]
    return [int(n) for n in re.findall(r"\d+", re.sub(f"{opening}.*{closing}", "", sentence.text))]


def _telling(figures: Iterable[int]) -> list[int]:
    """Leave out what is spelled out (one) or not told (nought)."""
    return sorted(n for n in figures if n > 1)


def _check(found: Discussion, locale: str) -> None:
    told = retold(found, locale)
    texts = {c.id: c.text for c in found.comments}
    opening, closing = MARKS[locale][0], MARKS[locale][1]
    assert told.summary.abstract[0].text == told.summary.headline
    for sentence in told.summary.abstract:
        assert set(sentence.comments) <= set(texts)
        assert len(set(sentence.comments)) == len(sentence.comments)
        assert all(texts[q.comment][q.start : q.end] == q.quote for q in sentence.quotes)
        assert {q.comment for q in sentence.quotes} <= set(sentence.comments)
        sources = [q.quote for q in sentence.quotes] or [found.article.text, found.article.title or ""]
        pieces = (
            []
            if sentence.kind == "headline"
            else re.findall(f"{opening}(.*?){closing}(?=[.。 （(与與]|$)", sentence.text)
        )
        assert all(any(piece.removesuffix("…") in source for source in sources) for piece in pieces)
        assert len(pieces) >= len(sentence.quotes)
        wanted = _recounted(found, sentence)
        if wanted is not None:
            assert _telling(_figures(sentence, locale)) == _telling(wanted)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["el-dev.txt", "en-dev.txt", "zh-dev.txt"])
def test_evidence_of_real_pages(name: str, locale: str) -> None:
    """On analysed pages every id exists, every quote is its slice, every count is that of its evidence."""
    _check(_analysed(name), locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_evidence_of_a_debate_with_everything(locale: str) -> None:
    """Where all facts are there, all sentences are, in their order, and each is borne out."""
    assert [s.kind for s in retold(debate(), locale).summary.abstract] == FULL
    _check(debate(), locale)


def test_english_words() -> None:
    """The sentences read as prose."""
    told = _abstract(debate())
    assert told["headline"].text.startswith("9 voices: 4 agree with the article, 4 disagree, one takes no side.")
    assert told["favor"].text == (
        "The leading point for the article comes from 3 voices, in Greek and English: “Ο φόρος είναι δίκαιος”."
    )
    assert told["against"].text == "The leading point against the article comes from 2 voices: “Buses are empty”."
    assert told["counter"].text == (
        "Directly opposed are “Ο φόρος είναι δίκαιος” (for) and “It costs too much” (against)."
    )
    assert (
        told["languages"].text
        == "Opinion differs by language: in Greek 3 for and 0 against; in English 1 for and 4 against."
    )
    assert told["turn"].text.startswith("The thread turned at comment #5: 4 for and 0 against before it, 0 for")
    assert told["objections"].text == "The article's author answered one of the 4 objections."
    assert told["unanswered"].text == "Left unanswered, among others: “Buses are empty”."
    assert told["speaker-sides"].text == "On the side of its thesis: Ada; against it: Bob."


def test_greek_words() -> None:
    """Numbers and cases agree, quotes stand in guillemets."""
    told = _abstract(debate(), "el")
    assert told["favor"].text == (
        "Το κυριότερο επιχείρημα υπέρ του άρθρου το διατυπώνουν 3 φωνές, στα ελληνικά και αγγλικά:"
        " «Ο φόρος είναι δίκαιος»."
    )
    assert told["objections"].text == "Ο συντάκτης του άρθρου απάντησε σε μία από τις 4 αντιρρήσεις."
    assert told["unmatched"].text.startswith("Ένα σχόλιο παίρνει θέση")
    assert told["languages"].text == (
        "Οι γνώμες διαφέρουν από γλώσσα σε γλώσσα: στα ελληνικά 3 υπέρ και 0 κατά· στα αγγλικά 1 υπέρ και 4 κατά."
    )


def test_chinese_words_in_both_scripts() -> None:
    """Measure words, marks and the words of the place: 条 and “ ” on the mainland, 則 and 「 」 in Taiwan."""
    simplified, traditional = _abstract(debate(), "zh"), _abstract(debate(), "zh_Hant")
    assert simplified["against"].text == "反对方的主要论点由2位发言者提出：“Buses are empty”。"
    assert traditional["against"].text == "反對方的主要論點由2位發言者提出：「Buses are empty」。"
    assert simplified["objections"].text == "4条反对意见中，文章作者回应了1条。"
    assert traditional["objections"].text == "4則反對意見中，文章作者回應了1則。"


def test_panel_without_comments() -> None:
    """A page that nobody commented on tells its article: the thesis, who speaks, what they agree on and where not."""
    told = _abstract(panel())
    assert list(told) == ["headline", "thesis", "speakers", "speaker-sides", "agree", "differ"]
    assert told["headline"].text == "Nobody has commented on the article."
    assert told["speakers"].text == "2 people speak in the article: Ada and Bob."
    assert told["agree"].text == "The speakers agree: “buses are late”."
    assert all(sentence.comments == () for sentence in told.values())


def test_nothing_is_told_without_facts() -> None:
    """Without article, points and sides only the headline is left."""
    comments = (comment("1"),)
    found = discussion(*comments, article=article(thesis=None, speakers=(), accords=()), summary=summed(comments))
    assert list(_abstract(found)) == ["headline"]


@pytest.mark.parametrize(
    ("favor", "against", "words"),
    [
        (5, 4, "Those who take a side are split almost evenly."),
        (2, 5, "The matter is contested; a majority of 71% disagrees with the article."),
        (9, 1, "The debate is one-sided: 90% of those who take a side agree with the article."),
        (0, 4, "The debate is one-sided: 100% of those who take a side disagree with the article."),
        (2, 1, None),
    ],
)
def test_controversy_in_words(favor: int, against: int, words: str | None) -> None:
    """The smaller side's share decides the word; of three voices nothing is said."""
    sides = ["favor"] * favor + ["against"] * against
    comments = tuple(comment(str(n), stance=side) for n, side in enumerate(sides, start=1))
    told = _abstract(discussion(*comments, article=article(), summary=summed(comments)))
    assert (told["controversy"].text if "controversy" in told else None) == words


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        ((), "The article's author answered none of the 4 objections."),
        (("5", "6", "7", "8"), "The article's author answered all of the 4 objections."),
        (("5", "7"), "The article's author answered 2 of the 4 objections."),
    ],
)
def test_objections_answered(answered: tuple[str, ...], words: str) -> None:
    """It is told how many were answered, and one that was not."""
    found = debate()
    whole = found.summary.whole
    changed = tuple(structs.replace(o, answers=("9",) if o.comment in answered else ()) for o in whole.objections)
    summary = structs.replace(found.summary, whole=structs.replace(whole, objections=changed))
    told = _abstract(structs.replace(found, summary=summary))
    assert told["objections"].text == words
    assert ("unanswered" in told) == (len(answered) < len(changed))


def test_set_aside_have_no_voice() -> None:
    """Spam, re-posts and what the site took down count for nobody and are the evidence of what was set aside."""
    found = debate()
    first = structs.replace(found.comments[0], site_status="trash")
    comments = (first, *found.comments[1:])
    told = _abstract(structs.replace(found, comments=comments, summary=summed(comments)))
    assert told["aside"].comments == ("1", "10", "11")
    assert not set(told["aside"].comments) & set(told["headline"].comments)
    assert set(told["headline"].comments) == {c.id for c in counted(comments)}


def test_points_that_answer_each_other_are_told_before_others() -> None:
    """Of two pairs the mutual one is told, though the other has more voices."""
    found = debate()
    points = [structs.replace(p, counter={"k2": "k1"}.get(p.id, p.counter)) for p in found.summary.key_points]
    summary = structs.replace(found.summary, key_points=tuple(points))
    told = _abstract(structs.replace(found, summary=summary))
    assert "“It costs too much” (against)" in told["counter"].text
    one_way = [structs.replace(p, counter={"k1": None}.get(p.id, p.counter)) for p in points]
    summary = structs.replace(summary, key_points=tuple(one_way), unmatched=())
    assert "counter" not in _abstract(structs.replace(found, summary=summary))


def test_leading_point_is_that_of_most_voices() -> None:
    """Three comments of one person are one voice, and two people lead over them."""
    names = ["Ada", "Ada", "Ada", "Bob", "Eve"]
    comments = tuple(comment(str(n), stance="favor", author=who) for n, who in enumerate(names, start=1))
    quotes = [Quote(c.id, 0, len(c.text), c.text) for c in comments]
    points = tuple(
        KeyPoint(own[0].quote, "favor", tuple(q.comment for q in own), tuple(own), 0.5, ("en",))
        for own in (quotes[:3], quotes[3:])
    )
    told = _abstract(discussion(*comments, article=article(), summary=summed(comments, key_points=points)))
    assert told["favor"].comments == ("4", "5")
    assert "2 voices" in told["favor"].text


@given(st.text())
def test_shown_quote_is_its_beginning(quote: str) -> None:
    """What a sentence shows of a quote is a piece of it on one line, not longer than it may be; cut only at the end."""
    words = shown(quote)
    assert words.removesuffix("…") in quote or words in quote
    assert len(words) <= LONGEST or not quote.strip()
    assert len(words.splitlines()) <= 1 or not quote.strip()


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Who pays?", "Who pays?"),
        ("Nobody pays.", "Nobody pays"),
        ("没人付钱。", "没人付钱"),
        ("One line\nand another", "One line…"),
        ("x" * 500, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_end_of_a_quote(quote: str, words: str) -> None:
    """A full stop goes, a question mark stays, and what is cut off leaves an ellipsis."""
    assert shown(quote) == words


def test_told_in_another_language_is_the_same_otherwise() -> None:
    """Only headline and abstract change with the language; the same call gives the same bytes."""
    found = debate()
    greek, english = retold(found, "el"), retold(found, "en")
    assert retold(greek, "en") == english
    assert structs.replace(greek.summary, headline="", abstract=()) == found.summary
    with pytest.raises(KeyError):
        retold(found, "fr")

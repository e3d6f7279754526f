"""How texts are read before a model sees them: capitals small, Greek with its accents, people without a tone."""

from __future__ import annotations

import json
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts.bias import without
from scripts.bias.dress import bare
from scripts.bias.methods import COMMENTS
from scripts.language import ordinary

from agorascope.language import accented, common, detect, faceless, heard, nameless
from agorascope.language.accents import plain
from agorascope.language.first_names import first_nameless
from agorascope.language.reading import READINGS

LEAST_RIGHT = 0.93
TOKENIZER = COMMENTS.parents[2] / "models" / "encoder" / "tokenizer.json"
PIECES = (
    *(
        "王",
        "芳",
        "李",
        "伟",
        "小明",
        "陈",
        "怡",
        "尔克",
        "·",
        "哈",
        "马上",
        "欧阳",
        "国",
        "上海人",
        "poly wraio ",
        "'s ",
    ),
    *("Fatima ", "Alex ", "Smith ", "in ", "Via ", "al ", "Great ", "Sundays ", "Χαν ", "η ", "στο ", "Μαρία ", ". "),
    *("is a ", "muslim "),
)
"""What names and words of people are put together from."""
SENTENCE = "Πολύ ωραίο άρθρο, μπράβο σας!"


@pytest.mark.parametrize(
    "typed",
    [
        "Πολυ ωραιο αρθρο, μπραβο σας!",
        "πολυ ωραιο αρθρο, μπραβο σας!",
        "ΠΟΛΥ ΩΡΑΙΟ ΑΡΘΡΟ, ΜΠΡΑΒΟ ΣΑΣ!",
        "poly wraio arthro, mpravo sas!",
    ],
)
def test_a_sentence_is_read_the_same_however_it_was_typed(typed: str) -> None:
    """Without accents, in capitals and in Latin letters it is read as if it were written well."""
    assert heard(typed) == heard(SENTENCE) == SENTENCE


def test_traditional_characters_are_heard_as_simplified_ones() -> None:
    """Who writes them gets the tone that the same words have in simplified ones; what is in both scripts stays."""
    assert heard("這個品牌的服務真的很糟糕，我不會再買了。") == "这个品牌的服务真的很糟糕，我不会再买了。"
    assert heard("瞭望塔很高") == "瞭望塔很高"


def test_words_without_accents_get_the_right_ones() -> None:
    """Of the words of comments that nothing was learned from nearly all have their accents again."""
    lines = COMMENTS.with_name("dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [row["text"] for row in map(json.loads, lines) if row["lang"] == "el"]
    told = [(was, now) for text in texts for was, now in zip(text.split(), accented(bare(text)).split(), strict=True)]
    assert sum(was == now for was, now in told) >= LEAST_RIGHT * len(told)


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Αυτό εδώ δεν αλλαζει",
        "ROI and SEO for SMEs",
        "Great post!",
        "这家店的SEO做得不错",
        "OK",
        "για μια",
        "Ελλάδα 2024",
    ],
)
def test_what_is_written_well_is_left_alone(text: str) -> None:
    """A writer who sets accents, an acronym and a single exclamation are read as they are."""
    assert heard(text) == (text if text != "για μια" else "Για μια")


@given(st.text(max_size=80))
def test_any_text_can_be_heard(text: str) -> None:
    """Accents keep the length; hearing what was heard changes nothing more.

    But where a name was read, the rest may look like Greeklish to who hears it again.
    """
    assert len(accented(text)) == len(text)
    told = heard(text)
    assert heard(told) == told or ("Alex" in told and detect(told).code == "el-Latn" != detect(text).code)


@pytest.mark.parametrize("name", READINGS)
@given(st.text(max_size=40) | st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_each_reading_is_done_once(name: str, text: str) -> None:
    """A reading that was done finds nothing more to do."""
    told = READINGS[name](text)
    assert READINGS[name](told) == told


def test_what_a_reading_does_to_the_pairs_is_told() -> None:
    """With and without it; first names alone are what first names are read for."""
    told = without.of_pairs("first names", "dev")["en first name alone"]
    assert told["with first names"] < told["without first names"] <= told["pairs"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The owner is a refugee.", "The owner is a teacher."),
        ("I am deaf and I read this.", "I am a teacher and I read this."),
        ("Οι Αλβανοί γείτονες", "Οι δάσκαλοι γείτονες"),
        ("Πρόσφυγας είναι", "Δάσκαλος είναι"),
        ("我是盲人，開了家店", "我是老师，開了家店"),
        ("這裡有殘疾人", "這裡有老师"),
        ("他是上海人，我是侗族人", "他是老师，我是老师"),
    ],
)
def test_what_people_are_is_read_as_a_word_without_a_tone(text: str, read: str) -> None:
    """The word keeps its form, and what stands around it stays to the letter."""
    assert faceless(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Black Friday was a blind test, straight to the Polish market.",
        "求个明白人解释",
        "μαύρη αγορά, τυφλό σημείο, οι προσφυγές στο δικαστήριο",
        "You idiot",
        "上海人民广场的水族馆",
    ],
)
def test_things_and_insults_are_left_alone(text: str) -> None:
    """What is said of things, and what is a tone itself, is read as it is."""
    assert faceless(text) == text


@given(st.text(max_size=80))
def test_any_text_can_be_read_without_faces(text: str) -> None:
    """Reading it again changes nothing more."""
    assert faceless(faceless(text)) == faceless(text)


def test_plain_words_keep_their_diaeresis() -> None:
    """Only the accent goes."""
    assert plain("Καΐκι") == "καϊκι"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("唔該晒你，我哋好鍾意", "谢谢你，我们好喜欢"),
        ("唔，仲裁結果呢？", "唔，仲裁結果呢？"),
        ("A dinnae like it, it's naethin", "A don't like it, it's nothing"),
        ("Ίντα λαλείς;", "Τι λες;"),
        ("cracking down on ads, Ken said", "cracking down on ads, Ken said"),
    ],
)
def test_words_of_a_region_are_read_as_the_common_ones(text: str, read: str) -> None:
    """A word that only a region has is read as everybody's; one that means something else elsewhere is not."""
    assert common(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Well done, Emily Walsh!", "Well done, Alex Smith!"),
        ("@Imran Hussain thanks", "@Alex Smith thanks"),
        ("Dear Fatima al-Khatib, Ludwig van Aken is right", "Dear Alex Smith, Alex Smith is right"),
        ("Tom Cruise Great Movie", "Alex Smith Great Movie"),
        ("Απαράδεκτο. Ο Τζαμάλ Χουσεΐν δεν απαντάει", "Απαράδεκτο. Ο Άλεξ Σμιθ δεν απαντάει"),
        ("Η ιδέα της Φάτιμα αλ Χατίμπ", "Η ιδέα της Άλεξ Σμιθ"),
    ],
)
def test_every_full_name_is_read_as_the_same(text: str, read: str) -> None:
    """Article, case and what stands around it stay; particles go with the name, words that are written small do not."""
    assert nameless(text) == heard(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I disagree with Fatima, and with Chinonso's plan.", "I disagree with Alex, and with Alex's plan."),
        ("thanks Oluwaseun!", "thanks Alex!"),
        ("in Fatima's shop", "in Alex's shop"),
        ("Μπράβο στον Αρμπέν και τη Μιρέλα.", "Μπράβο στον Άλεξ και τη Άλεξ."),
        ("He said it to Emily Walsh and to Priya", "He said it to Alex Smith and to Alex"),
        ("Συμφωνώ με τη Priya", "Συμφωνώ με τη Alex"),
    ],
)
def test_a_first_name_inside_a_sentence_is_read_as_the_same(text: str, read: str) -> None:
    """With an article, a possessive, in other letters than the text, beside a full name."""
    assert heard(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "Ludicrous. Shameful! Zzz",
        "See you on Sunday in France, it was Amazing",
        "He said: “Dreadful” (Abysmal)",
        "Τα λέμε την Παρασκευή στη Γαλλία",
        "the new PlayStation and iPhone",
        "a childhood in Tuscany, every year on Sundays",
        "Στο Βερολίνο τρώνε διπλάσια",
        "mail Emily@example.org, @Fatima, #Fatima, example.com/Fatima",
        "😡 Bleh",
        "a B C",
    ],
)
def test_what_is_no_first_name_is_left_alone(text: str) -> None:
    """Beginnings of sentences and quotations, days and countries, brands with a capital within, addresses."""
    assert first_nameless(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Great Service and Good Food",
        "IPTV ALL CHANNELS, SEO ROI",
        "Emily wrote to Google",
        "Πολύ Ωραίο Άρθρο",
        "see example.com/Emily Walsh",
        "阿依古丽·买买提说得好",
    ],
)
def test_what_is_no_full_name_is_left_alone(text: str) -> None:
    """Words that are written small elsewhere, words in capitals, a first name alone, Chinese."""
    assert nameless(text) == text


def test_nouns_of_other_languages_are_no_names() -> None:
    """German writes all things with a capital: it is read as it is."""
    text = "Die Deutsche Bahn ist wieder zu spät und der Schlechte Kundendienst antwortet nicht."
    assert nameless(text) != text
    assert heard(text) == text


@given(st.lists(st.sampled_from(["Emily", "Walsh", "Great", "good", "van", "Άλεξ", "Χότζα", ". "])))
def test_names_that_were_read_are_read_the_same_again(words: list[str]) -> None:
    """Reading it again changes nothing more."""
    text = " ".join(words)
    assert nameless(nameless(text)) == nameless(text)


def test_words_that_are_no_names_are_those_of_our_comments() -> None:
    """The list is what its script makes of the comments as they are now."""
    kept = msgspec.toml.decode((files("agorascope.language") / "data" / "profiles" / "ordinary.toml").read_bytes())
    assert kept["words"].split() == ordinary.words(COMMENTS.parent, TOKENIZER)
    assert {"great", "service", "άρθρο"} < set(kept["words"].split())
    assert not {"emily", "μαρία"} & set(kept["words"].split())


def test_what_a_reading_is_worth_is_told_where_it_reads() -> None:
    """With and without one of them, on our dev comments; none that it leaves alone is counted."""
    told = without.figures("names", None)
    assert set(told) == {"own el", "own en"}
    assert all(0 < part["rows"] < 50 for part in told.values())
    assert all(
        part["right with names"] - part["right without names"] == part["mended"] - part["spoiled"]
        for part in told.values()
    )

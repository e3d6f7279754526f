"""Labels, codes and notices have words in every language of the reader."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from msgspec import structs

from agorascope.phrases import LOCALES
from agorascope.records import Label, Notice, Reason
from agorascope.reports.words import Words
from agorascope.spam.reasons import CODES, campaign_reason
from agorascope.steps import campaign
from tests.making import comment, discussion

SOURCE = Path(__file__).parents[2] / "src" / "agorascope"
GREEK = re.compile(r"[α-ωά-ώ]{2}")
# Where notices of a discussion are made: `Notice("code"`, `notices.add("code"`, `tell(name, "code"`.
MADE = re.compile(r"""(?:\bNotice\(|[._]notices\.add\(|\.tell\(\w+,)\s*"([a-z0-9-]+)\"""")
COUNTED = {"deleted-comments", "left-out", "passed-over", "same-page"}  # never told without a figure
OTHERS = ("broken-xml", "bad-row")  # codes that are chosen before they are told


def _codes() -> list[str]:
    rooms = ("readers", "sources", "summary", "steps", "pipeline.py")
    files = [p for room in rooms for p in ([SOURCE / room] if room.endswith(".py") else (SOURCE / room).rglob("*.py"))]
    return sorted({code for p in files for code in MADE.findall(p.read_text(encoding="utf-8"))} | set(OTHERS))


@pytest.mark.parametrize("locale", [one for one in LOCALES if one != "en"])
def test_labels_are_translated_and_told_apart(locale: str) -> None:
    """No label keeps its English word, and no two labels of a task share one; null is unsure everywhere."""
    ours, english = Words(locale), Words("en")
    for task, labels in {
        "stance": ("favor", "against", "none", None),
        "tone": ("positive", "neutral", "negative", None),
        "reply": ("agree", "disagree", "neutral", None),
        "kind": ("exact", "near", "translation"),
        "role": ("claim", "premise"),
        "reason": tuple(sorted({*CODES.values(), "off-topic", "campaign"})),
        "variant": ("full-name", "part-of-name", "title", "case", "transliteration", "short-form", "signature",
                    "addressed", "article-author"),
    }.items():  # fmt: skip
        told = [getattr(ours, task)(one) for one in labels]
        assert len(set(told)) == len(told)
        assert not set(told) & {getattr(english, task)(one) for one in labels} | (set(told) & set(filter(None, labels)))
    assert ours.stance(None) == ours.tone(None) == ours.reply(None)


def test_a_tone_agrees_with_its_word() -> None:
    """Where 'tone' is named the Greek adjective is masculine as it is; beside a comment it is neuter."""
    greek = Words("el")
    told = [greek.toned(label) for label in ("positive", "neutral", "negative", None)]
    assert told == ["Τόνος: θετικός", "Τόνος: ουδέτερος", "Τόνος: αρνητικός", "Τόνος: αβέβαιος"]
    assert greek.tone("positive") == "θετικό"
    assert (Words("zh").toned("positive"), Words("en").toned(None)) == ("语气：正面", "Tone: unsure")


def test_what_is_not_known_is_told_as_it_is() -> None:
    """A label of somebody's own model and a code of a later version stay themselves."""
    words = Words("el")
    assert (words.stance("mixed"), words.reason("new-code"), words.language("qqq")) == ("mixed", "new-code", "qqq")


@pytest.mark.parametrize(
    ("locale", "code", "name"),
    [
        ("en", "el", "Greek"),
        ("el", "el-Latn", "Γκρίκλις"),
        ("el", "en", "Αγγλικά"),
        ("zh", "el", "希腊语"),
        ("zh_Hant", "el", "希臘文"),
        ("en", "und", "Unknown language"),
        ("en", "zh-Latn", "pinyin"),
        ("zh", "sr-Latn", "塞尔维亚语"),
    ],
)
def test_languages_have_names(locale: str, code: str, name: str) -> None:
    """A language is named in the reader's; Greek in Latin letters is Greeklish."""
    assert Words(locale).language(code) == name


@pytest.mark.parametrize("code", _codes())
def test_every_notice_has_greek_words(code: str) -> None:
    """Whatever notice the readers and steps make, with a figure or without, a Greek reader gets Greek words for."""
    for message in ("12 things cannot be read", *(() if code in COUNTED else ("something",))):
        words = Words("el").notice(Notice(code, message), discussion(comment("1")))
        assert GREEK.search(words)


def test_codes_are_found_in_the_source() -> None:
    """The test above knows the codes: among them these."""
    assert {"comment-count", "unsure-stance", "missing-comments", "bad-line", "not-comments", "no-heading"} <= set(
        _codes()
    )


def test_english_notices_are_their_messages() -> None:
    """In English nothing is rewritten."""
    notice = Notice("missing-parent", "answers '9', which is not here; now top-level", "comment 7")
    assert Words("en").notice(notice, discussion()) == f"comment 7: {notice.message}"


def test_figures_are_counted_anew() -> None:
    """Sides that are close calls, comments taken down and comments found are those of the discussion."""
    close = structs.replace(comment("1", stance="favor"), stance=Label("favor", 0.5, {}))
    sure, down = comment("2", stance="against"), comment("3", stance="favor", site_status="trash")
    found = discussion(close, sure, down, declared_comments=1234)
    told = {
        code: Words("el").notice(Notice(code, "x"), found)
        for code in ("unsure-stance", "site-removed", "comment-count")
    }
    assert told["unsure-stance"].startswith("η θέση 1 σχολίου από τα 2 κρίθηκε οριακά (πιθανότητα κάτω από 60%)")
    assert told["site-removed"].startswith("1 σχόλιο ")
    assert told["comment-count"] == "η σελίδα δηλώνει 1.234 σχόλια, εδώ υπάρχουν 3"


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (Notice("empty-comment", "nothing is written in it", "comment 7"), "评论7：没有文字内容"),
        (Notice("bad-line", "no row", "line 12"), "第12行：无法读取，已略去（no row）"),
        (
            Notice("deleted-comments", "1,204 comments that the site deleted are left out"),
            "已略去网站删除的1,204条评论",
        ),
        (Notice("missing-comments", "the search found 50, 20 are in the file; ask"), "文件中缺少30条评论或回复分支"),
        (Notice("encoding", "not UTF-8; read as cp1253", "a.csv"), "a.csv：并非UTF-8，按cp1253读取"),
        (Notice("bad-line", "17 more of the kind"), "另有17条同类提示"),
        (Notice("from-tomorrow", "a new thing"), "a new thing"),
    ],
)
def test_notices_in_chinese(notice: Notice, words: str) -> None:
    """Places are named, figures of what is gone are kept, what a parser said stays, unknown codes too."""
    assert Words("zh").notice(notice, discussion()) == words


def test_details_of_reasons() -> None:
    """What is ours in a detail is translated, the words of the comment are not; campaigns tell their figures."""
    wave = campaign_reason("x", campaign(5, 2.5))
    assert Words("el").detail(wave) == "5 συντάκτες μέσα σε 2,5 ώρες"
    assert Words("el").detail(Reason("advertising", "reads like an advert", 0, 1)) == "διαβάζεται σαν διαφήμιση"
    assert Words("el").detail(Reason("link", "reads like an advert", 0, 1)) == "reads like an advert"


@pytest.mark.parametrize(
    ("start", "words"),
    [("2021-10-05", "5 Οκτωβρίου 2021"), ("2021-10-05T13:00+02:00", "5 Οκτωβρίου 2021, 13:00"), ("someday", "someday")],
)
def test_times(start: str, words: str) -> None:
    """A day is a day, an hour has its day, anything else is left alone."""
    assert Words("el").time(start) == words


def test_no_message_hides_in_a_formatted_string() -> None:
    """Messages are extracted from the source; inside an f-string they are not found there."""
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
        if isinstance(node, ast.Attribute) and node.attr in {"gettext", "ngettext"}
    ]
    assert hidden == []

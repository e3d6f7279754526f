"""Addresses that a text does not show: counted as if they were written out, told where their words stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from agorascope import steps
from agorascope.inference import Models
from agorascope.records import Article as Page
from agorascope.records import Comment, Language, Link, Spam, Thread
from agorascope.settings import Settings
from agorascope.spam import Behind, judge, signs
from agorascope.spam.reasons import LONGEST_DETAIL, reasons_for
from agorascope.spam.signals import REACH, read

TRAP = "http://casino-bonus.example/win"
ENGLISH = Language("en", "Latn", 1.0)


@pytest.fixture(scope="module")
def models() -> Models:
    return Models(Settings())


def behind(text: str, *links: tuple[str, str], author: str | None = None) -> Behind:
    """Put addresses behind words of a text."""
    found = tuple(Link(text.index(words), text.index(words) + len(words), url) for words, url in links)
    return Behind(found, author)


def one(models: Models, text: str, code: str, where: Behind) -> Spam:
    [found] = judge([text], [code], "", models, Settings(), links=[where])
    return found


# --- signs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.statistics.gr/el/home", "reference"),
        ("//en.wikipedia.org/wiki/Agora", "reference"),
        ("https://anna-research.example/data.csv", "link"),
        ("www.anna-research.example", "link"),
        ("https://a.unknownending/x", "link"),
        (TRAP, "trap"),
        ("HTTP:\\\\Casino-Bonus.example\\win", "trap"),
        ("//ｃａｓｉｎｏ-bonus.example", "trap"),
        ("https://t.me/bestslips", "trap"),
        ("https://a.example/?ref=ann", "trap"),
        ("http://casino-bonus.example?.gov", "trap"),
        ("https://casino-bonus.example/?u=http://wikipedia.org/", "trap"),
    ],
)
def test_where_words_lead(url: str, kind: str) -> None:
    """Whatever its spelling, an address behind words is of the kind that it is written out, at the words."""
    text = "I have read this, and agree."
    sign, *more = read(text, behind(text, ("read this", url))).signs
    assert (sign.kind, text[sign.start : sign.end], sign.address) == (kind, "read this", url)
    assert {(other.start, other.end, other.address) for other in more} <= {(sign.start, sign.end, url)}


@pytest.mark.parametrize(
    ("text", "words"), [("Great post! Click here for a free trial", "Click here"), ("I disagree, see there", "there")]
)
@pytest.mark.parametrize("url", [TRAP, "https://anna-research.example/data", "https://en.wikipedia.org/wiki/Agora"])
def test_a_hidden_address_weighs_what_a_written_one_weighs(text: str, words: str, url: str) -> None:
    """Signals are those of the same text with the address behind it, and the words that are judged stay whole."""
    hidden, written = read(text, behind(text, (words, url))), read(f"{text} {url}")
    assert hidden.signals == written.signals
    assert hidden.signals != read(text).signals or url != TRAP
    assert hidden.plain == text == written.plain


@pytest.mark.parametrize(
    ("url", "counts"),
    [
        ("http://best-casino.example", True),
        ("casino-bonus.example", True),
        ("https://ann.top/", True),
        ("https://t.me/bestslips", True),
        ("https://ann-research.example", False),
        ("https://ann.example/blog/login", False),
        ("https://ann.example/?ref=7", False),
        ("https://ann.example/casino", False),
        ("https://en.wikipedia.org/wiki/User:Ann", False),
        ("", False),
        (None, False),
    ],
)
def test_an_author_signs_with_a_site(url: str | None, counts: bool) -> None:  # noqa: FBT001 -- a table
    """Only a trap's host counts, whatever stands behind it; a site of one's own says nothing."""
    text = "  I disagree.\n"
    signals, reasons = signs(text, Behind(author_url=url))
    told = [(reason.code, reason.detail, reason.start, reason.end) for reason in reasons]
    assert told == ([("link", url, 2, 13)] if counts else [])
    assert signals == (read(f"{text} https://t.me/x") if counts else read(text)).signals


def test_the_words_of_a_traps_name_count_under_praise_alone() -> None:
    """Under praise that fits any article the host counts as if it were written out; under an opinion as a trap."""
    host = "casino-bonus.example"
    for text in ("Great post!", "写得太好了！"):
        assert signs(text, Behind(author_url=f"http://{host}/"))[0] == read(f"{text} http://{host}/").signals
    assert signs("I disagree.", Behind(author_url=host))[0]["trade"] == 0.0


def test_reasons_show_the_address() -> None:
    """A reason stands at the words and says where they lead; words that show another address tell the hidden one."""
    text = "Look here or at https://news.example/a for the story"
    where = behind(text, ("here", TRAP), ("https://news.example/a", "http://shop-deals.example/" + "x" * 300))
    _, reasons = signs(text, where)
    assert [(r.code, text[r.start : r.end], r.detail) for r in reasons] == [
        ("advertising", "here", TRAP),
        ("link", "here", TRAP),
        ("link", "https://news.example/a", ("http://shop-deals.example/" + "x" * 300)[:LONGEST_DETAIL]),
    ]


def test_sources_are_told_with_a_verdict_only() -> None:
    """A link to an encyclopaedia is no reason to look at a comment."""
    text = "As everybody can read there."
    assert signs(text, behind(text, ("there", "https://en.wikipedia.org/wiki/Agora")))[1] == ()


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_is_said_of_an_empty_text(text: str) -> None:
    """Where there are no words there is no place for a reason."""
    assert signs(text, Behind((), TRAP)) == signs(text)


LINKS = st.lists(
    st.builds(
        Link,
        st.integers(-5, 120),
        st.integers(-5, 120),
        st.text(max_size=30) | st.sampled_from([TRAP, "//", "www.", "\ud800", "http://" + "a." * 3_000, "\\" * 99]),
    ),
    max_size=6,
).map(tuple)


@given(st.text(max_size=100), LINKS, st.none() | st.text(max_size=30) | st.just(TRAP))
@settings(deadline=None, max_examples=300)
def test_any_links_are_read(text: str, links: tuple[Link, ...], author: str | None) -> None:
    """Whatever a reader of another format gives, signs and reasons lie inside the text."""
    reading = read(text, Behind(links, author))
    assert all(0 <= sign.start < sign.end <= len(text) for sign in reading.signs)
    for reason in reasons_for(text, reading, is_spam=False, is_far=False):
        assert text[reason.start : reason.end]
        assert len(reason.detail) <= LONGEST_DETAIL or text[reason.start : reason.end].startswith(reason.detail)


def test_links_without_end() -> None:
    """A million links cost what the first ones cost; those behind the reach are not seen, one across it is cut."""
    many = tuple(Link(n, n + 1, TRAP) for n in range(1_000_000))
    assert len(read("a" * 1_000_000, Behind(many)).signs) < 200
    text = "word " * 20_000
    across = Behind((Link(REACH + 10, REACH + 20, TRAP), Link(REACH - 2, REACH + 5, TRAP)))
    assert {(sign.start, sign.end) for sign in read(text, across).signs} == {(REACH - 2, REACH)}


# --- verdicts -----------------------------------------------------------------------------------

HIDDEN = [
    ("en", "Nice article, click here", "click here"),
    ("en", "Visit my page for cheap watches and a discount", "my page"),
    ("el", "Πολύ χρήσιμο! Δείτε εδώ προσφορές και δωρεάν δοκιμή", "εδώ"),
    ("zh", "写得不错，点击这里领取优惠券", "点击这里"),
]
OPINIONS = [
    ("en", "I disagree, brands should talk with people before they buy reach."),
    ("en", "The figures in the third paragraph are wrong; the survey asked only students."),
    ("en", "We sell candles and the ads brought us nothing, $300 gone in a week."),
    ("en", "Great post!"),
    ("el", "Διαφωνώ, οι διαφημίσεις δεν φέρνουν πελάτες αν δεν μιλάς με τον κόσμο."),
    ("el", "Εξαιρετικό άρθρο, συγχαρητήρια!"),
    ("el-Latn", "den simfono katholou, oi diafimiseis den fernoun pelates"),
    ("zh", "我不同意，钱花了也没人看。"),
    ("zh", "写得太好了！"),
    ("fr", "Je ne suis pas d'accord avec la conclusion."),
    ("und", "👍👍👍"),
]
PRAISE = [("en", "Great post!"), ("el", "Εξαιρετικό άρθρο, συγχαρητήρια!"), ("zh", "写得太好了！")]
PLACES = [
    "https://www.bbc.co.uk/news/1",
    "https://www.kathimerini.gr/economy/casino-licence-for-elliniko/",
    "https://el.wikipedia.org/wiki/X",
    "https://anna-blog.gr/2019/reach",
    "https://www.youtube.com/watch?v=x",
    "https://www.skroutz.gr/s/123/keria.html",
    "https://candles-by-anna.shop/",
]


@pytest.mark.parametrize(("code", "text", "words"), HIDDEN)
def test_an_address_behind_an_offer_makes_the_verdict_surer(models: Models, code: str, text: str, words: str) -> None:
    """With the address seen, the advert is spam, surer than before, and a reason says where it leads."""
    found, blind = one(models, text, code, behind(text, (words, TRAP))), one(models, text, code, Behind())
    assert found.is_spam
    assert found.score > blind.score
    assert ("link", TRAP) in {(reason.code, reason.detail) for reason in found.reasons}


@pytest.mark.parametrize("url", PLACES)
def test_links_alone_never_make_spam(models: Models, url: str) -> None:
    """News, encyclopaedias, blogs, shops: behind ordinary words, or as what the author signs with, they are no spam."""
    for code, text in OPINIONS:
        words = text[: len(text) // 2]
        assert not one(models, text, code, behind(text, (words, url))).is_spam
        assert not one(models, text, code, Behind(author_url=url)).is_spam
        assert not one(models, text, code, behind(text, (words, url), author=url)).is_spam


def test_praise_that_is_signed_with_a_trap(models: Models) -> None:
    """What praises any article and is signed with a casino is spam, and says so; an opinion is not."""
    for code, text in PRAISE:
        found = one(models, text, code, Behind(author_url=TRAP))
        assert found.is_spam
        assert ("link", TRAP) in {(reason.code, reason.detail) for reason in found.reasons}
        assert not one(models, text, code, Behind()).is_spam
    for code, text in OPINIONS:
        if (code, text) not in PRAISE:
            assert not one(models, text, code, Behind(author_url=TRAP)).is_spam


def test_an_address_for_each_text(models: Models) -> None:
    """Each text has its own; of some texts only is a mistake."""
    texts = [text for _, text, _ in HIDDEN[:2]]
    where = [behind(text, (words, TRAP)) for _, text, words in HIDDEN[:2]]
    together = judge(texts, ["en", "en"], "", models, Settings(), links=where)
    assert together == [one(models, *both) for both in zip(texts, ["en", "en"], where, strict=True)]
    with pytest.raises(ValueError, match="shorter"):
        judge(texts, ["en", "en"], "", models, Settings(), links=where[:1])


def test_what_somebody_quotes_does_not_lead_the_quoter(models: Models) -> None:
    """Of a comment the links of its own words count, and what its author signs with; those that it quotes do not."""
    text = "Nice article, click here\n\nDo not click here, it is a trap."
    links = (Link(14, 24, TRAP), Link(33, 43, "https://anna-blog.example"))
    quoting = Comment(id="1", text=text, quoted=((0, 24),), links=links, author_url="https://anna.example")
    assert steps.behind(quoting) == Behind(links[1:], "https://anna.example")
    said = steps.Spoken(ENGLISH, (ENGLISH, ENGLISH))
    own = structs.replace(quoting, id="2", text=text[:24], quoted=(), links=links[:1])
    thread = Thread(id="t", source="", format="", article=Page(), comments=(quoting, own))
    verdicts = steps.judged(thread, said, (None, None), models, Settings())
    assert [verdict.is_spam for verdict in verdicts] == [False, True]

"""What only holds when the stages stand together, with the real models."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.inference import Models
from agorascope.pipeline import analyze_thread
from agorascope.records import Article, Comment, Discussion, Thread
from agorascope.settings import Settings
from agorascope.steps import own_words

SETTINGS = Settings()
ARTICLE = Article(
    title="Ban loyalty cards",
    text="Loyalty cards should be banned. They raise prices for everybody who has none.\n\nShops earn from the data.",
)
ADVERT = "FREE casino bonus 500 spins!!! Register now at http://spin-king.example/bonus WhatsApp +00 555 0142"


@pytest.fixture(scope="module")
def models() -> Models:
    """Give the real models."""
    return Models(SETTINGS)


def _thread(*comments: Comment) -> Thread:
    return Thread(id="t", source="t.txt", format="text", article=ARTICLE, comments=comments)


def _comment(identity: str, text: str, **more: Any) -> Comment:
    return Comment(id=identity, text=text, **more)


def _told(found: Discussion) -> dict[str, tuple[str | None, str | None, bool]]:
    return {c.id: (c.stance.label, c.sentiment.label, c.spam.is_spam) for c in found.comments}


def test_spam_takes_no_side_and_argues_nothing(models: Models) -> None:
    """An advert is marked with reasons, has no stance and no arguments, and is no voice."""
    found = analyze_thread(_thread(_comment("1", ADVERT)), models, SETTINGS)
    [advert] = found.comments
    assert advert.spam.is_spam
    assert advert.spam.reasons
    assert (advert.stance.label, advert.arguments) == ("none", ())
    assert found.summary.counts.voices == 0


def test_repost_takes_the_side_of_what_it_repeats(models: Models) -> None:
    """The same words under another comment are the same opinion."""
    text = "I agree with every word. My mother pays more for milk because she has no phone for their application."
    comments = (_comment("1", text), _comment("2", "Nonsense, I disagree."), _comment("3", text, parent="2", depth=1))
    found = analyze_thread(_thread(*comments), models, SETTINGS)
    assert found.comments[2].duplicate is not None
    assert found.comments[2].stance == found.comments[0].stance
    assert found.summary.counts.duplicates == 1


def test_quoted_text_is_not_the_quoters(models: Models) -> None:
    """A comment that quotes an advert or an insult is judged by its own words, and its spans lie outside the quote."""
    own = "Cards should be banned. They raise the price of milk for the old, and the shops sell what you buy."
    text = f"> {ADVERT}\n\n{own}"
    quoting = _comment("1", text, quoted=((0, len(ADVERT) + 2),))
    alone = _comment("1", own)
    found = analyze_thread(_thread(quoting), models, SETTINGS).comments[0]
    assert not found.spam.is_spam
    assert found.sentiment == analyze_thread(_thread(alone), models, SETTINGS).comments[0].sentiment
    assert found.arguments
    assert all(a.start > len(ADVERT) for a in found.arguments)
    assert all(text[a.start : a.end] == a.quote for a in found.arguments)


def test_neighbours_do_not_change_a_comment(models: Models) -> None:
    """What is found about top-level comments does not depend on who else commented."""
    texts = [
        "I disagree, cards save me money every week.",
        "Συμφωνώ απόλυτα, είναι κοροϊδία.",
        "会员卡就是坑人的。",
        ADVERT,
    ]
    comments = [_comment(str(n), text) for n, text in enumerate(texts)]
    together = _told(analyze_thread(_thread(*comments), models, SETTINGS))
    comments.reverse()
    assert _told(analyze_thread(_thread(*comments), models, SETTINGS)) == together
    assert {k: v for c in comments for k, v in _told(analyze_thread(_thread(c), models, SETTINGS)).items()} == together


def test_empty_thread_and_empty_article(models: Models) -> None:
    """A page without comments and comments without an article are both analysed."""
    assert analyze_thread(_thread(), models, SETTINGS).comments == ()
    bare = Thread(id="t", source="t", format="text", article=Article(), comments=(_comment("1", "😂"),))
    found = analyze_thread(bare, models, SETTINGS)
    assert (found.article.thesis, found.comments[0].stance.label) == (None, "none")


@given(st.lists(st.text(max_size=80), max_size=4), st.text(max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_is_analysed(texts: list[str], article: str) -> None:
    """No text makes a stage fail, and every quote is its slice."""
    comments = tuple(_comment(str(n), text) for n, text in enumerate(texts))
    thread = Thread(id="t", source="t", format="text", article=Article(title=None, text=article), comments=comments)
    found = analyze_thread(thread, ANY, SETTINGS)
    assert [c.text for c in found.comments] == texts
    assert all(c.text[a.start : a.end] == a.quote for c in found.comments for a in c.arguments)
    assert all(c.text[r.start : r.end] for c in found.comments for r in c.spam.reasons)


ANY = Models(SETTINGS)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_own_words_keep_every_offset(text: str, start: int, length: int) -> None:
    """Blanking a quotation changes nothing outside it and keeps the length."""
    end = min(len(text), start + length)
    start = min(start, end)
    kept = own_words(_comment("1", text, quoted=((start, end),)))
    assert len(kept) == len(text)
    assert (kept[:start], kept[end:]) == (text[:start], text[end:])


def test_spans_do_not_run_across_a_quotation(models: Models) -> None:
    """Words before and behind a quoted line are never cut as one span."""
    before, quote = "Cards should be banned", "> they are cheap"
    behind = "They raise the price of milk for the old, and the shops sell what you buy to strangers."
    text = f"{before}\n{quote}\n{behind}"
    start = len(before) + 1
    [found] = analyze_thread(
        _thread(_comment("1", text, quoted=((start, start + len(quote)),))), models, SETTINGS
    ).comments
    assert found.arguments
    assert all(text[a.start : a.end] == a.quote for a in found.arguments)
    assert all(a.end <= start or a.start >= start + len(quote) for a in found.arguments)

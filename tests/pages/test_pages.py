"""What a page has, what it leaves out, in which language, and that it is the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from base64 import b64encode

import pytest
from msgspec import structs

from agorascope.pages import debate_entry, entry, hrefs, index, render, render_debate
from agorascope.pages.telling import MOST
from agorascope.pages.thread import PLAIN
from agorascope.phrases import LOCALES, phrases
from agorascope.records import Counts, Discussion, Duplicate, DuplicateCluster, Sentence, Spam
from tests.making import comment, discussion
from tests.pages.making import debate, full, long
from tests.pages.reading import found, has_class, parsed, words

EVERY = (
    "brief stance points course between objections narrative the-article people reposts spam about thread".split()  # noqa: SIM905
)


def sections(page: str) -> list[str]:
    """Name the sections of a page in their order."""
    return found(parsed(page), "//main/section/@id")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_section_is_there_and_in_the_contents(locale: str) -> None:
    """A discussion with something in every field has every section, each with a heading, all in the contents."""
    tree = parsed(render(full("el"), locale))
    assert found(tree, "//main/section/@id") == EVERY
    assert found(tree, "//nav//a/@href") == [f"#{name}" for name in EVERY]
    assert [words(h) for h in found(tree, "//main/section/h2")] == [words(a) for a in found(tree, "//nav//a")]
    assert found(tree, "/html/@lang") == [phrases("pages", locale).tag]


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_discussion_is_a_page(locale: str) -> None:
    """Without comments, text or findings, the title, the headline and what is known of the run are left."""
    page = render(structs.replace(discussion(), article=structs.replace(discussion().article, title=None)), locale)
    assert sections(page) == ["about"]
    assert "A headline." in page
    assert found(parsed(page), "//h1/text()") == ["page"]


def test_another_locale_is_an_error() -> None:
    """A language that nothing is translated into is refused."""
    with pytest.raises(KeyError):
        render(discussion(), "fr")


def test_texts_tell_their_language() -> None:
    """What is not in the language of the page has its own: titles, quotes, comments; an unknown one has the empty."""
    tree = parsed(render(full("zh"), "el"))
    assert found(tree, "//h1/@lang") == ["zh-Hans"]
    assert set(found(tree, f"//li[{has_class('point')}]/p[{has_class('says')}]/@lang")) == {"zh"}
    assert found(tree, "//*[@id='comment-4']/div[2]/@lang") == ["en"]
    assert found(tree, "//*[@id='comment-7']/div[2]/@lang") == ["el-Latn"]
    assert found(tree, "//*[@id='comment-8']/div[2]/@lang") == [""]


def test_the_policy_names_what_is_inside() -> None:
    """The page's policy allows its own style and script by hash, images in the page, and nothing else."""
    tree = parsed(render(full(), "en"))
    [policy] = found(tree, "//meta[@http-equiv='Content-Security-Policy']/@content")
    digests = {
        name: b64encode(hashlib.sha256(words(found(tree, f"//{name}")[0]).encode()).digest()).decode()
        for name in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_sides_have_signs_and_words() -> None:
    """No bar, badge or comment tells a side by colour alone."""
    tree = parsed(render(full(), "en"))
    assert [
        bar.get("aria-label") for bar in found(tree, f"//*[@id='stance']//*[local-name()='svg'][{has_class('big')}]")
    ] == ["2 for, 2 against, 2 no side"]
    for at, told in ((1, "For"), (2, "Against"), (3, "No side"), (8, "Unsure")):
        [side] = found(tree, f"//*[@id='comment-{at}']//span[{has_class('what')}]")
        assert words(side).startswith(told)
    assert words(found(tree, f"//*[@id='comment-2']//span[{has_class('dot')}]")[0]) == "−"


def test_points_stand_beside_what_answers_them() -> None:
    """Each point has its people, languages, quotes, and the strongest point of the other side, linked."""
    tree = parsed(render(full(), "en"))
    first, second = found(tree, f"//li[{has_class('point')}]")
    assert found(first, f".//p[{has_class('counter')}]/a/@href") == [f"#{second.get('id')}"]
    assert found(second, f".//p[{has_class('counter')}]/a/@href") == [f"#{first.get('id')}"]
    assert len(found(second, ".//details//blockquote")) == 2
    assert "2 voices" in words(second)
    assert "50% of those on a side" in words(second)
    assert "English and Greeklish" in words(second)


def test_flags_have_reasons() -> None:
    """Spam is told with its signs, re-posts with what they repeat and the difference, the site's verdict in words."""
    tree = parsed(render(full(), "en"))
    assert found(tree, "//*[@id='spam']//q/text()") == ["http://pills.example", "Cheap pills"]
    assert [words(s) for s in found(tree, f"//*[@id='spam']//span[{has_class('offending')}]")] == [
        "Cheap pills", "http://pills.example",
    ]  # fmt: skip
    assert [words(e) for e in found(tree, "//*[@id='reposts']//del")] == ["Fees are fair to everybody.\n"]
    assert "Re-post of #2" in words(found(tree, "//*[@id='comment-5']")[0])
    assert "Waiting for the site's approval" in words(found(tree, "//*[@id='comment-7']")[0])
    assert [words(e) for e in found(tree, f"//*[@id='comment-2']//span[{has_class('said')}]")] == [
        "Fees are fair to everybody."
    ]


def test_speakers_stand_in_their_sections() -> None:
    """The table of the article has a part for each section, who says what in it, and where they agree."""
    tree = parsed(render(full(), "en"))
    [table] = found(tree, f"//table[{has_class('said')}]")
    [body] = found(table, "tbody")
    assert [words(h) for h in found(body, "tr/th")] == ["Ann", "Ann+for", "Bob−against", "+ they agree"]
    assert found(body, "tr/td//a/@href") == ["#article.20-43", "#article.44-71", "#article.72-91"]


def test_what_is_left_out_is_counted() -> None:
    """Lists have an end, and tell how much is behind it; the comments themselves are all in the thread."""
    many = [comment(str(n), text="x", spam=Spam(is_spam=True, score=1.0)) for n in range(1, MOST + 12)]
    tree = parsed(render(discussion(*many), "en"))
    assert len(found(tree, f"//*[@id='spam']/ul[{has_class('adverts')}]/li")) == MOST
    assert "11 more are not listed here." in words(found(tree, "//*[@id='spam']")[0])
    assert len(found(tree, f"//*[{has_class('c')}]")) == MOST + 11


def test_a_long_discussion_waits_in_inert_templates() -> None:
    """Of 5,000 comments the first stand in the page and the others in templates, each once, all with an address."""
    tree = parsed(render(long(5000), "en"))
    outside = found(tree, f"//*[{has_class('c')}][not(ancestor::template)]")
    assert PLAIN <= len(outside) < PLAIN + 5
    assert sorted(found(tree, f"//*[{has_class('c')}]/@id")) == sorted(f"comment-{n}" for n in range(1, 5001))


def test_an_ordinary_page_is_small() -> None:
    """A report of 200 comments is far under a megabyte."""
    assert len(render(long(200), "zh").encode()) < 400_000


def test_the_same_bytes() -> None:
    """Another process, with another order of its sets, writes the same."""
    code = "from agorascope.pages import render; from tests.pages.making import full; import sys; sys.stdout.buffer.write(render(full('zh'), 'el').encode())"  # noqa: E501
    for seed in ("1", "2"):
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        assert done.stdout.decode() == render(full("zh"), "el")


def test_the_thesis_is_told_once() -> None:
    """Where the abstract says what the article argues, the page does not say it a second time."""
    made = full()
    told = Sentence("thesis", f"It says: {made.article.thesis}", ())
    again = structs.replace(made, summary=structs.replace(made.summary, abstract=(told, told)))
    assert "The article argues" in render(made, "en")
    assert "The article argues" not in render(again, "en")


def test_a_translated_repost_is_not_compared() -> None:
    """Between languages every word differs: both texts stand side by side without marks."""
    comments = (
        comment("1", text="Fees are fair."),
        comment("2", text="会费公平。", code="zh", duplicate=Duplicate("d", "1", "translation", 0.9)),
    )
    made = discussion(
        *comments, duplicates=(DuplicateCluster("d", "translation", ("1", "2", "gone"), (), ("en", "zh")),)
    )
    tree = parsed(render(made, "en"))
    assert not found(tree, "//del | //ins")
    assert [words(p) for p in found(tree, f"//*[@id='reposts']//p[{has_class('text')}]")] == [
        "Fees are fair.",
        "会费公平。",
    ]


def test_index_has_a_row_for_each() -> None:
    """The index tells the figures of each discussion as they are, with values to sort by, and the sums of all."""
    made = [full("en"), full("el"), structs.replace(discussion(), id="empty")]
    tree = parsed(index([entry(d, f"{d.id}.html") for d in made], "en", [debate_entry(debate(*made), "all.html")]))
    rows = found(tree, f"//table[{has_class('index')}]/tbody/tr")
    assert [found(row, "th/a/@href") for row in rows] == [["page-en.html"], ["page-el.html"], ["empty.html"]]
    assert found(rows[0], "td/@data-v") == ["8", "6", "1.0", "1", "1"]
    assert found(tree, f"//ul[{has_class('totals')}]//b/text()") == ["3", "16", "12", "2", "2"]
    assert found(tree, f"//ul[{has_class('debates')}]//a/@href") == ["all.html"]
    assert found(parsed(index([], "zh")), "//table") == []


def test_index_of_thousands() -> None:
    """Thousands of rows are one page of a few hundred bytes each."""
    one = entry(full(), "a.html")
    rows = [structs.replace(one, href=f"{n}.html", counts=Counts(n, 0, 0, n)) for n in range(3000)]
    page = index(rows, "el")
    assert len(found(parsed(page), "//tbody/tr")) == 3000
    assert len(page.encode()) < 5_000_000


def test_a_debate_leads_to_its_discussions() -> None:
    """Quotes of a debate lead to their span in the page of their discussion; what has no page is only named."""
    made: list[Discussion] = [full("en"), full("el")]
    told = debate(*made)
    addresses = hrefs(made[0], "en.html")
    tree = parsed(render_debate(told, "el", addresses))
    assert found(tree, "//main/section/@id") == ["strands", "stance", "points", "course", "between", "about"]
    links = set(found(tree, f"//*[@id='points']//a[{has_class('ref')}]/@href"))
    assert links == {"en.html#comment-1.0-27", "en.html#comment-2.28-57", "en.html#comment-7.0-20", "en.html#comment-4"}
    assert found(tree, f"//table[{has_class('strands')}]//th/a/@href") == ["en.html"]
    assert "page-el#2" in words(found(tree, "//*[@id='points']")[0])
    own = found(parsed(render(made[0], "el")), "//*[@id='comment-2.28-57']")
    assert len(own) == 1

"""On whose side the speakers of an article are: by what it says of them, and measured on our own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agorascope.arguments import attributed, mine_article
from agorascope.arguments.attribution.groups import Groups
from agorascope.arguments.attribution.relations import Relations
from agorascope.arguments.attribution.sides import sides_of
from agorascope.arguments.speaking.holders import played
from agorascope.errors import ModelNotFoundError
from agorascope.inference import Models
from agorascope.records import Article
from agorascope.settings import Settings
from tests.arguments.reading import claims
from tests.arguments.test_pages import PAGES, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Offsets

# Of the speakers in the articles of `corpora/discussions`: those who speak against what the article argues.
AGAINST = {
    "el-05": ("Ντόρα Βαλσάμη",),
    "el-07": ("Χαράλαμπος Ντόκος",),
    "el-09": ("Μιχάλης Τζώρτζης",),
    "el-11": ("Φίλιππος Γαληνός",),
    "el-12": ("Πελαγία Δρόσου",),
    "el-dev": ("Μιχάλης Τερζόγλου",),
    "en-05": ("Benedikt Straub",),
    "en-08": ("Joy Ekwueme",),
    "en-10": ("Milo Varga",),
    "en-11": ("Trevor Nkemelu",),
    "en-12": ("Sunita Rao",),
    "en-dev": ("Graham Tolliver",),
    "zh-05": ("祝国樑",),
    "zh-08": ("骆雁秋",),
    "zh-10": ("曹旭东",),
    "zh-11": ("連孟哲", "簡佑安"),
    "zh-12": ("俞斯年",),
    "zh-dev": ("乔木深",),
}
UNDECIDED = {"梁冬梅"}


def sides(text: str, code: str, headings: Sequence[Offsets] = ()) -> dict[str, str]:
    """Give the sides that a text puts its speakers on."""
    article, found, acts = (
        Article(text=text, headings=tuple(headings)),
        claims(text, code),
        played(text, code, headings),
    )
    return dict(sides_of(article, code, acts, Relations(article, acts, found, Groups(text, code, acts, found))))


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Not everybody is convinced. Ada Bell says that coupons pay for themselves.", {"Ada Bell": "against"}),
        ("en", "Coupons are dead. Ada Bell disagrees with me.", {"Ada Bell": "against"}),
        ("en", "Coupons are dead. Ada Bell says that they cost too much.", {}),
        ("el", "Δεν συμφωνούν όλοι. Η Δέσποινα Χαλκιά λέει ότι τα κουπόνια ζουν.", {"Δέσποινα Χαλκιά": "against"}),
        ("el", "Ο Ορέστης Βλάχος διαφωνεί μαζί μου.", {"Ορέστης Βλάχος": "against"}),
        ("zh", "也有人不服。Maria Santos认为优惠券还活着。", {"Maria Santos": "against"}),
        ("zh", "Maria Santos不同意我的看法。", {"Maria Santos": "against"}),
    ],
)
def test_the_article_tells_who_objects(code: str, text: str, expected: dict[str, str]) -> None:
    """An announcement, or a difference with the writer; of others it says nothing."""
    assert sides(text, code) == expected


def test_whoever_answers_an_objector_is_on_the_writers_side() -> None:
    """Also under a heading that announces objections."""
    text = "The objections\n\nAda Bell says that coupons pay. Tom Roe, who sells shoes, disagrees."
    assert sides(text, "en", [(0, 14)]) == {"Ada Bell": "against", "Tom Roe": "favor"}


def test_sides_of_the_speakers_of_our_pages() -> None:
    """At least nine in ten are on the side that a reader puts them on, objectors and others."""
    models = Models(Settings(threads=1))
    try:
        models.roles(["It is so."], [(0, (0, 5))])
    except ModelNotFoundError as missing:
        pytest.skip(str(missing))
    right: list[bool] = []
    for path in PAGES:
        gold, article = page(path)
        code = path.name[:2]
        target = f"{gold['title']}. {gold['thesis']}"
        found = attributed(article, code, mine_article(article, code, models), target, models)
        wanted = {a["holder"] for a in gold["arguments"] if a["holder"]} - UNDECIDED
        for speaker in (s for s in found.speakers if s.name in wanted):
            expected = "against" if speaker.name in AGAINST[path.stem] else "favor"
            right.append(speaker.stance is not None and speaker.stance.label == expected)
    assert len(right) >= 55
    assert sum(right) >= 0.9 * len(right), (sum(right), len(right))

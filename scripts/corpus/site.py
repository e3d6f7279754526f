"""A site with discussions without end, in three languages; the same every time, so that a beginning is a smaller site.

Articles are annotated ones of the language in turn: their titles, headings and first sentences of paragraphs stay, the
rest of each paragraph is composed, so that no two articles say the same. Fifty discussions begin within three days. A
wave of adverts goes over ten of them that began one after another.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from agorascope.language import sentences
from scripts.corpus.posting import WAVES, People, Post, Words
from scripts.corpus.shapes import Row, Shape, annotated, fitted
from scripts.corpus.sources import LANGUAGES, Texts

SEED = 1
_TOGETHER, _HOURS = 50, 72.0
_LEAST_WAVE, _LARGEST_WAVE, _WAVE_TAIL = 5, 100, 1.1
_WAVE_HOURS = (0.5, 12.0)
_FAITHFUL = 0.8  # of the posts of a wave are by authors of their own
_FLOODED, _LATER = 10, 24.0  # discussions that a wave goes over; hours after the last of them at which it may begin
_ANSWERING = 0.2  # of the adverts of a wave


@dataclass(eq=False, slots=True)
class Talk:
    """An article, published `at` hours after the beginning of the corpus, with its posts in order of time."""

    number: int
    at: float
    lang: str
    title: str
    author: str
    paragraphs: list[str]
    posts: list[Post]


class Site:
    """Gives the discussions of a site."""

    def __init__(self, texts: Texts) -> None:
        """Take the real texts; languages have as many discussions as there are texts of them."""
        told = annotated()
        self._shape: Shape = fitted(told)
        self._pages = {lang: [row for row in told if row["language"] == lang] for lang in LANGUAGES}
        names = {lang: _names(self._pages[lang]) for lang in LANGUAGES}
        self._words, self._people = Words(texts, SEED), People(names)
        self._weights = texts.count()
        self._flooding = 0.0  # posts of waves that are due; less than none after a large one

    def talks(self) -> Iterator[Talk]:
        """Give discussion after discussion, in the order of their articles."""
        for block in count():
            draw = random.Random(f"{SEED} {block}")  # noqa: S311 - repeatable, nothing secret
            starts = sorted(_HOURS * (block + draw.random()) for _ in range(_TOGETHER))
            talks = [self._talk(block * _TOGETHER + n, at, draw) for n, at in enumerate(starts, start=1)]
            self._flood(talks, draw)
            for talk in talks:
                talk.posts.sort(key=lambda post: post.at)
            yield from talks

    def _talk(self, number: int, at: float, draw: random.Random) -> Talk:
        [lang] = draw.choices(list(self._weights), list(self._weights.values()))
        page = self._pages[lang][number % len(self._pages[lang])]
        title = f"{page['article']['title']} ({number})"
        talk = Talk(number, at, lang, title, page["article"]["author"] or "", self._paragraphs(page, lang), [])
        size = self._shape.draw_size(draw)
        hours, parents = self._shape.draw_hours(size, draw), self._shape.draw_parents(size, draw)
        for hour, parent in zip(hours, parents, strict=True):
            talk.posts.append(self._post(talk, at + hour, parent, draw))
        return talk

    def _post(self, talk: Talk, at: float, parent: int | None, draw: random.Random) -> Post:
        lang = self._other(talk.lang, draw) if draw.random() < self._shape.foreign else talk.lang
        is_new = not talk.posts or draw.random() < self._shape.newcomers
        author = self._people.one(lang, draw) if is_new else draw.choice(talk.posts).author
        text, kind = self._words.one(lang, talk.posts, draw)
        return Post(at, lang, author, text, kind, None if parent is None else talk.posts[parent])

    def _other(self, lang: str, draw: random.Random) -> str:
        others = {other: weight for other, weight in self._weights.items() if other != lang}
        return draw.choices(list(others), list(others.values()))[0]

    def _paragraphs(self, page: Row, lang: str) -> list[str]:
        return [
            written if written.startswith("## ") else self._paragraph(written, lang)
            for written in page["article"]["paragraphs"]
        ]

    def _paragraph(self, written: str, lang: str) -> str:
        _, end = sentences(written, lang)[0]
        text, glue = written[:end], "" if lang == "zh" else " "
        while len(text) < len(written):
            text += glue + self._words.unsaid(lang, len(written) - len(text))
        return text

    def _flood(self, talks: Sequence[Talk], draw: random.Random) -> None:
        """Let waves of adverts go over the discussions."""
        self._flooding += WAVES * sum(len(talk.posts) for talk in talks)
        while self._flooding > 0:
            first = draw.randrange(0, len(talks), _FLOODED)
            size = min(_LARGEST_WAVE, int(_LEAST_WAVE * draw.paretovariate(_WAVE_TAIL)))
            self._wave(talks[first : first + _FLOODED], size, draw)
            self._flooding -= size

    def _wave(self, met: Sequence[Talk], size: int, draw: random.Random) -> None:
        begins, hours = met[-1].at + draw.random() * _LATER, draw.uniform(*_WAVE_HOURS)
        lang = draw.choice(met).lang
        text = self._words.advert(lang)
        authors = self._people.many(lang, round(size * _FAITHFUL), draw)
        for n in range(size):
            talk = draw.choice(met)
            at = begins + hours * draw.random()
            earlier = [post for post in talk.posts if post.at < at] if draw.random() < _ANSWERING else []
            parent = draw.choice(earlier) if earlier else None
            said = self._words.of_wave(text, lang, draw)
            talk.posts.append(Post(at, lang, authors[n % len(authors)], said, "wave", parent))


def _names(pages: Sequence[Row]) -> list[str]:
    return sorted({row["author"] for page in pages for row in page["comments"] if row["author"]})

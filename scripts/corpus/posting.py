"""What a site's readers post: real comments, answers, copies and edited copies, adverts, and waves of them.

Re-posts are some 8 in 100 comments, fewer than in the annotated discussions (54 of 430). 5 are copies: two in five
within their discussion, the others of one of the language's last thousands of comments; half of them edited; half of
the times what was copied last is copied once more. 3 belong to waves: an advert that many authors post in many
discussions within hours, two in five times edited. Besides, 3 in 100 comments are adverts of their own.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle

from scripts.corpus.composing import Composer
from scripts.corpus.sources import LANGUAGES, Texts
from scripts.duplicates.reposts import kinds, repost

_COPIES, _ADVERTS, WAVES = 0.05, 0.03, 0.03
_WITHIN, _EDITED, _ONCE_MORE = 0.4, 0.5, 0.5
_EDITED_IN_WAVES = 0.4
_REMEMBERED = 5_000
_LEAST_EDITED = 24  # characters: shorter texts are copied as they are
_SCRIPT = "script"  # the kind of edit that needs OpenCC
_POPULATION = 50_000  # a language's readers; few of them write much


@dataclass(eq=False, slots=True)
class Post:
    """A comment; `at` is hours after the beginning of the corpus, `kind` tells where its text came from."""

    at: float
    lang: str
    author: str
    text: str
    kind: str
    parent: Post | None = None
    id: int = field(default=0)


class Words:
    """Gives texts: real ones first, then composed ones; remembers what was said, to be posted again."""

    def __init__(self, texts: Texts, seed: int) -> None:
        """Take the real texts."""
        self._composers = {lang: Composer(texts.comments[lang], lang, seed) for lang in LANGUAGES}
        self._said = {lang: _first_real(texts.comments[lang], self._composers[lang]) for lang in LANGUAGES}
        self._adverts = {lang: cycle(texts.adverts[lang]) for lang in LANGUAGES}
        self._recent: dict[str, deque[str]] = {lang: deque(maxlen=_REMEMBERED) for lang in LANGUAGES}
        self._copied: dict[str, str] = {}

    def one(self, lang: str, posts: Sequence[Post], draw: random.Random) -> tuple[str, str]:
        """Give the next text of a discussion and its kind."""
        chance = draw.random()
        if chance < _COPIES and self._recent[lang]:
            return self._copy(lang, posts, draw)
        if chance > 1 - _ADVERTS:
            return self.advert(lang), "advert"
        kind, text = next(self._said[lang])
        self._recent[lang].append(text)
        return text, kind

    def advert(self, lang: str) -> str:
        """Give the next advert; when all were given they come again."""
        return next(self._adverts[lang])

    def unsaid(self, lang: str, length: int) -> str:
        """Give a composed text of about this many characters that is in no comment."""
        return self._composers[lang].one(length)

    def _copy(self, lang: str, posts: Sequence[Post], draw: random.Random) -> tuple[str, str]:
        near = [post.text for post in posts[-_REMEMBERED:] if post.lang == lang]
        if near and draw.random() < _WITHIN:
            text, where = draw.choice(near), "within"
        else:
            if lang not in self._copied or draw.random() > _ONCE_MORE:
                self._copied[lang] = draw.choice(self._recent[lang])
            text, where = self._copied[lang], "across"
        edited_one = edited(text, lang, draw) if draw.random() < _EDITED else text
        return edited_one, f"{'exact' if edited_one == text else 'edited'} {where}"

    def of_wave(self, text: str, lang: str, draw: random.Random) -> str:
        """Give the advert of a wave as one of its authors posts it."""
        return edited(text, lang, draw) if draw.random() < _EDITED_IN_WAVES else text


class People:
    """Gives names of authors, made of those in the annotated discussions of the language."""

    def __init__(self, names: dict[str, list[str]]) -> None:
        """Take the names by language."""
        self._names = names

    def one(self, lang: str, draw: random.Random) -> str:
        """Give a reader's name; few readers are met often."""
        return self._named(lang, int(_POPULATION * draw.random() ** 2))

    def many(self, lang: str, count: int, draw: random.Random) -> list[str]:
        """Give the names of a wave's authors, who write nothing else."""
        return [self._named(lang, draw.randrange(_POPULATION, _POPULATION * 20)) for _ in range(count)]

    def _named(self, lang: str, number: int) -> str:
        names = self._names[lang]
        return f"{names[number % len(names)]}{number}"


def edited(text: str, lang: str, draw: random.Random) -> str:
    """Give the text as somebody changed it who posts it again."""
    ways = [kind for kind in kinds(lang) if kind not in {"exact", _SCRIPT}]
    return repost(text, lang, draw.choice(ways), draw).strip() or text if len(text) >= _LEAST_EDITED else text


def _first_real(texts: Sequence[str], composer: Composer) -> Iterator[tuple[str, str]]:
    yield from (("real", text) for text in texts)
    yield from (("composed", composer.one(len(text))) for text in cycle(texts))

"""A thread of any size with known re-posts: half of the comments are copies, some of them of one wave.

What is copied how often follows a power law (exponent 1.6, at most 2,000 copies and a hundredth of
the whole); besides, one comment is copied by a
twentieth of the whole. Every kind of re-post has an equal share, but comments too short to be told apart are copied as
they are. The same seed, sources and size give the same corpus.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from agorascope.deduplication import normal_form
from scripts.duplicates.composed import Composer
from scripts.duplicates.related import unrelated
from scripts.duplicates.reposts import kinds, repost
from scripts.duplicates.sources import LANGUAGES, Source, read, thread_lengths
from scripts.jsonl import objects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Tell = Callable[[str], None]

DISCUSSIONS = Path(__file__).parents[2] / "corpora" / "comments" / "discussions.jsonl"
MIX = {"en": 0.40, "zh": 0.35, "el": 0.25}
_REPOSTS, _WAVE = 0.5, 0.05  # of all comments; the wave is part of the re-posts
_EXPONENT, _MOST_COPIES, _MOST_SHARE = 1.6, 2000, 0.01
_EDITED_FROM = 24  # Latin letters; a Han character counts for two
_WAVE_WEIGHT = range(100, 250)
_BIN = {"en": 20, "el": 20, "zh": 8}  # characters
_SPARE = 1.3  # of the sources that would do, for what turns out to be said twice


class Comment(NamedTuple):
    """A comment of the corpus; `base` is the number of what it says, `kind` how it was posted again."""

    id: str
    text: str
    base: int
    kind: str
    lang: str
    wave: bool


class Base(NamedTuple):
    """A text that no other base says; `composed` where it was made of clauses."""

    text: str
    lang: str
    composed: bool


def make(data: Path, size: int, seed: int, tell: Tell) -> tuple[list[Comment], dict[str, object]]:
    """Make a corpus of `size` comments from the data folder; give it and what it consists of."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    lengths = thread_lengths(DISCUSSIONS)
    sources = read(data, lengths, draw)
    tell(f"{len(sources)} different texts in the sources")
    bases: list[Base] = []
    dropped = 0
    for lang in LANGUAGES:
        mine = [source for source in sources if source.lang == lang]
        wanted = round(size * (1 - _REPOSTS) * MIX[lang])
        found, out = _bases(mine, lang, _wanted(lengths[lang], wanted, lang), draw)
        bases, dropped = bases + found, dropped + out
        tell(f"{lang}: {len(found)} of {wanted} bases, {sum(base.composed for base in found)} of them composed")
    draw.shuffle(bases)
    comments = _shuffled([*_originals(bases), *_copies(bases, size - len(bases), draw)], draw)
    return comments, {**_facts(comments, bases), "sources_said_twice": dropped}


def write(comments: Sequence[Comment], path: Path) -> None:
    """Write the corpus, one comment a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(comment._asdict(), ensure_ascii=False) + "\n" for comment in comments)


def load(path: Path) -> list[Comment]:
    """Read what `write` wrote."""
    return [Comment(**row) for row in objects(path)]


def _wanted(lengths: Sequence[int], count: int, lang: str) -> Counter[int]:
    """Give how many texts of each length (in bins) there are among `count` texts of a real thread."""
    bins = Counter(length // _BIN[lang] for length in lengths)
    sums = [round(count * n / len(lengths)) for n in accumulate(bins[key] for key in sorted(bins))]
    return Counter({key: b - a for key, a, b in zip(sorted(bins), [0, *sums], sums, strict=False)})


def _bases(sources: list[Source], lang: str, wanted: Counter[int], draw: random.Random) -> tuple[list[Base], int]:
    """Take sources of the wanted lengths, compose what is missing; also give how many sources were said twice."""
    draw.shuffle(sources)
    room = Counter({key: round(n * _SPARE) + 5 for key, n in wanted.items()})
    tried = _of_lengths(sources, lang, room)
    kept = [tried[place] for place in unrelated([source.text for source in tried])]
    taken = _of_lengths(kept, lang, wanted)
    composer = Composer(sources, lang, draw)
    missing = wanted - Counter(len(source.text) // _BIN[lang] for source in taken)
    made = [
        text
        for key in sorted(missing.elements())
        if (text := composer.compose(draw.randrange(key * _BIN[lang], (key + 1) * _BIN[lang])))
    ]
    found = [
        *(Base(source.text, lang, composed=False) for source in taken),
        *(Base(t, lang, composed=True) for t in made),
    ]
    return found, len(tried) - len(kept)


def _of_lengths(sources: Sequence[Source], lang: str, wanted: Counter[int]) -> list[Source]:
    left = Counter(wanted)
    found = []
    for source in sources:
        key = len(source.text) // _BIN[lang]
        if left[key] > 0:
            left[key] -= 1
            found.append(source)
    return found


def _originals(bases: Sequence[Base]) -> Iterator[Comment]:
    return (Comment("", base.text, number, "original", base.lang, wave=False) for number, base in enumerate(bases))


def _copies(bases: Sequence[Base], count: int, draw: random.Random) -> Iterator[Comment]:
    """Copy one base as a wave, and the others in turn (they are shuffled), until there are enough copies."""
    wave = next(n for n, base in enumerate(bases) if _weight(base.text) in _WAVE_WEIGHT)
    of_wave = round((len(bases) + count) * _WAVE)
    yield from _of_base(bases, wave, of_wave, draw)
    left = count - of_wave
    numbers = range(1, max(2, min(_MOST_COPIES, round(_MOST_SHARE * (len(bases) + count)))) + 1)
    weights = list(accumulate(n**-_EXPONENT for n in numbers))
    for number in (n for n in range(len(bases)) if n != wave):
        copies = min(left, draw.choices(numbers, cum_weights=weights)[0])
        yield from _of_base(bases, number, copies, draw)
        left -= copies
        if not left:
            return


def _of_base(bases: Sequence[Base], number: int, copies: int, draw: random.Random) -> Iterator[Comment]:
    base = bases[number]
    ways = kinds(base.lang) if _weight(base.text) >= _EDITED_FROM else ("exact",)
    for _ in range(copies):
        kind = draw.choice(ways)
        text = repost(base.text, base.lang, kind, draw)
        yield Comment("", text, number, kind if text != base.text else "exact", base.lang, wave=False)


def _weight(text: str) -> int:
    form = normal_form(text)
    return len(form) + sum("\u3400" <= c <= "\u9fff" for c in form)


def _shuffled(comments: list[Comment], draw: random.Random) -> list[Comment]:
    wave = Counter(comment.base for comment in comments).most_common(1)[0][0]
    draw.shuffle(comments)
    return [c._replace(id=f"c{n:07d}", wave=c.base == wave) for n, c in enumerate(comments, 1)]


def _facts(comments: Sequence[Comment], bases: Sequence[Base]) -> dict[str, object]:
    mix = Counter(comment.lang for comment in comments)
    return {
        "comments": len(comments),
        "different": len(bases),
        "composed": sum(base.composed for base in bases),
        "mix": {lang: round(n / len(comments), 3) for lang, n in sorted(mix.items())},
        "kinds": dict(sorted(Counter(comment.kind for comment in comments).items())),
        "wave": sum(comment.wave for comment in comments),
        "characters": sum(len(comment.text) for comment in comments),
    }

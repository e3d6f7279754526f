"""Comments without end, as a busy site has them: our own corpora's clauses, put together anew, and posted again.

Of a hundred rows 48 are new texts (clauses of three or more sources, see `duplicates.composed`), 20 are exact copies
and 15 changed copies of one of the 20,000 texts before, 12 are what everybody says in few words, 5 are adverts as they
were written or changed by a word. They come in the order of time, six seconds apart, in the 400 threads that are open
just then, of 40 comments each on average; a third answers a comment of the same thread. The same seed, the same rows.
"""

from __future__ import annotations

import json
import random
from collections import deque
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from scripts.duplicates.composed import Composer
from scripts.duplicates.reposts import kinds, repost
from scripts.duplicates.sources import LANGUAGES, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA: Final = Path(__file__).parents[2] / "corpora"
SHARES: Final = {"new": 0.48, "copied": 0.20, "changed": 0.15, "short": 0.12, "advert": 0.05}
REMEMBERED: Final = 20_000
OPEN, LENGTH = 400, 40
_MIX: Final = {"en": 0.40, "zh": 0.35, "el": 0.25}
_BEGIN: Final = datetime(2026, 1, 1, tzinfo=UTC)
_EVERY: Final = 6  # seconds
_ANEW: Final = 20_000  # texts of one composer: what it must not compose again takes memory
_ANSWERS: Final = 1 / 3
_WRITERS: Final = 50_000
_SHORT: Final = {
    "en": ("Thank you!", "Great post!", "Agreed.", "So true", "No way.", "Nice one, thanks", "This.", "lol", "+1"),
    "el": ("Ευχαριστώ πολύ!", "Συμφωνώ", "Μπράβο!", "Σωστά τα λες", "Όχι ρε παιδιά", "Τέλειο", "Ακριβώς.", "χαχα"),
    "zh": ("谢谢!", "说得对", "写得真好！", "同意", "不可能吧", "哈哈哈", "支持", "顶"),
}
_LENGTHS: Final = {"en": (40, 380), "el": (40, 380), "zh": (16, 140)}
_CHANGED: Final = frozenset({"format", "edit", "append", "truncate", "homoglyph"})


class Text(NamedTuple):
    """Words in a language, and how they came to be (a name of `SHARES`)."""

    words: str
    lang: str
    kind: str


def rows(seed: int = 1, threads: int | None = None) -> Iterator[dict[str, str]]:
    """Give rows as a site's export has them; `threads` are all the threads there are, else new ones without end."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    last: dict[int, deque[str]] = {}
    for number, text in enumerate(texts(draw)):
        thread = draw.randrange(threads) if threads else number // LENGTH + draw.randrange(OPEN)
        earlier = last.setdefault(thread, deque(maxlen=8))
        row = {
            "id": f"c{number}",
            "thread": f"t{thread}",
            "author": f"writer {draw.randrange(_WRITERS)}",
            "published": (_BEGIN + timedelta(seconds=number * _EVERY)).isoformat(),
            "text": text.words,
        }
        if earlier and draw.random() < _ANSWERS:
            row["parent"] = draw.choice(earlier)
        earlier.append(row["id"])
        if not threads:
            last.pop(number // LENGTH - 1, None)
        yield row


def write(path: Path, size: int, seed: int = 1, threads: int | None = None) -> None:
    """Write so many rows as JSON Lines; a file that holds them is left as it is."""
    about = path.with_suffix(".about")
    told = json.dumps([size, seed, threads, SHARES])
    if path.is_file() and about.is_file() and about.read_text(encoding="utf-8") == told:
        return
    with path.open("w", encoding="utf-8") as file:
        for row, _ in zip(rows(seed, threads), range(size), strict=False):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    about.write_text(told, encoding="utf-8")


def texts(draw: random.Random) -> Iterator[Text]:
    """Give texts without end, in these shares."""
    sources, adverts, before = _sources(), _adverts(), deque[Text](maxlen=REMEMBERED)
    composed = {lang: _composed([s for s in sources if s.lang == lang], lang, draw) for lang in LANGUAGES}
    names, weights = list(SHARES), list(SHARES.values())
    for _ in count():
        [kind] = draw.choices(names, weights)
        [lang] = draw.choices(list(_MIX), list(_MIX.values()))
        if kind == "short":
            yield Text(draw.choice(_SHORT[lang]), lang, kind)
        elif kind == "advert":
            advert = draw.choice(adverts)
            yield Text(_changed(advert, draw) if draw.random() < 0.5 else advert.words, advert.lang, kind)  # noqa: PLR2004 - half
        elif kind == "new" or not before:
            before.append(Text(next(composed[lang]), lang, "new"))
            yield before[-1]
        else:
            one = before[draw.randrange(len(before))]
            yield Text(one.words if kind == "copied" else _changed(one, draw), one.lang, kind)


def _changed(one: Text, draw: random.Random) -> str:
    way = draw.choice([kind for kind in kinds(one.lang) if kind in _CHANGED])
    return repost(one.words, one.lang, way, draw)


def _composed(sources: list[Source], lang: str, draw: random.Random) -> Iterator[str]:
    while True:
        composer = Composer(sources, lang, draw)
        for _ in range(_ANEW):
            text = composer.compose(draw.randrange(*_LENGTHS[lang]))
            if text:
                yield text


def _sources() -> list[Source]:
    found: dict[tuple[str, str], None] = {}
    for name in ("train", "discussions", "tones", "dev"):
        for line in (CORPORA / "comments" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found.setdefault((row["text"].strip(), row["lang"].split("-")[0]))
    return [Source(text, lang, home) for home, (text, lang) in enumerate(found) if lang in LANGUAGES]


def _adverts() -> list[Text]:
    lines = (CORPORA / "moderation" / "adverts.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    found = [Text(row["text"], row["lang"].split("-")[0], "advert") for row in told]
    return [advert for advert in found if advert.lang in LANGUAGES]

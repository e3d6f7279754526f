"""A desk with a long queue, the same for the same size: words by rule, no model."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from agorascope.moderation.desk import Desk
from agorascope.moderation.store import flags, threads
from agorascope.records import Article, Comment, Flag, Language, Reason, Thread
from agorascope.settings import Settings
from agorascope.steps import Spoken

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from agorascope.moderation.store.threads import Stored

THREAD: Final = 500  # comments
_WORDS: Final = {
    "en": "the price of water is far too high and nobody in the council answers cheap pills buy now click best offer",
    "el": "το νερό είναι πολύ ακριβό και κανείς στον δήμο δεν απαντά φθηνά χάπια εδώ αγοράστε τώρα η καλύτερη προσφορά",
    "zh": "水价 太高 了 议会 里 没有 人 回答 便宜 药片 点击 这里 马上 购买 最好 的 优惠 谢谢 大家",
}
_CODES: Final = ("advertising", "template-praise", "contact", "link", "malicious", "mixed-script", "invisible",
                 "shouting", "repetition", "off-topic", "campaign")  # fmt: skip
_IN_CLUSTERS: Final = 0.2
_LEADS: Final = 0.1


def filled(path: Path, size: int, seed: int = 1) -> Desk:
    """Make a desk on which `size` comments wait, in threads of `THREAD`, a part of them in clusters."""
    desk, rng = Desk(path, Settings()), random.Random(seed)  # noqa: S311 - no secret
    for at in range(0, size, THREAD):
        code = rng.choice(sorted(_WORDS))
        comments = tuple(_comment(str(n), code, rng) for n in range(at, min(size, at + THREAD)))
        thread = Thread(
            id=f"thread-{at}", source="bench", format="wxr", article=Article(title=f"Thread {at}"), comments=comments
        )
        said = Language(code, None, 0.9)
        with desk.writing() as connection:
            numbers = threads.add(connection, thread, Spoken(said, (said,) * len(comments)))
            _flagged(connection, threads.read(connection, numbers), rng)
    return desk


def _comment(name: str, code: str, rng: random.Random) -> Comment:
    words = _WORDS[code].split()
    text = " ".join(rng.choice(words) for _ in range(rng.randrange(10, 90)))
    author = f"Writer {rng.randrange(20_000)}"
    return Comment(id=name, author=author, published=f"2026-11-{rng.randrange(1, 30):02}T10:00:00", text=text)


def _flagged(connection: sqlite3.Connection, found: Sequence[Stored], rng: random.Random) -> None:
    leader: int | None = None
    for stored in found:
        if rng.random() < _LEADS:
            leader = stored.number
        score, text = round(0.5 + rng.random() / 2, 4), stored.comment.text
        reasons = tuple(Reason(code, text[:9], 0, 9) for code in rng.sample(_CODES, 2))
        flag = Flag(
            kind=rng.choice(("spam", "duplicate")), score=score, layer="general", general=score, reasons=reasons
        )
        flags.write(connection, stored, flag, leader if rng.random() < _IN_CLUSTERS else None)

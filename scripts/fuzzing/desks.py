"""A desk on which every text is an attack, for the review page to show."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from msgspec import structs

if TYPE_CHECKING:
    from agorascope.moderation.desk import Desk

TEXTS: Final = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)> \'"` onmouseover=alert(4) x="',
    "</textarea></title></style></script><iframe src=javascript:alert(5)></iframe>",
    "{{ 7*7 }} {% raw %} ${7*7} <!-- --> ]]> &lt;b&gt;",
    "abc\u202edcba\u2066 \x00\x07\x1b[31m \u200b zero \ud800",
    "javascript:alert(6) data:text/html,<script>alert(7)</script>",
    "Z\u0335\u0301\u0300\u0302" * 60,
    "w" * 30_000,
    "Cheap pills without a prescription at http://pills.example, best price, act now!",
    "Συγχαρητήρια! Δάνεια χωρίς εγγυητή, καλέστε 210 000 0000.",
    "加微信 abc888 领取优惠券。",
)


@cache
def template() -> Path:
    """Make the desk once, in a folder of its own: every text stands on it, some as re-posts, one twice."""
    from agorascope.moderation.desk import Desk
    from agorascope.moderation.store import flags, threads
    from agorascope.records import Article, Comment, Flag, Language, Link, Reason, Repeated, Thread
    from agorascope.settings import Settings
    from agorascope.steps import Spoken

    path = Path(mkdtemp(prefix="agorascope-fuzz-")) / "desk.db"
    desk = Desk(path, Settings())
    made = [
        Comment(id=f"c{at}", author=text, text=text, published=text, author_url=text, links=(Link(0, 3, text),))
        for at, text in enumerate(TEXTS)
    ]
    made.append(structs.replace(made[0], id='"><b>'))
    thread = Thread(
        id=TEXTS[0], source=TEXTS[1], format="wxr", article=Article(title=TEXTS[2], url=TEXTS[5]), comments=tuple(made)
    )
    said = Language('x" onclick="alert(8)', None, 0.9)
    with desk.writing() as connection:
        numbers = threads.add(connection, thread, Spoken(said, (said,) * len(made)))
        for at, one in enumerate(threads.read(connection, numbers)):
            again = at % 4 == 3  # noqa: PLR2004 - every fourth
            whole = Reason("link" if at % 3 else "<b>", one.comment.text[:40], 0, min(40, len(one.comment.text)))
            repeats = Repeated(
                thread=TEXTS[0], id=made[0].id, author=TEXTS[0], published=TEXTS[3], kind="near", similarity=0.9
            )
            flag = Flag(
                kind="duplicate" if again else "spam",
                score=0.9 - at / 100,
                layer="general",
                general=0.5,
                reasons=(whole,),
                repeats=repeats if again else None,
            )
            flags.write(connection, one, flag, numbers[0] if again else None)
    return path


def state(desk: Desk) -> object:
    """Give all that a moderator sees of a desk: what waits, what was decided, how often."""
    from agorascope.moderation.store.queue import Wanted
    from agorascope.records import VERDICTS

    pages = [
        [structs.asdict(seen) for seen in desk.page(Wanted(state=state), None, 1000)] for state in ("open", *VERDICTS)
    ]
    return desk.standing(), desk.counts(), repr(pages)

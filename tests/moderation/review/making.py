"""Desks for the review page: comments in three languages, hostile ones, long queues; and the page, served."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from queue import Queue
from typing import TYPE_CHECKING

from msgspec import structs

from agorascope.moderation.desk import Desk
from agorascope.moderation.review import Access, create_app, serve
from agorascope.moderation.store import flags, threads
from agorascope.records import Article, Comment, Flag, Language, Link, Reason, Repeated, Thread
from agorascope.settings import Settings
from agorascope.steps import Spoken
from tests.moderation.making import ticking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from agorascope.moderation.learning import LayerTold
    from agorascope.moderation.review import Learner
    from agorascope.records import DuplicateKind

TOKEN = "open-sesame"  # noqa: S105 - a test's own
HOSTS = frozenset({"localhost", "127.0.0.1"})
Judged = tuple[Comment, Flag | None]

OFFER = "Win a free phone today, friends: write to deals@phones.example before midnight, only ten are left!"
OFFERED = "Win a free phone tonight, friends: write to deals@phones.example before midnight, only three are left!"
PILLS = "I read this with joy. Cheap pills without a prescription at http://pills.example, best price, act now!"
LETTER = "Our readers ask what the club does with the fees. It pays the hall, the light and the coach, and no more."


def reason(text: str, code: str, words: str) -> Reason:
    """Point at words of a text."""
    start = text.index(words)
    return Reason(code, words, start, start + len(words))


def spam(score: float, *reasons: Reason, layer: str = "general", general: float | None = None) -> Flag:
    """Flag spam."""
    known = score if general is None else general
    return Flag(kind="spam", score=score, layer=layer, general=known, reasons=reasons)  # type: ignore[arg-type]


def repost(score: float, kind: DuplicateKind, of: Comment, thread: str, length: int) -> Flag:
    """Flag a re-post of a comment."""
    repeats = Repeated(
        thread=thread,
        id=of.id,
        author=of.author,
        published=of.published,
        kind=kind,
        similarity=score,
    )
    whole = Reason(f"repost-{kind}", "", 0, length)
    return Flag(kind="duplicate", score=score, layer="reposts", general=0.1, reasons=(whole,), repeats=repeats)


def put(
    desk: Desk, name: str, title: str, code: str, judged: Sequence[Judged], leads: dict[str, str] | None = None
) -> list[int]:
    """Put a thread on the desk with the flags of its comments; `leads` names by id what a comment repeats."""
    said = Language(code, None, 0.9)
    article = Article(title=title, url=f"https://news.example/{name}")
    comments = tuple(comment for comment, _ in judged)
    thread = Thread(id=name, source=f"{name}.xml", format="wxr", article=article, comments=comments)
    with desk.writing() as connection:
        numbers = threads.add(connection, thread, Spoken(said, (said,) * len(comments)))
        by_id = {comment.id: number for comment, number in zip(comments, numbers, strict=True)}
        stored = threads.read(connection, numbers)
        for one, (comment, flag) in zip(stored, judged, strict=True):
            flags.write(connection, one, flag, by_id[leads[comment.id]] if leads and comment.id in leads else None)
    return numbers


def comment(name: str, author: str, text: str, parent: str | None = None, depth: int = 0, **more: object) -> Comment:
    """Make a comment, written at an hour of its own."""
    hour = sum(map(ord, name)) % 24
    made = Comment(
        id=name, author=author, text=text, parent=parent, depth=depth, published=f"2026-11-29T{hour:02}:15:00"
    )
    return structs.replace(made, **more)


def _english(desk: Desk) -> None:
    link = Link(OFFER.index("Win"), OFFER.index(" today"), "https://phish.example/login?to=bank")
    first = comment("o1", "Rita Deal", OFFER, links=(link,), author_url="https://rita-deals.example")
    near = comment("o2", "R. Dealer", OFFERED)
    again = comment("o3", "Rita D.", OFFER)
    pills = comment("p1", "Health4U", PILLS, parent="c2", depth=2)
    long = comment(
        "l1", "Verbose", f"{'The club, the hall and the coach again. ' * 60}Casino bonus here. {'And so on. ' * 60}"
    )
    judged: list[Judged] = [
        (comment("c1", "Anna", LETTER), None),
        (comment("c2", "Bob", "And who told you that?", parent="c1", depth=1), None),
        (pills, spam(0.97, reason(PILLS, "advertising", "Cheap pills"), reason(PILLS, "link", "http://pills.example"))),
        (
            first,
            spam(
                0.93, reason(OFFER, "advertising", "Win a free phone"), reason(OFFER, "contact", "deals@phones.example")
            ),
        ),
        (near, repost(0.91, "near", first, "fees", len(OFFERED))),
        (again, repost(0.99, "exact", first, "fees", len(OFFER))),
        (long, spam(0.62, reason(long.text, "advertising", "Casino bonus"), layer="site", general=0.41)),
        (comment("c3", "Carl", "Thank you, that is clear now.", parent="c1", depth=1), None),
    ]
    put(desk, "fees", "What the club does with its fees", "en", judged, {"o2": "o1", "o3": "o1"})


def _greek(desk: Desk) -> None:
    advert = "Συγχαρητήρια για το άρθρο! Δάνεια χωρίς εγγυητή σε μία μέρα, καλέστε 210 000 0000 για προσφορά."
    judged: list[Judged] = [
        (comment("g1", "Μαρία", "Το πάρκο χρειάζεται φώτα, όχι πάρκινγκ."), None),
        (
            comment("g2", "Δάνεια Τώρα", advert, parent="g1", depth=1),
            spam(
                0.95,
                reason(advert, "template-praise", "Συγχαρητήρια για το άρθρο"),
                reason(advert, "contact", "210 000 0000"),
            ),
        ),
        (
            comment("g3", "Πέτρος", "ΝΤΡΟΠΗ ΣΑΣ ΟΛΟΙ, ΝΤΡΟΠΗ!"),
            spam(0.55, Reason("known-spam", "Ελένη, 2026-11-20T09:00:00+00:00", 0, 24), layer="moderator", general=0.3),
        ),
    ]
    put(desk, "park", "Το πάρκο της γειτονιάς", "el", judged)


def _chinese(desk: Desk) -> None:
    advert = "文章写得真好！加微信 abc888 领取优惠券，名额有限，先到先得。"
    judged: list[Judged] = [
        (comment("z1", "小林", "图书馆应该开到晚上十点。"), None),
        (
            comment("z2", "优惠君", advert),
            spam(0.96, reason(advert, "contact", "微信 abc888"), reason(advert, "advertising", "领取优惠券")),
        ),
    ]
    put(desk, "library", "社区图书馆的开放时间", "zh", judged)


def filled(path: Path) -> Desk:
    """Make a desk on which nine comments wait, in three languages; a clock ticks."""
    desk = Desk(path, Settings(), clock=ticking())
    _english(desk)
    _greek(desk)
    _chinese(desk)
    return desk


PAYLOADS = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)> \'"` onmouseover=alert(4) x="',
    "</textarea></title></style></script><iframe src=javascript:alert(5)></iframe>",
    "{{ 7*7 }} {% raw %} ${7*7} <!-- --> ]]> &lt;b&gt;",
    "abc\u202edcba\u2066 \x00\x07\x1b[31m \u200b zero",
    "javascript:alert(6) data:text/html,<script>alert(7)</script>",
    "Z\u0335\u0301\u0300\u0302" * 60,
    "w" * 900,
)


def hostile(path: Path) -> Desk:
    """Make a desk where every text that a stranger may write is an attack."""
    desk = Desk(path, Settings(), clock=ticking())
    judged: list[Judged] = []
    for at, text in enumerate(PAYLOADS):
        made = comment(
            f"h{at}",
            text,
            f"{text} {text}",
            author_url=f"http://x.example/{text}",
            links=(Link(0, min(5, len(text)), f"javascript:{text}"), Link(1, 3, text)),
        )
        made = structs.replace(made, published=text)
        judged.append((made, spam(0.9 - at / 100, Reason(f"<b>{at}", text, 0, 7), Reason("link", text, 2, len(text)))))
    with_language = structs.replace(judged[0][0], id='"><b>')
    put(desk, PAYLOADS[0], PAYLOADS[1], 'x" onclick="alert(8)', [*judged, (with_language, judged[0][1])], {"h1": "h0"})
    return desk


def long_queue(path: Path, size: int) -> Desk:
    """Make a desk on which many comments wait, the first the surest."""
    desk = Desk(path, Settings(), clock=ticking())
    judged: list[Judged] = [
        (comment(f"n{at}", f"Writer {at}", f"Offer number {at} of many"), spam(1 - at / (2 * size)))
        for at in range(size)
    ]
    put(desk, "long", "A long thread", "en", judged)
    return desk


class Listening:
    """A learner that counts what it hears."""

    def __init__(self, told: LayerTold | None = None) -> None:
        """Tell `told` whenever asked."""
        self._told, self.heard = told, 0

    def told(self) -> LayerTold | None:
        """Tell how the layer stands."""
        return self._told

    def decided(self) -> None:
        """Hear of a decision."""
        self.heard += 1


@contextmanager
def served(desk: Desk, *, locale: str | None = None, learner: Learner | None = None, who: str = "ann") -> Iterator[str]:
    """Serve a desk in a thread, on a free port; give the address with its token."""
    app = create_app(desk, Access(TOKEN, HOSTS), locale=locale, who=who, learner=learner)
    told: Queue[str] = Queue()
    thread = threading.Thread(target=serve, args=(app, "127.0.0.1", 0, told.put))
    thread.start()
    try:
        yield told.get(timeout=60)
    finally:
        app.state.server.should_exit = True
        thread.join(timeout=60)
    assert not thread.is_alive()

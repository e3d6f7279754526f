"""Desks for tests: filled by the store's own functions, without a model."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from agorascope import steps
from agorascope.moderation.desk import Desk
from agorascope.moderation.store import flags, threads
from agorascope.records import Article, Comment, Flag, Reason, Thread
from agorascope.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def ticking() -> Callable[[], str]:
    """Give a clock that is a second later each time it is asked."""
    seconds = count()
    return lambda: f"2026-11-30T10:{next(seconds):02}:00+00:00"


def desk_of(path: Path) -> Desk:
    """Open a desk whose clock ticks."""
    return Desk(path, Settings(), clock=ticking())


def thread_of(texts: Sequence[str], name: str = "t1", form: str = "wxr") -> Thread:
    """Make a thread of comments c1, c2 and so on, by different authors, an hour apart."""
    comments = tuple(
        Comment(id=f"c{n}", author=f"author {n}", published=f"2026-11-29T{n % 24:02}:00:00+00:00", text=text)
        for n, text in enumerate(texts, start=1)
    )
    return Thread(id=name, source=f"{name}.xml", format=form, article=Article(title="Loyalty"), comments=comments)


def put(desk: Desk, thread: Thread) -> list[int]:
    """Put a thread on the desk."""
    with desk.writing() as connection:
        return threads.add(connection, thread, steps.spoken(thread))


def spam_of(score: float, code: str = "advertising") -> Flag:
    """Make a flag of spam."""
    return Flag(kind="spam", score=score, layer="general", general=score, reasons=(Reason(code, "buy", 0, 3),))


def flagged(desk: Desk, numbers: Sequence[int], flag: Callable[[int], Flag | None], leads: int | None = None) -> None:
    """Write the flag that `flag` gives for the place of each comment."""
    with desk.writing() as connection:
        for place, stored in enumerate(threads.read(connection, numbers)):
            flags.write(connection, stored, flag(place), leads)

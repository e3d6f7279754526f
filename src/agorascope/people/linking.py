"""Who is one person: every form of a name on a page given to somebody, by evidence, in a fixed order.

What the page says comes first (who writes, who signs), then full names, then names of the article, then calls, and
last what calls tell of people who are otherwise unknown. Where two people could be meant, nobody is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agorascope.people.acquaintances import join_acquaintances, join_nameless
from agorascope.people.calls import Call, Meaning, Thread
from agorascope.people.names import akin, name_of
from agorascope.people.places import AUTHOR, Named, Place, article_names, byline, displayed
from agorascope.people.register import Register
from agorascope.people.unknown import answered, grouped, to_author
from agorascope.people.wholes import join_wholes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agorascope.records import Article, Comment


class Linked(NamedTuple):
    """The people of a page: forms with the person each belongs to, who wrote each comment, who of the cited counts."""

    register: Register
    placed: list[tuple[str, Place]]
    writers: list[str]
    notable: set[str]


def linked(article: Article, named: Sequence[Named], comments: Sequence[Comment]) -> Linked:
    """Link every form of a name on a page to somebody."""
    thread, register = Thread(comments), Register()
    placed = [(AUTHOR, place) for place in byline(article)]
    for order, (writer, comment) in enumerate(zip(thread.writers, comments, strict=True), start=1):
        placed += [(writer, place) for place in displayed(comment, order)]
        if writer == AUTHOR and comment.author and name_of(comment.author).folded:
            register.join(AUTHOR, f"name:{name_of(comment.author).folded}")
    for person, place in placed:
        if place.role != "signature" or _may_sign(register, person, place):
            register.enter(person, place.form)
    rows = list(_cited(article, named, register))
    join_wholes(register, dict.fromkeys([AUTHOR, *thread.writers, *(person for person, _, _ in rows)]))
    calls = list(thread.calls())
    told = _called(calls, thread, register)
    notable = {person for person, _, counts in rows if counts}
    join_acquaintances(calls, told, thread, register, notable)
    placed += [(person, place) for person, place, _ in rows]
    placed += [(told[n], call.place) for n, call in enumerate(calls) if n in told]
    return Linked(register, placed, thread.writers, notable)


def _cited(article: Article, named: Sequence[Named], register: Register) -> Iterator[tuple[str, Place, bool]]:
    """Enter the people that the article names in full, then those it names by a part or a title alone.

    Each comes with whether it is surely a person: one who claims something, or has a title.
    """
    rows = list(article_names(article, named))
    people: dict[str, None] = {}
    for one, place in rows:
        if one.sure or one.speaks:
            person = f"cited:{name_of(one.holder).folded}"
            people[person] = None
            register.enter(person, one.holder)
            register.enter(person, place.form)
            yield person, place, one.speaks or _titled(place)
    _join_longer(people, register)
    for place in (place for one, place in rows if not (one.sure or one.speaks)):
        meant = sorted({register.forest.root(p) for p in people if register.is_called(p, name_of(place.form))})
        if len(meant) == 1 or (not meant and _titled(place)):
            person = meant[0] if meant else f"cited:{name_of(place.form).folded}"
            register.enter(person, place.form)
            yield person, place, _titled(place)


def _join_longer(people: Iterable[str], register: Register) -> None:
    """Join people of the article where one name holds all words of the other: 'Ada Bell' and 'Ada Maria Bell'."""
    full = {p: n for p in people for n in register.names(p)[:1] if len(n.words) > 1}
    for person, name in full.items():
        longer = [p for p, n in full.items() if len(n.words) > len(name.words) and register.is_called(p, name)]
        if len(longer) == 1:
            register.join(longer[0], person)


def _may_sign(register: Register, person: str, place: Place) -> bool:
    """Tell whether a signature is one more name to find somebody by: not beside a name that it is no form of."""
    personal = [name for name in register.names(person) if name.personal]
    return not personal or akin(name_of(place.form), personal)


def _titled(place: Place) -> bool:
    return bool(name_of(place.form).title)


def _called(calls: Sequence[Call], thread: Thread, register: Register) -> dict[int, str]:
    """Give every call to somebody: whose name it is, else whom its place tells, else somebody nobody else knows."""
    meaning = Meaning(thread, register)
    meant = [meaning.of(call) for call in calls]
    told = {n: person for n, (person, _) in enumerate(meant) if person is not None}
    left = [n for n, (person, strange) in enumerate(meant) if person is None and strange]
    unknown = [calls[n] for n in left]
    for found in (to_author(unknown, thread, register), answered(unknown, thread, register)):
        told |= {left[n]: person for n, person in found.items()}
    for n in left:
        if n in told:
            register.enter(told[n], calls[n].place.form)
    join_nameless(calls, told, thread, register)
    for places in grouped(calls, [n for n in range(len(calls)) if n not in told]):
        person = f"called:{min(calls[n].name.folded for n in places)}"
        told |= dict.fromkeys(places, person)
        for n in places:
            register.enter(person, calls[n].place.form)
    return told

"""A person as it is told: the name, every form of it with the reason why it is the same person, the comments."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agorascope.people.names import kinship, name_of
from agorascope.people.places import AUTHOR
from agorascope.records import Person, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.people.linking import Linked
    from agorascope.people.places import Place
    from agorascope.records import Comment

_BY_ROLE = {
    "byline": "article-author",
    "display": "article-author",
    "signature": "signature",
    "addressee": "addressed",
    "mention": "part-of-name",
}
_ROLES = ("byline", "display", "mention", "signature", "addressee")
_COMPARED = 12


def told(found: Linked, comments: Sequence[Comment]) -> Iterator[Person]:
    """Tell the people in the order in which the page first names them.

    Names of the article count where they belong to somebody who claims something there, has a title, writes, or is
    called: the others may be places and firms.
    """
    root = found.register.forest.root
    places: dict[str, list[Place]] = defaultdict(list)
    for person, place in found.placed:
        places[root(person)].append(place)
    wrote: dict[str, list[str]] = defaultdict(list)
    for writer, comment in zip(found.writers, comments, strict=True):
        wrote[root(writer)].append(comment.id)
    notable = {root(person) for person in found.notable}
    rows = [(sorted(forms, key=_where), person) for person, forms in places.items()]
    for forms, person in sorted(rows, key=lambda row: (_where(row[0][0]), row[1])):
        if person in notable or any(place.role != "mention" for place in forms):
            yield _person(forms, wrote.get(person, []), author=person == root(AUTHOR))


def _where(place: Place) -> tuple[int, int, str]:
    return (place.order, -1 if place.start is None else place.start, place.form)


def _person(forms: Sequence[Place], wrote: Sequence[str], *, author: bool) -> Person:
    first: dict[str, Place] = {}
    times: dict[str, int] = defaultdict(int)
    for place in forms:
        first.setdefault(place.form, place)
        times[place.form] += 1
    best = min(first.values(), key=lambda place: _rank(place, times[place.form]))
    name = best.whole or best.form
    others = [form for form in first if form != name][:_COMPARED]
    variants = (
        Variant(place.form, place.comment, place.start, place.end, _reason(place, name, others, author=author))
        for place in first.values()
    )
    return Person(name, tuple(variants), tuple(wrote))


def _rank(place: Place, times: int) -> tuple[object, ...]:
    """Order the forms of a name: a byline, then full names, then display names, signatures, what others call.

    Among these more words come before fewer, then what is written more often, then what comes first.
    """
    name = name_of(place.whole or place.form)
    words = sum(not word.cut for word in name.words)
    full = name.personal and not name.joined and (words == len(name.words) > 1 or bool(name.han))
    called = place.role == "addressee"
    return (place.role != "byline", called or not full, _ROLES.index(place.role), -words, -times, *_where(place))


def _reason(place: Place, name: str, others: Sequence[str], *, author: bool) -> str:
    """Tell why a form is the same person: by the name itself, by another form of it, by who writes and who calls."""
    form, full = name_of(place.form), name_of(name)
    if form.folded == full.folded:
        return "full-name"
    found = kinship(form, full, expected=True) or kinship(full, form, expected=True)
    if found is None and not (author and place.role == "display"):
        rest = (name_of(other) for other in others if other != place.form)
        found = next((how for other in rest if (how := kinship(form, other) or kinship(other, form))), None)
    if found == "title" and not form.title:
        return "part-of-name"
    return found or _BY_ROLE[place.role]

"""Writers known by the company they keep: by what a reply calls them, by whom they talk to."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from agorascope.people.names import Name, akin, kinship, name_of
from agorascope.people.places import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from agorascope.people.calls import Call, Thread
    from agorascope.people.register import Register

_NAMELESS = "comment:"


def join_nameless(calls: Sequence[Call], told: Mapping[int, str], thread: Thread, register: Register) -> None:
    """Know the writer of a nameless comment by what replies to it call: somebody called so in that branch.

    Either one such person is known there, or the reply comes from the one whom the nameless comment answers. Where
    several people could be meant, nobody is.
    """
    root = register.forest.root
    meant: dict[str, set[str]] = defaultdict(set)
    alike: list[list[str]] = []
    for people in _namesakes(calls, told, thread):
        known = {root(person) for person in people if not person.startswith(_NAMELESS)}
        nameless = [person for person in people if person.startswith(_NAMELESS)]
        alike += [nameless] if not known else []
        for person in nameless if known else ():
            meant[person] |= known
    for n, person in told.items():
        above = thread.above[calls[n].at]
        if above is not None and thread.writers[above].startswith(_NAMELESS) and _takes_turns(calls[n], thread, root):
            higher = {root(thread.writers[m]) for m in thread.higher(above)}
            meant[thread.writers[above]] |= {root(person)} & higher
    for people in alike:
        strangers = [person for person in people if not meant.get(person)]
        for person in strangers[1:]:
            register.join(strangers[0], person)
    for person in sorted(meant):
        others = sorted({root(other) for other in meant[person]})
        fits = len(others) == 1 and all(akin(name, register.names(others[0])) for name in register.names(person))
        if fits:
            register.join(others[0], person)


def _takes_turns(call: Call, thread: Thread, root: Callable[[str], str]) -> bool:
    """Tell whether a reply and what its parent answers are by one writer."""
    above = thread.above[call.at]
    before = thread.above[above] if above is not None else None
    return before is not None and root(thread.writers[before]) == root(thread.writers[call.at])


def _namesakes(calls: Sequence[Call], told: Mapping[int, str], thread: Thread) -> list[list[str]]:
    """Give the people whom one name calls in one branch."""
    found: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for n, person in told.items():
        found[thread.top[calls[n].at], calls[n].name.folded][person] = None
    return [sorted(people) for _, people in sorted(found.items())]


def join_acquaintances(
    calls: Sequence[Call], told: Mapping[int, str], thread: Thread, register: Register, cited: Iterable[str]
) -> None:
    """Know a writer with a single name as somebody whom the article names in full, and surely as a person.

    The surname tells, and the given name where the writer and the article's author speak to each other by name; and
    only where it fits one writer and one person of the article.
    """
    root = register.forest.root
    author = root(AUTHOR)
    friends = {root(thread.writers[calls[n].at]) for n, person in told.items() if root(person) == author}
    friends |= {root(person) for n, person in told.items() if root(thread.writers[calls[n].at]) == author}
    writers = {root(writer) for writer in thread.writers} - {author}
    fits: dict[str, list[str]] = defaultdict(list)
    for person in sorted({root(person) for person in cited} - writers):
        for writer in sorted(register.sharing(person) & writers):
            if _is_part(register.names(person), register.names(writer), by_given=writer in friends):
                fits[writer].append(person)
    times = Counter(person for people in fits.values() for person in people)
    for writer, people in sorted(fits.items()):
        if len(people) == 1 and times[people[0]] == 1:
            register.join(writer, people[0])


def _is_part(names: Sequence[Name], own: Sequence[Name], *, by_given: bool) -> bool:
    """Tell whether all that somebody is called is one word of one of the names: the last, or with `by_given` any."""
    personal = [name for name in own if name.personal]
    if not personal or any(len(name.words) > 1 for name in personal):
        return False
    full = [name for name in names if len(name.words) > 1]
    return any(
        kinship(one, name) is not None and (by_given or kinship(one, name_of(name.words[-1].folded)) is not None)
        for one in personal
        for name in full
    )

"""Names that are called and that nobody is known by: whose they are by the place they are called at."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agorascope.people.places import AUTHOR
from agorascope.people.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.people.calls import Call, Thread
    from agorascope.people.names import Name


def answered(calls: Sequence[Call], thread: Thread, register: Register) -> dict[int, str]:
    """Tell which calls in replies call the writer of what is answered: the person, by the call's index.

    A writer who has another name already is not called by this one; of several names that are not one, the one that is
    called most is his, if there is one.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    for n, call in enumerate(calls):
        above = thread.above[call.at]
        if above is not None:
            person = register.forest.root(thread.writers[above])
            other = person != register.forest.root(thread.writers[call.at])
            if other and may_be_called(register, person, call.name):
                wanted[person].append(n)
    most = {person: _most(grouped(calls, places)) for person, places in wanted.items()}
    return {n: person for person, places in most.items() for n in places}


def to_author(calls: Sequence[Call], thread: Thread, register: Register) -> dict[int, str]:
    """Tell which calls of comments that answer no other call the article's author, who takes part in the thread.

    Where the author's name is known they call him by the part of it that is not; where it is not known, by the name
    that is called most, and by a surname with a title beside it.
    """
    if AUTHOR not in thread.writers:
        return {}
    top = [n for n, call in enumerate(calls) if thread.above[call.at] is None]
    if any(name.personal for name in register.names(AUTHOR)):
        return {n: AUTHOR for n in top if may_be_called(register, AUTHOR, calls[n].name)}
    groups = grouped(calls, top)
    first = _most(groups)
    given = all(_is_given(calls[n].name) for n in first)
    titled = [n for places in groups if places != first for n in places if given and _is_surname(calls[n].name)]
    return dict.fromkeys([*first, *titled], AUTHOR) if first else {}


def may_be_called(register: Register, person: str, name: Name) -> bool:
    """Tell whether somebody can have a name that is no form of his: he has handles only, or it is the part he lacks.

    A title goes before a surname ('κύριε Lund'); one word without a title is a given name more often than not.
    """
    personal = [known for known in register.names(person) if known.personal]
    return not personal or (_is_surname(name) and all(map(_is_given, personal)))


def _is_surname(name: Name) -> bool:
    return bool(name.title) and len(name.words) == 1 and not name.han


def _is_given(name: Name) -> bool:
    return not name.title and len(name.words) == 1 and not name.han


def grouped(calls: Sequence[Call], places: Iterable[int]) -> list[list[int]]:
    """Group calls by name: forms of one name together, a form of several names alone."""
    register = Register()
    by_name: dict[str, list[int]] = defaultdict(list)
    for n in places:
        by_name[calls[n].name.folded].append(n)
    for folded in sorted(by_name, key=lambda name: (-len(name), name)):
        found = sorted(register.meant(calls[by_name[folded][0]].name))
        register.enter(folded, calls[by_name[folded][0]].place.form)
        if len(found) == 1:
            register.join(found[0], folded)
    groups: dict[str, list[int]] = defaultdict(list)
    for folded in sorted(by_name):
        groups[register.forest.root(folded)] += by_name[folded]
    return [sorted(groups[root]) for root in sorted(groups)]


def _most(groups: Sequence[list[int]]) -> list[int]:
    """Give the largest group, none where two are as large."""
    ranked = sorted(groups, key=len, reverse=True)
    if not ranked or (len(ranked) > 1 and len(ranked[0]) == len(ranked[1])):
        return []
    return ranked[0]

"""Full names that are the same in other letters, other cases or a shorter form: one person under two names."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from agorascope.people.names import Name, kinship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agorascope.people.register import Register

_FEWEST = 2
_MOST_FORMS, _MOST_KEYS = 6, 16


def join_wholes(register: Register, people: Iterable[str]) -> None:
    """Join people who share a full name of two words or more: 'Bill Roe' and 'William Roe', 'Lemos' and 'Λέμος'.

    Where a place in the table holds forms that do not all belong together ('Nicola Rossi', 'Nicolas Rossi', 'Νικόλας
    Ρόσσι'), nobody is joined. Each name is looked up, nobody is compared with everybody.
    """
    table: dict[tuple[str, ...], dict[str, Name]] = {}
    bearers: dict[str, str] = {}
    for person in people:
        for name in register.names(person):
            for key in _keys(name):
                table.setdefault(key, {})[name.folded] = name
                register.join(bearers.setdefault(name.folded, person), person)
    for names in table.values():
        if 1 < len(names) <= _MOST_FORMS and _belong_together(list(names.values())):
            first, *others = [bearers[folded] for folded in names]
            for other in others:
                register.join(first, other)


def _belong_together(names: list[Name]) -> bool:
    return all(kinship(one, other) or kinship(other, one) for one, other in combinations(names, 2))


def _keys(name: Name) -> Iterator[tuple[str, ...]]:
    """Give the places of a full name in the table: its words by their keys, or by the names they may be short for."""
    words = name.words
    if not name.personal or name.han or len(words) < _FEWEST or any(word.cut for word in words):
        return
    ways = product(*[(word.key, *(f"#{number}" for number in sorted(word.names))) for word in words])
    yield from {tuple(sorted(way)): None for _, way in zip(range(_MOST_KEYS), ways, strict=False)}

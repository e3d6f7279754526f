"""The people of a page while they are being linked: whose names these are, and who may be meant by a form."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agorascope.people.forest import Forest
from agorascope.people.names import Name, akin, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.people.words import Word

# More people than these share a name with a form that then means none of them, and more names are nobody's.
MANY = 200
MOST_NAMES = 12
_MOST_PIECES = 12


class Register:
    """Who is called what. People are known by a member of their set; forms are found by their keys in a table."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.forest = Forest()
        self._names: dict[str, dict[str, Name]] = defaultdict(dict)
        self._keys: dict[str, set[str]] = defaultdict(set)
        self._by_key: dict[str, dict[str, None]] = defaultdict(dict)

    def enter(self, person: str, form: str) -> None:
        """Give a person one more name."""
        name, root = name_of(form), self.forest.root(person)
        if name.folded in self._names[root] or len(self._names[root]) >= MOST_NAMES:
            return
        self._names[root][name.folded] = name
        for key in entered(name):
            self._keys[root].add(key)
            if len(self._by_key[key]) <= MANY:
                self._by_key[key][root] = None

    def join(self, one: str, other: str) -> None:
        """Make two people one."""
        roots = {self.forest.root(one), self.forest.root(other)}
        self.forest.join(one, other)
        kept = self.forest.root(one)
        for root in sorted(roots - {kept}):
            for folded, name in self._names.pop(root, {}).items():
                self._names[kept].setdefault(folded, name)
            for key in self._keys.pop(root, set()):
                self._keys[kept].add(key)
                if len(self._by_key[key]) <= MANY:
                    self._by_key[key][kept] = None

    def names(self, person: str) -> tuple[Name, ...]:
        """Give all names of a person, as they were entered."""
        return tuple(self._names.get(self.forest.root(person), {}).values())

    def is_called(self, person: str, form: Name, *, expected: bool = False) -> bool:
        """Tell whether a form is a form of one of a person's names."""
        names = self._names.get(self.forest.root(person), {})
        keys = self._keys.get(self.forest.root(person), set())
        shared = any(not keys.isdisjoint(found) for found in searched(form))
        return (shared or expected) and akin(form, tuple(names.values()), expected=expected)

    def meant(self, form: Name) -> set[str]:
        """Give everybody whose name a form may be; where more than two hundred share its rarest word, nobody."""
        asked = searched(form)
        if not asked:
            return set()
        rarest = min(asked, key=lambda keys: (sum(len(self._by_key.get(key, ())) for key in keys), keys))
        found = {self.forest.root(person) for key in rarest for person in self._by_key.get(key, ())}
        if len(found) > MANY:
            return set()
        shared = (p for p in found if all(not self._keys[p].isdisjoint(keys) for keys in asked))
        return {person for person in shared if self.is_called(person, form)}

    def sharing(self, person: str) -> set[str]:
        """Give everybody else who has a word of a name in common with somebody."""
        root = self.forest.root(person)
        found = {self.forest.root(other) for key in self._keys.get(root, ()) for other in self._by_key.get(key, ())}
        return found - {root}


def searched(name: Name) -> list[tuple[str, ...]]:
    """Give what the people are found by whom a form may mean: the keys of each of its words, abbreviations left out.

    A word has its own key, shared by its cases and spellings, and the names that it may be short for; Chinese
    characters count as one word, found whole, or by the surname where they are a surname with a title (李老师, 老魏).
    """
    found = [_keys_of(word) for word in name.words if not word.cut and word.script != "han"]
    if name.han and name.title:
        found.append((name.han, f"{name.han[0]}?"))
    elif name.han:
        found.append((name.han, f"{name.han[1]}?") if len(name.han) == 2 else (name.han,))  # noqa: PLR2004 - 老魏
    return found


def entered(name: Name) -> Iterator[str]:
    """Give what a name is entered under: the keys of its words, every piece of its Chinese characters, its surname."""
    for word in name.words:
        if not word.cut and word.script != "han":
            yield from _keys_of(word)
    if name.han:
        characters = name.han[:_MOST_PIECES]
        yield f"{characters[0]}?"
        yield name.han
        for size in range(2, len(characters)):
            yield from (characters[at : at + size] for at in range(len(characters) - size + 1))


def _keys_of(word: Word) -> tuple[str, ...]:
    return (word.key or word.folded, *(f"#{number}" for number in sorted(word.names)))

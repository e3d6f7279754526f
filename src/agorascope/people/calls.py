"""Whom a comment calls by name: the one it answers, somebody above, the article's author, or somebody in the thread."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from agorascope.people.names import Name, name_of
from agorascope.people.places import AUTHOR, addressed, writer_of
from agorascope.records.replies import forest, parents, tops

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agorascope.people.places import Place
    from agorascope.people.register import Register
    from agorascope.records import Comment

_HIGHEST = 20
_FULL = 2


class Call(NamedTuple):
    """A name that a comment calls, where it stands, and the comment's place in the sequence."""

    name: Name
    place: Place
    at: int


class Thread:
    """The comments as a tree: who wrote each, what each answers, under which first comment it stands."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        """Look up parents by id; a comment whose parent is not here, and the first of a circle, answer nothing."""
        self.comments = comments
        self.writers = [writer_of(comment) for comment in comments]
        self.above = forest(parents(comments))
        self.top = tops(self.above)

    def higher(self, at: int) -> Iterator[int]:
        """Give what a comment answers and what stands above it, the nearest first, at most twenty."""
        above, count = self.above[at], 0
        while above is not None and count < _HIGHEST:
            yield above
            above, count = self.above[above], count + 1

    def calls(self) -> Iterator[Call]:
        """Give every name that is called, in page order."""
        for n, comment in enumerate(self.comments):
            place = addressed(comment, n + 1)
            if place is not None:
                yield Call(name_of(place.form), place, n)


class Meaning:
    """Who is meant by the calls of a thread, among those whose names are known."""

    def __init__(self, thread: Thread, register: Register) -> None:
        """Look up who writes in which branch; the register must not change while this is in use."""
        self.thread, self.register = thread, register
        self._known: dict[tuple[str, str, bool], bool] = {}
        self._meant: dict[str, set[str]] = {}
        self.branches: dict[str, set[int]] = defaultdict(set)
        for writer, top in zip(thread.writers, thread.top, strict=True):
            self.branches[register.forest.root(writer)].add(top)

    def of(self, call: Call) -> tuple[str | None, bool]:
        """Give the person that a call means, None where nobody or several may be; and whether the name is nobody's.

        Who wrote what the comment answers comes first, then those above, the article's author, the branch, the page.
        Nobody calls himself, and nobody who is only named in the article is called by a given name.
        """
        writer = self.register.forest.root(self.thread.writers[call.at])
        above = [self.thread.writers[n] for n in self.thread.higher(call.at)]
        for depth, person in enumerate(dict.fromkeys([*above, AUTHOR])):
            expected = (depth == 0 and bool(above)) or person == AUTHOR
            root = self.register.forest.root(person)
            if self._is_called(root, call.name, expected=expected):
                return (None, False) if root == writer else (root, False)
        if call.name.folded not in self._meant:
            self._meant[call.name.folded] = self.register.meant(call.name)
        found = self._meant[call.name.folded] - {writer}
        if len(call.name.words) < _FULL and not call.name.title:
            found = {person for person in found if person in self.branches}
        branch = {person for person in found if self.thread.top[call.at] in self.branches[person]}
        only = branch if len(branch) == 1 else found
        return (next(iter(only)) if len(only) == 1 else None), not found

    def _is_called(self, root: str, name: Name, *, expected: bool) -> bool:
        asked = (root, name.folded, expected)
        if asked not in self._known:
            self._known[asked] = self.register.is_called(root, name, expected=expected)
        return self._known[asked]

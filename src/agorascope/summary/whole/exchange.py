"""Who answers whom down a branch: the objections above, by all the names of those who made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from agorascope.records import CommentReport
from agorascope.summary.voices import person
from agorascope.summary.whole.called import Key, called, known_by
from agorascope.summary.whole.shown import is_heard


class _Step(Struct, frozen=True):
    """What a comment on the way down added: an objection, and the keys under which its writer is found."""

    objection: int
    keys: tuple[Key, ...]
    waits: bool


class Exchange:
    """A walk down the branches of a thread, with the objections that stand above the comment it is at.

    An answer holds for that person's nearest objection up the branch, and for those further up that had none so far; so
    the work and the answers stay in proportion to the thread, however long two people go on. Nobody without a name is
    taken for the one who spoke above, for many who join in after the author's answer are somebody else.
    """

    def __init__(
        self, comments: Sequence[CommentReport], above: Sequence[int | None], objecting: Mapping[int, int]
    ) -> None:
        """Begin at the top; `above` are parents, `objecting` objections and their re-posts, all by place."""
        self._comments, self._above, self._objecting = comments, above, objecting
        self._speaks = [c.by_article_author and is_heard(c) for c in comments]
        self._answers: dict[int, dict[str, int]] = {place: {} for place in objecting.values()}
        self._steps: list[_Step | None] = []
        self._on_the_way: defaultdict[Key, list[int]] = defaultdict(list)
        self._waiting: defaultdict[str, list[int]] = defaultdict(list)

    def answers(self) -> Iterator[tuple[int, list[int]]]:
        """Give every objection with its answers, both in page order; of copies of one answer only the first."""
        for place, found in sorted(self._answers.items()):
            yield place, sorted(found.values())

    def enter(self, place: int) -> None:
        """Go down to a comment: an objection is remembered, an answer noted."""
        objection = self._objecting.get(place)
        step = self._objects(place, objection) if objection is not None else None
        if self._speaks[place]:
            step = self._replies(place)
        if step is not None:
            for key in step.keys:
                self._on_the_way[key].append(step.objection)
        self._steps.append(step)

    def leave(self) -> None:
        """Go back up from the comment entered last."""
        step = self._steps.pop()
        if step is None:
            return
        for key in step.keys:
            self._on_the_way[key].pop()
        waiting = self._waiting[person(self._comments[step.objection])]
        if step.waits and waiting and waiting[-1] == step.objection:
            waiting.pop()

    def _objects(self, place: int, objection: int) -> _Step:
        self._waiting[person(self._comments[objection])].append(objection)
        writers = (self._comments[objection], self._comments[place])
        keys = [key for writer in writers for key in _names(writer)]
        return _Step(objection, tuple(dict.fromkeys(keys)), waits=True)

    def _replies(self, place: int) -> _Step | None:
        """Note what the author answers; who is answered goes by the name the author uses from here down."""
        up, name = self._above[place], self._comments[place].addressee
        under = self._nearest([("person", person(self._comments[up]))]) if up is not None else None
        meant = self._nearest(called(name))
        for objection in (under, meant):
            if objection is not None:
                self._note(objection, place)
        return _Step(under, tuple(known_by(name)), waits=False) if under is not None and name else None

    def _nearest(self, keys: Sequence[Key]) -> int | None:
        return next((found[-1] for key in keys if (found := self._on_the_way.get(key))), None)

    def _note(self, objection: int, place: int) -> None:
        answer = self._comments[place]
        said = answer.duplicate.of if answer.duplicate else answer.id
        self._answers[objection].setdefault(said, place)
        waiting = self._waiting[person(self._comments[objection])]
        while waiting:
            self._answers[waiting.pop()].setdefault(said, place)


def _names(writer: CommentReport) -> tuple[Key, ...]:
    return (("person", person(writer)), *known_by(writer.author), *known_by(writer.signature))

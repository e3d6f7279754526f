"""Pseudonyms in the place of people's names: the same person, the same name, wherever the same key is used.

Authors, signatures, salutations, mentions, and whole names in comments are replaced. An article's own text, title and
address are left as they are: it was published under its author's name, and the people in it are its matter. The web
address that somebody signs with names a person, and is left out; where the links in a comment lead stays.
"""

from __future__ import annotations

import hmac
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import structs

from agorascope.readers.persons.mentions import ANYWHERE, IN_NOTICES, ONE, Mentions, Place, handles, is_distinctive
from agorascope.readers.persons.register import LONGEST_NAME, Register, form, identity, is_form
from agorascope.records import Comment, Link, Notice, Offsets, Thread

BYTES = 6
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"


class Pseudonyms:
    """Gives people other names, by a key without which nobody can tell whose they are."""

    def __init__(self, key: bytes) -> None:
        """Take the key."""
        self._key = key

    def thread(self, thread: Thread) -> Thread:
        """Give a thread with pseudonyms in the place of names; ids, order and all other words stay as they are."""
        people = _People(thread, self)
        article = structs.replace(thread.article, author=people.own(thread.article.author))
        ids = {comment.id for comment in thread.comments}
        return structs.replace(
            thread,
            article=article,
            comments=tuple(_renamed(comment, people) for comment in thread.comments),
            chrome=tuple(structs.replace(line, text=people.unnamed(line.text)) for line in thread.chrome),
            notices=tuple(_unnamed(notice, people, ids) for notice in thread.notices),
        )

    def of(self, name: str) -> str:
        """Give the pseudonym of a person by the whole name; case, accents and blanks do not matter."""
        return self._hashed(identity(name))

    def of_form(self, name: str) -> str:
        """Give the pseudonym of a person known by a form of a name only, one for all its cases."""
        return self._hashed(form(name))

    def _hashed(self, told: str) -> str:
        return spoken(hmac.digest(self._key, told.encode("utf-8", "surrogatepass"), "sha256")[:BYTES])


def spoken(number: bytes) -> str:
    """Write bytes, two and two, as syllables that read as a name: Lusabbabadgutih.

    Proquints (Wilkerson 2009, arXiv:0901.4016) without their hyphens. Digits and signs in the place of a name made
    comments look like adverts to the spam model; a word that may be a name is what a name was.
    """
    pairs = (int.from_bytes(number[at : at + 2], "big") for at in range(0, len(number), 2))
    return "".join(map(_syllables, pairs)).capitalize()


def _syllables(pair: int) -> str:
    consonants = (CONSONANTS[pair >> shift & 15] for shift in (12, 6, 0))
    vowels = (VOWELS[pair >> shift & 3] for shift in (10, 4))
    first, second, third = consonants
    one, other = vowels
    return first + one + second + other + third


class _People:
    """Everybody in a thread: the article's author first, then who writes comments, then who only signs them."""

    def __init__(self, thread: Thread, pseudonyms: Pseudonyms) -> None:
        self._pseudonyms = pseudonyms
        self._register, self._mentions = Register(), Mentions()
        self._writers = {comment.id: comment.author for comment in thread.comments}
        first = [thread.article.author] if thread.article.author else []
        others = {comment.author for comment in thread.comments if comment.author}
        ordered = [*first, *sorted(others, key=lambda name: (identity(name), name))]
        self._authors = {name: pseudonyms.of(name) for name in ordered}
        self._found: dict[str, str] = {}
        self._forms: dict[tuple[str, str], bool] = {}
        for name, pseudonym in self._authors.items():
            self._register.enter(name, pseudonym)
            self._mentions.enter(name, pseudonym)
        self._enter_signers(thread.comments)

    def _enter_signers(self, comments: Sequence[Comment]) -> None:
        signed = {comment.signature for comment in comments if comment.signature}
        for name in sorted(name for name in signed if self._register.find(name) is None):
            self._register.enter(name, self._pseudonyms.of_form(name))

    def own(self, author: str | None) -> str | None:
        """Give the pseudonym of an author; nobody stays nobody."""
        return self._authors[author] if author else author

    def _known(self, name: str) -> str:
        """Give the pseudonym of whoever a name is a form of, else that of the name itself."""
        if name not in self._found:
            self._found[name] = self._register.find(name) or self._pseudonyms.of_form(name)
        return self._found[name]

    def called(self, comment: Comment) -> tuple[str | None, str | None]:
        """Tell who signs a comment and whom it calls: rather its own author and the one above than others."""
        above = self._writers.get(comment.parent) if comment.parent is not None else None
        return self._expected(comment.signature, comment.author), self._expected(comment.addressee, above)

    def _expected(self, name: str | None, likely: str | None) -> str | None:
        if not name:
            return name
        return self._authors[likely] if likely and self._is_form(name, likely) else self._known(name)

    def _is_form(self, name: str, of: str) -> bool:
        if (name, of) not in self._forms:
            self._forms[name, of] = is_form(name, of)
        return self._forms[name, of]

    def places(self, text: str, least: int = ANYWHERE) -> Iterator[Place]:
        """Give the places of names and handles, in any order; they may overlap."""
        yield from self._mentions.places(text, least)
        for handle in handles(text):
            yield self.known_part(text, Place(*handle.span("who"), self._known(handle["who"])))

    def known_part(self, text: str, place: Place) -> Place:
        """Give of a handle, or of whom a comment calls, the name that is known."""
        return self._mentions.known_part(text, place)

    def unnamed(self, text: str) -> str:
        """Give words that are not a user's own without the names in them."""
        return _written(text, _apart([*self.places(text, IN_NOTICES)]))


def _unnamed(notice: Notice, people: _People, ids: set[str]) -> Notice:
    where = notice.where if notice.where.removeprefix("comment ") in ids else people.unnamed(notice.where)
    return structs.replace(notice, message=people.unnamed(notice.message), where=where)


def _renamed(comment: Comment, people: _People) -> Comment:
    """Put pseudonyms into a comment: into its fields, and its text with every offset in it."""
    signature, addressee = people.called(comment)
    signs = _signed(comment, signature)
    calls = [people.known_part(comment.text, place) for place in _addressed(comment, addressee)]
    places = _apart([*signs, *calls, *people.places(comment.text)])
    moved = _moving(places)
    return structs.replace(
        comment,
        author=people.own(comment.author),
        author_url=None,
        text=_written(comment.text, places),
        quoted=_asunder(map(moved, comment.quoted)),
        links=tuple(Link(*moved((link.start, link.end)), link.url) for link in comment.links),
        signature=_standing(signs, places) or signature,
        addressee=_standing(calls, places) or addressee,
    )


def _signed(comment: Comment, pseudonym: str | None) -> list[Place]:
    """Give where the signature stands, at the end of a text, and then where else."""
    return _named(comment.text, comment.signature, pseudonym, lambda found: found[-1])


def _addressed(comment: Comment, pseudonym: str | None) -> list[Place]:
    """Give where the one who is called stands, first in what the writer says himself, and then where else."""

    def first(found: list[Place]) -> Place:
        starts = [start for start, _ in comment.quoted]
        ends = [end for _, end in comment.quoted]
        own = (place for place in found if bisect_right(starts, place.start) == bisect_right(ends, place.start))
        return next(own, found[0])

    return _named(comment.text, comment.addressee, pseudonym, first)


def _named(text: str, name: str | None, pseudonym: str | None, chosen: Callable[[list[Place]], Place]) -> list[Place]:
    """Give the place that is `chosen`, then all where the name can mean nobody else."""
    found = [Place(start, start + len(name), pseudonym) for start in _starts(text, name)] if name and pseudonym else []
    if not (found and name):
        return []
    return [chosen(found), *(found if is_distinctive(name[:LONGEST_NAME]) else [])]


def _starts(text: str, name: str) -> list[int]:
    """Find a name as whole words; where it is nowhere so, first and last in the midst of others."""
    found = []
    at = text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + (len(name) if name.isalnum() else 1))
    whole = [at for at in found if not (_is_inside(text, at) or _is_inside(text, at + len(name)))]
    return whole or [*found[:1], *found[-1:]]


def _is_inside(text: str, at: int) -> bool:
    """Say whether a place is in the midst of a word."""
    around = text[at - 1 : at + 1] if at else ""
    return len(around) > 1 and around.isalnum() and not ONE.search(around)


def _apart(places: Sequence[Place]) -> list[Place]:
    """Put places in order; of those that overlap the longest one's pseudonym stands for all."""
    kept: list[Place] = []
    longest = 0
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        length = place.end - place.start
        if kept and place.start < kept[-1].end:
            last = kept.pop()
            pseudonym = place.pseudonym if length > longest else last.pseudonym
            kept.append(Place(last.start, max(last.end, place.end), pseudonym))
            longest = max(longest, length)
        else:
            kept.append(place)
            longest = length
    return kept


def _written(text: str, places: Sequence[Place]) -> str:
    if not places:
        return text
    at = [0, *(place.end for place in places)]
    kept = [text[start : place.start] + place.pseudonym for start, place in zip(at, places, strict=False)]
    return "".join([*kept, text[at[-1] :]])


def _moving(places: Sequence[Place]) -> Callable[[Offsets], Offsets]:
    """Give what moves offsets with the text; one inside a name goes to the near end of what stands in its place."""
    starts = [place.start for place in places]
    shifts = list(accumulate((len(p.pseudonym) - (p.end - p.start) for p in places), initial=0))

    def moved(offset: int, *, to_end: bool) -> int:
        before = bisect_left(starts, offset)  # how many names begin before it
        if before and offset < places[before - 1].end:
            return places[before - 1].end + shifts[before] if to_end else starts[before - 1] + shifts[before - 1]
        return offset + shifts[before]

    return lambda span: (moved(span[0], to_end=False), moved(span[1], to_end=True))


def _asunder(spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """Give spans in their order without what one before has; names that stood apart may now be one."""
    found: list[Offsets] = []
    for start, end in spans:
        first = max(start, found[-1][1] if found else 0)
        if first < end:
            found.append((first, end))
    return tuple(found)


def _standing(wanted: Sequence[Place], places: Sequence[Place]) -> str | None:
    """Give the pseudonym that stands where the first of these names stood."""
    if not wanted:
        return None
    at = bisect_right([place.start for place in places], wanted[0].start) - 1
    return places[at].pseudonym

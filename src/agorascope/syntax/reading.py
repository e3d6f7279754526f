"""Reads one sentence: from scores to parts of speech, features, lemmas and a tree."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from agorascope.syntax import lemmas, trees
from agorascope.syntax.windows import windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from agorascope.syntax.network import Network

    Values = NDArray[np.float32]

LIKELY = 12
ROOT, JOINED = "ROOT", "parataxis"
NOTHING = "_"


class Read(Struct, frozen=True):
    """What is told of a word; `head` is the place of its head among the words, its own for the root."""

    pos: str
    tag: str
    morph: str
    lemma: str
    head: int
    relation: str


def read(text: str, words: Sequence[tuple[int, int]], network: Network) -> list[Read]:
    """Read the words of a sentence, given as (start, end) in `text`, in order.

    A sentence too long for one pass is read in windows; the roots of later ones hang from the first as `parataxis`.
    """
    if not words:
        return []
    found: list[Read] = []
    place = 0
    for _, end in windows(text, words[0][0], words[-1][1], network):
        last = bisect_left(words, (end, 0), lo=place)
        if place < last:
            found += [_moved(one, place) for one in _window(text, words[place:last], network)]
            place = last
    return _under_one(found)


def _moved(one: Read, by: int) -> Read:
    return structs.replace(one, head=one.head + by)


def _under_one(found: list[Read]) -> list[Read]:
    roots = [place for place, one in enumerate(found) if one.head == place]
    for place in roots[1:]:
        found[place] = structs.replace(found[place], head=roots[0], relation=JOINED)
    return found


def _window(text: str, words: Sequence[tuple[int, int]], network: Network) -> list[Read]:
    start, end = words[0][0], words[-1][1]
    part, places = text[start:end], [(first - start, last - start) for first, last in words]
    row = network.row(part)
    told = network.words(part, row, network.pieces(row), places)
    heads = trees.best(told["arc"].astype("float64"))
    relations = _relations(network, told, heads)
    best = {name: told[name].argmax(axis=1) for name in network.about.tags}
    rows = []
    for place, (first, last) in enumerate(places):
        word = part[first:last]
        named = {name: network.about.tags[name][int(found[place])] for name, found in best.items()}
        lemma = _lemma(word, named["upos"], told["lemma"][place], network)
        head = int(heads[place]) - 1 if heads[place] else place
        morph = "" if named.get("feats", NOTHING) == NOTHING else named["feats"]
        tag = named.get("xpos", NOTHING)
        rows.append(Read(named["upos"], named["upos"] if tag == NOTHING else tag, morph, lemma, head, relations[place]))
    return rows


def _relations(network: Network, told: dict[str, Values], heads: NDArray[np.int64]) -> list[str]:
    """Give the best label of each arc; that of the root alone is written as spaCy writes it."""
    names = network.about.relations
    scores = network.labels(told, heads)
    root = names.index(ROOT.lower())
    scores[:, root] = -1e30
    best = scores.argmax(axis=1)
    return [ROOT if head == 0 else names[int(label)] for head, label in zip(heads, best, strict=True)]


def _lemma(word: str, pos: str, scores: Values, network: Network) -> str:
    """Give the lemma that was always seen with the word, else that of the best rule that fits it."""
    import numpy as np

    known = network.about.lemmas.get(f"{word.lower()}|{pos}")
    if known is not None:
        return known
    rules = network.about.tags["lemma"]
    for place in np.argsort(-scores, kind="stable")[:LIKELY]:
        made = lemmas.apply(rules[int(place)], word)
        if made:
            return made
    return word

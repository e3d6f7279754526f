"""Chinese words: every character begins, is in, ends or is a word, as the network reads its sentence.

Source of the four marks: Xue (2003), Chinese word segmentation as character tagging; the best row of marks is found
by Viterbi's way. Latin words, numbers, links and marks are cut by rules before, and never joined with Chinese ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agorascope.language.chinese import to_simplified
from agorascope.language.segmentation import sentences
from agorascope.syntax.alone import alone
from agorascope.syntax.windows import windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from agorascope.syntax.network import Network

    Scores = NDArray[np.float32]

TOKENIZER = "agorascope.ChineseWords.v1"
BEGIN, INSIDE, END, ALONE = range(4)
BEFORE = ((END, ALONE), (BEGIN, INSIDE), (BEGIN, INSIDE), (END, ALONE))
"""Which marks may stand before each mark."""
MARKS = frozenset("，。！？；：、“”‘’（）《》〈〉「」『』【】…—～")
"""Never part of a word that has anything else."""
FIXED = re.compile(
    r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[@#]?[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.-]*[A-Za-z\u00c0-\u024f]"
    r"|[0-9０-９]+(?:[.,:][0-9０-９]+)*|[A-Za-z\u00c0-\u024f]"
    r"|[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U0001f000-\U0001faff]*"
)


def words(text: str, network: Network) -> Iterator[tuple[int, int]]:
    """Give the words of a text as (start, end), in order; together they hold all that is not white space."""
    for start, end in sentences(text, "zh"):
        for left, right in windows(text, start, end, network):
            for first, last in _cut(text[left:right], network):
                yield left + first, left + last


def _cut(text: str, network: Network) -> Iterator[tuple[int, int]]:
    import numpy as np

    row = network.row(text)
    known = network.about.signs
    places = {sign: place for place, sign in enumerate(known)}
    signs = np.array([places.get(sign, len(known)) for sign in to_simplified(text)], np.int64)
    marks = likeliest(network.bounds(signs, row, network.pieces(row)))
    breaks = _breaks(text)
    start = 0
    for at in range(1, len(text) + 1):
        joined = breaks.get(at)
        if at == len(text) or (marks[at - 1] >= END if joined is None else joined):
            if not text[start].isspace():
                yield start, at
            start = at


def _breaks(text: str) -> dict[int, bool]:
    """Tell of places between characters what needs no network: at white space and marks, and in fixed pieces."""
    found: dict[int, bool] = {}
    for piece in FIXED.finditer(text):
        found.update(dict.fromkeys(range(piece.start() + 1, piece.end()), False))
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if before.isspace() != after.isspace() or (before in MARKS) != (after in MARKS):
            found[at] = True
    return found


def likeliest(scores: Scores) -> list[int]:
    """Give the best row of marks that makes words: (characters, 4) → a mark for each character."""
    import numpy as np

    count = len(scores)
    never = np.float64(-1e30)
    best = np.full(4, never)
    best[[BEGIN, ALONE]] = scores[0][[BEGIN, ALONE]]
    back = np.zeros((count, 4), np.int64)
    for at in range(1, count):
        then = np.empty(4)
        for mark, (one, other) in enumerate(BEFORE):
            back[at, mark] = one if best[one] >= best[other] else other
            then[mark] = best[back[at, mark]] + scores[at, mark]
        best = then
    mark = END if best[END] > best[ALONE] else ALONE
    marks = [mark]
    for at in range(count - 1, 0, -1):
        mark = int(back[at, mark])
        marks.append(mark)
    return marks[::-1]


class ChineseWords:
    """A tokenizer for spaCy; the network is that of the pipe `pipe`, and without one each character is a word."""

    def __init__(self, nlp: Language, pipe: str) -> None:
        self.nlp, self.pipe = nlp, pipe

    @property
    def vocab(self) -> Vocab:
        """Give the vocabulary of the pipeline."""
        return self.nlp.vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text; tokens and white space together are the text."""
        network: Network | None = getattr(self.nlp.get_pipe(self.pipe), "network", None)
        if network is None:
            return document(self.vocab, text, [(at, at + 1) for at, sign in enumerate(text) if not sign.isspace()])
        with alone():
            return document(self.vocab, text, list(words(text, network)))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Keep nothing: the network has everything."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ChineseWords:
        """Read nothing."""
        del path, exclude
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Keep nothing."""
        del exclude
        return b""

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> ChineseWords:
        """Read nothing."""
        del content, exclude
        return self


def document(vocab: Vocab, text: str, found: list[tuple[int, int]]) -> Doc:
    """Make a document of words; white space is kept as spaCy keeps it: one blank belongs to the word before it."""
    from spacy.tokens import Doc

    pieces: list[str] = []
    blanks: list[bool] = []
    at = 0
    for start, end in [*found, (len(text), len(text))]:
        between = text[at:start]
        if between[:1] == " " and pieces:
            blanks[-1], between = True, between[1:]
        if between:
            pieces.append(between)
            blanks.append(False)
        if start < end:
            pieces.append(text[start:end])
            blanks.append(False)
        at = end
    return Doc(vocab, words=pieces, spaces=blanks)


def make(pipe: str) -> Callable[[Language], ChineseWords]:
    """Give what makes the tokenizer (`spacy.registry.tokenizers`, by entry point)."""

    def made(nlp: Language) -> ChineseWords:
        return ChineseWords(nlp, pipe)

    return made

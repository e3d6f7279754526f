"""The pipe `agorascope_syntax`: parts of speech, features, lemmas and trees of a document, sentence by sentence."""

# Annotations are values here: older versions of spaCy read the config's types from them.
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

from spacy.language import Language
from spacy.tokens import Doc

from agorascope.errors import ModelNotFoundError
from agorascope.syntax.alone import alone

if TYPE_CHECKING:
    from agorascope.syntax.network import Network
    from agorascope.syntax.reading import Read

NAME = "agorascope_syntax"
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP")
SPACE, SPACE_TAG, LOOSE = "SPACE", "_SP", "dep"
Row = tuple[str, str, str, str, int, str]
"""What is set of a token, in the order of `ATTRIBUTES`; the head as so many tokens away."""


class SyntaxComponent:
    """Reads each sentence of a document by itself; where sentences begin is said by an earlier pipe."""

    def __init__(self, name: str) -> None:
        """Begin without a network: `from_disk` and `from_bytes` bring it."""
        self.name = name
        self.network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set what was read; raises `ModelNotFoundError` where no network was loaded."""
        if self.network is None:
            raise ModelNotFoundError(
                f"the pipe '{self.name}' has no network; load a pipeline (agorascope.syntax.parsed)"
            )
        if not len(doc):
            return doc
        with alone():
            return _set(doc, self._told(doc, self.network))

    def _told(self, doc: Doc, network: "Network") -> list[Row]:
        from agorascope.syntax.reading import read

        spans = [(sent.start, sent.end) for sent in doc.sents] if doc.has_annotation("SENT_START") else [(0, len(doc))]
        told: list[Row] = []
        text = doc.text
        for first, last in spans:
            words = [token for token in doc[first:last] if not token.is_space]
            places = [(token.idx, token.idx + len(token)) for token in words]
            told += _with_spaces(doc, (first, last), [token.i for token in words], read(text, places, network))
        return told

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the network's files into a folder."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self._files().items():
            (folder / name).write_bytes(content)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the network's files; raises `ModelError`."""
        from agorascope.syntax.network import FILES

        del exclude
        return self._begun({name: Path(path, name).read_bytes() for name in FILES if Path(path, name).is_file()})

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the network's files as bytes."""
        import msgspec

        del exclude
        return msgspec.msgpack.encode(self._files())

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read the network's files from bytes; raises `ModelError`."""
        import msgspec

        del exclude
        return self._begun(msgspec.msgpack.decode(content, type=dict[str, bytes]))

    def _files(self) -> dict[str, bytes]:
        return self.network.files if self.network else {}

    def _begun(self, files: dict[str, bytes]) -> Self:
        from agorascope.syntax.network import Network

        self.network = Network(files) if files else None
        return self


def _with_spaces(doc: Doc, span: tuple[int, int], words: Sequence[int], read: Sequence["Read"]) -> list[Row]:
    """Give a row for each token of a sentence; white space hangs from the word before it, the first from the root."""
    known = dict(zip(words, read, strict=True))
    root = next((place for place, one in known.items() if words[one.head] == place), span[0])
    rows = []
    last = root
    for place in range(*span):
        one = known.get(place)
        if one is None:
            rows.append((SPACE_TAG, SPACE, "", doc[place].text, last - place, LOOSE))
        else:
            rows.append((one.tag, one.pos, one.morph, one.lemma, words[one.head] - place, one.relation))
            last = place
    return rows


def _set(doc: Doc, told: Sequence[Row]) -> Doc:
    """Set everything in one array: token by token would be a scan of the document each."""
    import numpy as np

    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    rows = np.zeros((len(told), len(ATTRIBUTES)), np.uint64)
    for place, (tag, pos, morph, lemma, head, relation) in enumerate(told):
        shift = np.int64(head).astype(np.uint64)
        rows[place] = (
            strings.add(tag),
            strings.add(pos),
            morphology.add(morph),
            strings.add(lemma),
            shift,
            strings.add(relation),
        )
    return doc.from_array(list(ATTRIBUTES), cast("Any", rows))


@Language.factory(
    NAME,
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "doc.sents"],
)
def make(nlp: Language, name: str) -> SyntaxComponent:
    """Make the pipe."""
    del nlp
    return SyntaxComponent(name)

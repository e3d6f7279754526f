"""`docbin`: comments as spaCy documents, in a file for each tokenizer; their arguments are spans."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from agorascope.exports.files import Written, counted, forget, numbered, opened
from agorascope.exports.results import Results, Row, grouped
from agorascope.exports.tokens import tokenizer_of, tokenizers

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEY: Final = "arguments"
MOST_DOCS: Final = 50_000
MOST_CHARACTERS: Final = 50_000_000
"""A file's documents are all in memory, here and where they are read."""
FOUND: Final = ("stance", "sentiment", "spam")


class Told(NamedTuple):
    """A comment and what is said of it."""

    text: str
    code: str
    known: dict[str, Any]
    arguments: list[Row]


class Shelf:
    """The documents that go into one file, and how their spans fitted the tokens."""

    def __init__(self) -> None:
        """Begin an empty file."""
        from spacy.tokens import DocBin

        self._docs = DocBin(attrs=["ORTH", "SENT_START"], store_user_data=True)
        self._characters = self._wider = self._lost = 0

    def add(self, told: Told, nlp: Language) -> None:
        """Make a document of a comment and keep it."""
        doc = nlp(told.text)
        doc.user_data.update(told.known)
        doc.spans[KEY] = [span for row in told.arguments if (span := self._span(doc, row)) is not None]
        self._docs.add(doc)
        self._characters += len(told.text)

    def _span(self, doc: Doc, row: Row) -> Any:  # noqa: ANN401 - spaCy says it is never None
        start, end = row["start"], row["end"]
        span: Any = doc.char_span(
            start, end, label=row["role"].upper(), alignment_mode="expand", span_id=row["argument_id"]
        )
        self._lost += span is None
        self._wider += span is not None and (span.start_char, span.end_char) != (start, end)
        return span

    @property
    def is_full(self) -> bool:
        """Whether the next document goes into another file."""
        return len(self._docs) >= MOST_DOCS or self._characters >= MOST_CHARACTERS

    def write(self, path: Path, notes: tuple[str, ...]) -> Written:
        """Write the file."""
        with opened(path) as part:
            self._docs.to_disk(part)
        told = counted((("spans widened to whole tokens", self._wider), ("spans without a token", self._lost)))
        return Written(path, len(self._docs), "document", (*told, *notes))


def write(results: Results, out: Path) -> Iterator[Written]:
    """Write el.spacy, en.spacy, zh.spacy and xx.spacy, whichever have documents, and el-2.spacy where one is full."""
    results.need("language", "arguments")
    notes, shelves, numbers = results.absent(*FOUND), dict[str, Shelf](), dict[str, int]()
    for part in range(results.parts):
        with tokenizers() as named:
            for told in comments_of(results, part):
                name = tokenizer_of(told.code)
                shelf = shelves.setdefault(name, Shelf())
                shelf.add(told, named(name))
                if shelf.is_full:
                    numbers[name] = numbers.get(name, 0) + 1
                    yield shelves.pop(name).write(numbered(out / f"{name}.spacy", numbers[name]), notes)
    for name, shelf in sorted(shelves.items()):
        numbers[name] = numbers.get(name, 0) + 1
        yield shelf.write(numbered(out / f"{name}.spacy", numbers[name]), notes)
    for name, number in numbers.items():
        forget(out / f"{name}.spacy", number + 1)


def comments_of(results: Results, part: int) -> Iterator[Told]:
    """Give the comments of a part with what was found in them; None for what no stage told."""
    comments = results.rows("comments", part)
    arguments = grouped(results.rows("arguments", part), "comment_id")
    codes = results.beside("language", part, comments)
    found = [results.beside(name, part, comments) for name in FOUND]
    for row, spoken, stance, sentiment, spam in zip(comments, codes, *found, strict=True):
        claims = arguments.get((row["comment_id"],), [])
        known = {
            "discussion_id": row["discussion_id"],
            "comment_id": row["comment_id"],
            "language": spoken["code"],
            "stance": stance.get("label"),
            "sentiment": sentiment.get("label"),
            "spam": spam.get("is_spam"),
            KEY: [{name: claim[name] for name in ("argument_id", "role", "start", "end", "score")} for claim in claims],
        }
        yield Told(row["text"], spoken["code"], known, claims)

"""The hostile inputs by name, each with the commands it goes through."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from scripts.fuzzing import making as made
from scripts.fuzzing.making import Make


class Extreme(Struct, frozen=True):
    """An input by its name: `make` writes it into a folder, at a share of its full size, and gives what to name.

    `commands` are those it goes through, each with what follows the input; `kept` tells whether both neighbours have
    to come out of them.
    """

    name: str
    make: Make
    commands: tuple[str, ...]
    kept: bool = True


READ: Final = "readers --check {} --json"
ANALYZE: Final = "analyze {} --json"
CORPUS: Final = "analyze {} -o {out} --stages duplicates,signals --kinds exact,near"
DUPLICATES: Final = "duplicates {} --kinds exact,near"
FLAG: Final = "flag {} --json"
LABEL: Final = "label sentiment {}"


PACKED: Final = ("txt", "jsonl", "csv", "json", "xml", "html")
EXTREMES: Final = (
    Extreme(
        "comment-50mb-words", made.long_comment("word and word. "), (READ, ANALYZE, CORPUS, DUPLICATES, FLAG, LABEL)
    ),
    Extreme("comment-50mb-one-word", made.long_comment("w"), (READ, ANALYZE, DUPLICATES, FLAG, LABEL)),
    Extreme("comment-50mb-chinese", made.long_comment("我不同意这个说法。"), (READ, ANALYZE, DUPLICATES, FLAG, LABEL)),
    Extreme(
        "comment-50mb-zalgo", made.long_comment("Z\u0335\u0301\u0300\u0302"), (READ, ANALYZE, DUPLICATES, FLAG, LABEL)
    ),
    Extreme("comments-1000000", made.many_comments, (READ, CORPUS, DUPLICATES)),
    Extreme("replies-10000-deep", made.deep_replies, (READ, ANALYZE, CORPUS, DUPLICATES, FLAG)),
    Extreme("reddit-10000-deep", made.deep_listing, (READ, CORPUS)),
    Extreme("circle-10000", made.circle, (READ, CORPUS, DUPLICATES)),
    *(Extreme(f"signs-{ending}", made.signs(ending), (READ, ANALYZE, FLAG)) for ending in ("html", "txt")),
    *(
        Extreme(f"signs-{ending}", made.signs(ending), (READ, ANALYZE, CORPUS, DUPLICATES, FLAG))
        for ending in ("jsonl", "csv")
    ),
    Extreme("xml-billion-laughs", made.laughs, (READ, ANALYZE), kept=False),
    Extreme("xml-external-entity", made.stranger, (READ, ANALYZE), kept=False),
    Extreme("xml-undeclared-entity", made.undeclared, (READ, ANALYZE)),
    Extreme("zip-bomb-10gb", made.bomb, (READ, CORPUS)),
    Extreme("zip-100000-members", made.crowded, (READ, CORPUS)),
    *(
        Extreme(f"gzip-10gb-zeros-{ending}", made.zeros(ending), (READ,), kept=False)
        for ending in ("txt", "jsonl", "csv", "json", "xml", "html")
    ),
    Extreme("gzip-10gb-zeros-table", made.zeros("jsonl"), (DUPLICATES, LABEL), kept=False),
    Extreme("gzip-10gb-blanks-jsonl", made.blanks("jsonl"), (READ, DUPLICATES), kept=False),
    Extreme("gzip-10gb-lines-jsonl", made.lines("jsonl"), (READ, DUPLICATES), kept=False),
    Extreme("csv-1gb-field", made.wide_field, (READ, CORPUS, DUPLICATES)),
    Extreme("csv-1gb-open-quote", made.open_quote, (READ, DUPLICATES), kept=False),
    *(Extreme(f"json-100000-deep-{shape}", made.nested(shape), (READ,), kept=False) for shape in ("array", "object")),
    Extreme("json-100000-deep-items", made.nested("items"), (READ, ANALYZE, DUPLICATES)),
    Extreme("json-100000-deep-lines", made.nested("lines"), (READ, ANALYZE, DUPLICATES, LABEL)),
    Extreme("names-of-files", made.strange_names, (READ, ANALYZE, CORPUS)),
    Extreme("links-out-of-folder", made.links, (READ, CORPUS)),
)

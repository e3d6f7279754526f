"""`conll`: the arguments of articles and comments as tokens with BIO labels, one token a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from agorascope.exports.bio import Token, labelled, tokens_of
from agorascope.exports.files import Written, counted, opened
from agorascope.exports.results import Results, Row, grouped
from agorascope.exports.tokens import tokenizer_of, tokenizers

FILE: Final = "arguments.conll"
HEADER: Final = "# global.columns = ID FORM LABEL START END\n"
_BREAKING = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Text(NamedTuple):
    """An article's or a comment's text with the names of both, its language and its arguments."""

    discussion: str
    comment: str | None
    language: str
    text: str
    arguments: Sequence[Row]


def write(results: Results, out: Path) -> Iterator[Written]:
    """Write one file: the articles with their comments, in the order of the corpus."""
    results.need("articles", "language", "arguments")
    texts = arguments = left_out = 0
    with opened(out / FILE) as path, path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        for part in range(results.parts):
            with tokenizers() as named:
                for text in texts_of(results, part):
                    tokens = list(tokens_of(named(tokenizer_of(text.language))(text.text)))
                    labels, lost = labelled(tokens, text.arguments)
                    file.writelines(_lines(text, tokens, labels))
                    texts += bool(tokens)
                    arguments, left_out = arguments + len(text.arguments) - lost, left_out + lost
    told = (("arguments", arguments), ("arguments left out, within an earlier one or without a token", left_out))
    yield Written(out / FILE, texts, "text", counted(told))


def texts_of(results: Results, part: int) -> Iterator[Text]:
    """Give the texts of a part, each article before its comments."""
    comments = results.rows("comments", part)
    codes = [row["code"] for row in results.beside("language", part, comments)]
    spoken = {comment["comment_id"]: code for comment, code in zip(comments, codes, strict=True)}
    pages, threads = results.about("language", part), grouped(comments, "discussion_id")
    arguments = grouped(results.rows("arguments", part), "discussion_id", "comment_id")
    for article in results.rows("articles", part):
        name = article["discussion_id"]
        if name not in pages:
            raise results.other("language", part)
        yield Text(name, None, pages[name]["code"], article["text"], arguments.get((name, None), ()))
        for row in threads.get((name,), ()):
            own = row["comment_id"]
            yield Text(name, own, spoken[own], row["text"], arguments.get((name, own), ()))


def _lines(text: Text, tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[str]:
    """Give the lines of a text: a block for each sentence, but none ends inside an argument."""
    number = 0
    for token, label in zip(tokens, labels, strict=True):
        if number == 0 or (token.begins and not label.startswith("I-")):
            yield ("\n" if number else "") + _head(text)
            number = 0
        number += 1
        yield f"{number}\t{token.form}\t{label}\t{token.start}\t{token.end}\n"
    if number:
        yield "\n"


def _head(text: Text) -> str:
    named = {"discussion_id": text.discussion, "comment_id": text.comment or "", "lang": text.language}
    return "".join(f"# {name} ={_BREAKING.sub(_escape, value and f' {value}')}\n" for name, value in named.items())


def _escape(found: re.Match[str]) -> str:
    r"""Write what could break a line as in JSON: \n, \u2028, and \\ for a backslash."""
    known: dict[str, Any] = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return str(known.get(found[0], f"\\u{ord(found[0]):04x}"))

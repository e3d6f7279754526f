"""`conll`: tokens with labels whose offsets are true, however hostile the text."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agorascope.exports import export
from tests.exports.making import Row, argument, comment, corpus, talk

LETTERS = "aΑ中 \n\t\r.!;'\"#😀\u200d\u00a0\u2028\x00\x1c\x85\u200b\ufeff\u3000\\e\u0301"


class Line(NamedTuple):
    """A token as another program reads it."""

    number: int
    form: str
    label: str
    start: int
    end: int


class Block(NamedTuple):
    """A sentence with its comment lines."""

    names: dict[str, str]
    tokens: list[Line]


def read(data: str) -> list[Block]:
    """Read CoNLL-U Plus: lines with `#` before lines of tokens, a blank line behind each sentence."""
    first, *rest = data.removesuffix("\n\n").split("\n", 1)
    assert first == "# global.columns = ID FORM LABEL START END"
    blocks = []
    for sentence in rest[0].split("\n\n") if rest and rest[0] else []:
        lines = sentence.split("\n")
        names = dict(line.removeprefix("# ").split(" =", 1) for line in lines if line.startswith("# "))
        found = [line.split("\t") for line in lines if not line.startswith("# ")]
        tokens = [Line(int(i), form, label, int(start), int(end)) for i, form, label, start, end in found]
        blocks.append(Block({name: value.removeprefix(" ") for name, value in names.items()}, tokens))
    return blocks


def exported(path: Path, *talks: Row) -> list[Block]:
    """Export talks and read them again."""
    corpus(path, talks)
    [done] = export(path, "conll")
    assert done.path == path / "exports" / "conll" / "arguments.conll"
    with done.path.open(encoding="utf-8", newline="") as file:
        return read(file.read())


def check(block: Block, text: str) -> None:
    """Check that tokens are numbered, seen, in order, and where they say."""
    assert [token.number for token in block.tokens] == list(range(1, len(block.tokens) + 1))
    ends = 0
    for token in block.tokens:
        assert token.form == text[token.start : token.end]
        assert token.form.split() == [token.form]
        assert token.start >= ends
        ends = token.end


def spans(blocks: list[Block]) -> list[tuple[str, int, int]]:
    """Read the arguments back from the labels."""
    found: list[tuple[str, int, int]] = []
    before = "O"
    for block in blocks:
        before = "O"
        for token in block.tokens:
            place, _, role = token.label.partition("-")
            if place == "B":
                found.append((role, token.start, token.end))
            elif place == "I":
                assert before.endswith(f"-{role}")
                found[-1] = (role, found[-1][1], token.end)
            before = token.label
    return found


def test_articles_and_comments_with_their_arguments(tmp_path: Path) -> None:
    """An article stands before its comments; labels give the arguments back; names are in comment lines."""
    article = "Fees help. The club grows."
    greek = "Οι συνδρομές είναι άδικες, γιατί ανεβαίνουν."
    chinese = "我不喜欢会员费。太贵了。"
    blocks = exported(
        tmp_path,
        talk(
            "d",
            comment(
                "1",
                greek,
                language={"code": "el"},
                arguments=[argument(greek, "Οι συνδρομές είναι άδικες"), argument(greek, "ανεβαίνουν", "premise", 2)],
            ),
            comment("2", chinese, language={"code": "zh"}, arguments=[argument(chinese, "太贵了")]),
            text=article,
            arguments=[argument(article, "Fees help")],
        ),
    )
    assert [tuple(block.names.values()) for block in blocks] == [
        ("d", "", "en"), ("d", "", "en"), ("d", "d#1", "el"), ("d", "d#2", "zh"), ("d", "d#2", "zh"),
    ]  # fmt: skip
    assert list(blocks[0].names) == ["discussion_id", "comment_id", "lang"]
    for block, text in zip(blocks, (article, article, greek, chinese, chinese), strict=True):
        check(block, text)
    assert [token.form for token in blocks[2].tokens][:4] == ["Οι", "συνδρομές", "είναι", "άδικες"]
    assert [token.label for token in blocks[0].tokens] == ["B-Claim", "I-Claim", "O"]
    assert [greek[start:end] for _, start, end in spans(blocks[2:3])] == ["Οι συνδρομές είναι άδικες", "ανεβαίνουν"]
    assert spans(blocks[2:3])[1][0] == "Premise"
    assert [chinese[start:end] for _, start, end in spans(blocks[3:])] == ["太贵了"]


def test_a_sentence_is_a_block_unless_an_argument_goes_on(tmp_path: Path) -> None:
    """A blank line never cuts an argument in two; adjacent arguments each begin with B."""
    text = "One here. Two there. Three now. Four then."
    crossing = argument(text, "here. Two there")
    blocks = exported(tmp_path, talk("d", comment("1", text, arguments=[crossing, argument(text, "Three now")])))
    assert [len(block.tokens) for block in blocks] == [6, 3, 3]
    assert [text[start:end] for _, start, end in spans(blocks)] == ["here. Two there", "Three now"]
    beside = [argument(text, "One here."), argument(text, "Two there.")]
    [first, *_] = exported(tmp_path / "b", talk("d", comment("1", text, arguments=beside)))
    assert [token.label for token in first.tokens] == ["B-Claim", "I-Claim", "I-Claim"]


def test_arguments_within_arguments(tmp_path: Path) -> None:
    """A token is the earlier argument's; what has no token left is counted."""
    text = "Fees are bad because they rise"
    made = [argument(text, text), argument(text, "they rise", "premise"), argument(text, "bad", "premise")]
    path = corpus(tmp_path, [talk("d", comment("1", text, arguments=made))])
    [done] = export(path, "conll")
    assert done.notes == ("arguments: 1", "arguments left out, within an earlier one or without a token: 2")


def test_an_argument_within_a_word_takes_the_word(tmp_path: Path) -> None:
    """Offsets that cut a token label it as a whole; a part that another argument left is labelled alone."""
    text = "unfair fees"
    first, second = argument(text, "unfair f"), argument(text, "ees", "premise")
    [block] = exported(tmp_path, talk("d", comment("1", text, arguments=[first])))
    assert [token.label for token in block.tokens] == ["B-Claim", "I-Claim"]
    [block] = exported(tmp_path / "b", talk("d", comment("1", text, arguments=[argument(text, "unfair"), second])))
    assert [token.label for token in block.tokens] == ["B-Claim", "B-Premise"]


def test_texts_without_words(tmp_path: Path) -> None:
    """Empty and invisible texts have no block."""
    blanks = [comment(str(n), text) for n, text in enumerate([" ", "\n\n", "\u200b", "\x00", "\ufeff\u2060"])]
    assert exported(tmp_path, talk("d", *blanks)) == []


@pytest.mark.parametrize("identity", ["a\nb", "a\tb\r", "# x = y", "\u2028", "a\\n", "Ναι 中"])
def test_names_never_break_a_line(identity: str, tmp_path: Path) -> None:
    """Strangers' ids are escaped as in JSON where they could break a line, and can be had back."""
    [block] = exported(tmp_path, talk(identity, comment("1", "yes")))
    told = block.names["discussion_id"]
    assert told.splitlines() == [told]
    assert json.loads(f'"{told}"') == identity


@settings(max_examples=60)
@given(
    text=st.text(st.sampled_from(LETTERS), min_size=1, max_size=60),
    code=st.sampled_from(["el", "zh", "en", "el-Latn", "und"]),
    cut=st.tuples(st.integers(0, 59), st.integers(1, 60)),
)
def test_any_text(text: str, code: str, cut: tuple[int, int]) -> None:
    """Offsets are true, forms are seen and lines whole for any text, and an argument with words comes back once."""
    start = min(cut[0], len(text) - 1)
    end = min(start + cut[1], len(text))
    made = {"argument_id": "a", "start": start, "end": end, "quote": text[start:end], "role": "claim", "score": 1.0}
    with tempfile.TemporaryDirectory() as place:
        blocks = exported(Path(place), talk("d", comment("1", text, language={"code": code}, arguments=[made])))
    for block in blocks:
        check(block, text)
    tokens = [token for block in blocks for token in block.tokens]
    inside = [token for token in tokens if token.start < end and token.end > start]
    assert spans(blocks) == ([("Claim", inside[0].start, inside[-1].end)] if inside else [])
    seen = "".join(token.form for token in tokens)
    assert set(text) - set(seen) <= set(" \n\t\r\u00a0\u2028\x00\x1c\x85\u200b\ufeff\u3000\u200d")

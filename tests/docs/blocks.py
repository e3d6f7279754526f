"""What stands in a page: its fenced blocks in order, with the notes above them, and its inline code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
PARSER = MarkdownIt("commonmark").enable("table")
NOTES = ("not run", "exit", "files")
_NOTE = re.compile(r"<!--\s*(.*?)\s*-->", re.DOTALL)
_TITLE = re.compile(r"""\btitle=(["'])(.+?)\1""")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})", re.MULTILINE)


class PageError(AssertionError):
    """Something in a page that nobody can run; the message begins with page and line."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its line in the page, its language, what is said of it, and whether it stands behind another."""

    line: int
    language: str
    text: str
    title: str | None = None
    notes: dict[str, str] = field(default_factory=dict)
    behind: bool = False


@dataclass(frozen=True)
class Code:
    """Inline code and its line."""

    line: int
    text: str


def pages() -> list[Path]:
    """Give every page that is checked: new ones too."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks_of(text: str) -> list[Block]:
    """Give the blocks of a page; raises `PageError` for one that nobody could run or that Markdown reads otherwise."""
    found = list(_blocks(text, 0))
    fences = len(_FENCE.findall(text))
    inside = sum(len(_FENCE.findall(block.text)) for block in found)
    if fences - inside != 2 * len(found):
        raise PageError(f"{fences - inside} fences for {len(found)} blocks: one is not closed, or indented too far")
    return found


def codes_of(text: str) -> list[Code]:
    """Give the inline code of a page, that of tables and lists too."""
    return list(_codes(PARSER.parse(text), 0))


def _codes(tokens: list[Token], before: int) -> Iterator[Code]:
    line = before
    for token in tokens:
        line = before + token.map[0] + 1 if token.map else line
        if token.type == "inline":
            yield from (Code(line, child.content) for child in token.children or () if child.type == "code_inline")
        elif token.type == "code_block":  # what stands under a tab or an admonition is Markdown too
            yield from _codes(PARSER.parse(token.content), line - 1)


def _blocks(text: str, before: int) -> Iterator[Block]:
    notes: dict[str, str] = {}
    behind = False
    for token in PARSER.parse(text):
        line = before + (token.map[0] + 1 if token.map else 0)
        if token.type == "fence":
            yield _block(token, line, notes, behind=behind)
            notes, behind = {}, True
        elif token.type == "html_block" and token.content.lstrip().startswith("<!--"):
            notes |= _notes(token.content)
        elif token.type == "code_block":
            if not _FENCE.search(token.content):
                raise PageError(f"line {line}: indented code has no language: put a fence around it")
            yield from _blocks(token.content, line - 1)
            notes, behind = {}, False
        elif token.nesting >= 0:
            notes, behind = {}, False


def _block(token: Token, line: int, notes: dict[str, str], *, behind: bool) -> Block:
    language, _, rest = token.info.strip().partition(" ")
    if not language:
        raise PageError(f"line {line}: a block without a language: sh, python, json, text …")
    title = _TITLE.search(rest)
    return Block(line, language, token.content, title[2] if title else None, notes, behind)


def _notes(comment: str) -> dict[str, str]:
    """Read the notes among the comments; others (`<!-- figures -->`) are other programs'."""
    found = (one.partition(":") for one in _NOTE.findall(comment))
    return {name.strip(): value.strip() for name, _, value in found if name.strip() in NOTES}

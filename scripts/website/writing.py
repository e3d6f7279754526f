"""Markdown for the pages that are made: what is told comes from code and help texts, and nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_CODE = re.compile(r"`([^`]+)`")
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "_*`[]\\~^|!#{}"})


def spoken(text: str) -> str:
    """Give running text as HTML: everything is escaped, what stands between backticks is code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(code(part) if index % 2 else plain(part) for index, part in enumerate(parts))


def code(text: str) -> str:
    """Give a name or a value as HTML."""
    return f"<code>{plain(text)}</code>"


def plain(text: str) -> str:
    """Give text as HTML in which no sign means anything to Markdown either."""
    return escape(text, quote=False).translate(_SIGNS)


def paragraph(text: str) -> str:
    """Give running text as a paragraph of its own."""
    return f"<p>{spoken(text)}</p>\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table of cells that are HTML already."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(' '.join(cell.split()) for cell in line)} |\n" for line in lines) + "\n"


def definitions(items: Iterable[tuple[str, str, str]]) -> str:
    """Give a list of what has a name: an anchor, the name and what it is, both HTML."""
    told = "".join(
        f'<dt id="{escape(anchor)}">{name} <a class="headerlink" href="#{escape(anchor)}" '
        f'title="Link to this entry">&para;</a></dt>\n<dd>{what}</dd>\n'
        for anchor, name, what in items
    )
    return f'<dl class="entries">\n{told}</dl>\n\n'


def fenced(text: str, language: str = "") -> str:
    """Give a block of text as it is; the fence is longer than any within."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}\n\n"

"""Docstrings as pages read them: examples are blocks of code, and the pages they name are links."""

from __future__ import annotations

import re

import griffe

_EXAMPLE = re.compile(r"^>>> .+\n(?:(?!\n).+\n?)*", re.MULTILINE)
_PAGE = re.compile(r"\bdocs/(\w+)\.md\b")


class Told(griffe.Extension):
    """Rewrites the docstring of everything that is read."""

    def on_object(self, *, obj: griffe.Object, **_: object) -> None:
        """Rewrite one docstring."""
        if obj.docstring is not None:
            obj.docstring.value = told(obj.docstring.value)


def told(text: str) -> str:
    """Give a docstring with fences around its examples and links to the pages it names."""
    fenced = _EXAMPLE.sub(lambda match: f"```pycon\n{match[0].rstrip()}\n```\n", text)
    return _PAGE.sub(r"[\1](../\1.md)", fenced)

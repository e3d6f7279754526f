"""What a struct says of its fields: the string under each, as documentation tools read it."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent


@cache
def words(kind: type) -> dict[str, str]:
    """Give the words of each field of a struct or a typed dict, those of its bases too, in one line each."""
    found: dict[str, str] = {}
    for base in reversed(getattr(kind, "__mro__", (kind,))):
        if base.__module__.startswith(("agorascope.", "tests.")):
            found |= _own(base)
    return found


def _own(kind: type) -> dict[str, str]:
    [told] = ast.parse(dedent(inspect.getsource(kind))).body
    body = told.body if isinstance(told, ast.ClassDef) else []
    found = {}
    for field, under in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and (said := _text(under)):
            found[field.target.id] = said
    return found


def _text(node: ast.stmt) -> str | None:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return None

"""The records, a section each: what they hold, from the structs themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from inspect import cleandoc
from typing import Any

import msgspec
from msgspec.structs import FieldInfo

from agorascope import records
from scripts.schemas.words import words
from scripts.website.writing import code, paragraph, plain, spoken, table

ROOMS = {
    "read": "What is read",
    "found": "What is found in texts",
    "people": "People",
    "summary": "What is told of a debate",
    "told": "A discussion, whole",
    "debate": "Several discussions as one",
    "desk": "The moderators' desk",
}


def structs() -> dict[str, type[msgspec.Struct]]:
    """Give the records by name, in the order of `agorascope.records`."""
    named = {name: getattr(records, name) for name in records.__all__}
    return {name: it for name, it in named.items() if isinstance(it, type) and issubclass(it, msgspec.Struct)}


def page() -> str:
    """Give the page of records."""
    rooms: dict[str, list[type[msgspec.Struct]]] = defaultdict(list)
    for struct in structs().values():
        rooms[struct.__module__.rsplit(".", 1)[-1]].append(struct)
    told = [
        "# Records\n\n"
        + paragraph(
            "Frozen `msgspec` structs of `agorascope.records`: what the Python API gives, and, field by field, "
            "what the JSON holds. Offsets (`start`, `end`) count Unicode code points and are half open: "
            "`quote == text[start:end]`."
        )
        + "\n"
    ]
    for room in sorted(rooms, key=_order):
        told.append(f"## {ROOMS.get(room, room)}\n\n")
        told += map(_section, rooms[room])
    return "".join(told)


def _order(room: str) -> int:
    return list(ROOMS).index(room) if room in ROOMS else len(ROOMS)


def _section(struct: type[msgspec.Struct]) -> str:
    about = "\n".join(paragraph(block) for block in cleandoc(struct.__doc__ or "").split("\n\n"))
    told = words(struct)
    rows = [
        (
            code(field.encode_name),
            linked(_annotation(struct, field.name)),
            _default(field),
            spoken(told.get(field.name, "")),
        )
        for field in msgspec.structs.fields(struct)
    ]
    heads = ("field", "type", "default", "what it is")[: 4 if told else 3]
    name = struct.__name__
    return f"### {name} {{#{name}}}\n\n{about}\n" + table(heads, (row[: len(heads)] for row in rows))


def _annotation(struct: type, field: str) -> str:
    return next(str(kind.__annotations__[field]) for kind in struct.__mro__ if field in kind.__annotations__)


def linked(annotation: str) -> str:
    """Give a type as code in which the names of records lead to their sections."""
    names = structs()
    parts = re.split(r"(\w+)", annotation)
    shown = (f'<a href="#{p}">{p}</a>' if p in names else plain(p) for p in parts)
    return f"<code>{''.join(shown)}</code>"


def _default(field: FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        return code(_shown(field.default))
    if field.default_factory is not msgspec.NODEFAULT:
        return code(_shown(field.default_factory()))
    return "needed"


def _shown(value: Any) -> str:  # noqa: ANN401 - a default may be anything
    return repr(value)

"""Which changes of a schema keep its promises.

Two promises are kept within a major version: who reads by an older schema can read what is written now, and who reads
by the newest can read what was written before. So there may be new properties that nobody has to have, and other
words; all else needs a new major version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

Schema = Mapping[str, Any]
WORDS: Final = frozenset({"$schema", "$id", "$defs", "title", "description", "examples", "$comment", "deprecated"})
_APART: Final = frozenset({"properties", "required", "$ref", "x-columns", "type", "enum", "anyOf"})


class Change(Struct, frozen=True):
    """What is another in a schema: where, what, and whether it breaks a promise."""

    where: str
    what: str
    breaks: bool

    def __str__(self) -> str:
        return f"{self.where or 'the whole'}: {self.what}"


def changes(old: Schema, new: Schema) -> list[Change]:
    """Compare two versions of a schema; other words are no change. References are followed, names of parts are free."""
    return list(_Compared(old, new).whole(old, new, "", ()))


class _Compared:
    """Two schemas with their parts; neither may hold itself."""

    def __init__(self, old: Schema, new: Schema) -> None:
        self._parts = (old.get("$defs", {}), new.get("$defs", {}))

    def whole(self, old: Schema, new: Schema, where: str, refs: tuple[str, ...]) -> Iterator[Change]:
        """Compare two schemas at one place, and all below it."""
        if "$ref" in old and old.get("$ref") == new.get("$ref") and old["$ref"] in refs:
            return
        here = (*refs, *(one["$ref"] for one in (old, new) if "$ref" in one))
        old, new = (_resolved(one, parts) for one, parts in zip((old, new), self._parts, strict=True))
        yield from _of_kind(old, new, where)
        yield from self._properties(old, new, where, here)
        yield from self._choices(old, new, where, here)
        yield from _of_columns(old, new, where)
        for name in sorted((old.keys() | new.keys()) - _APART - WORDS):
            yield from self._keyword(name, old.get(name), new.get(name), where, here)

    def _properties(self, old: Schema, new: Schema, where: str, refs: tuple[str, ...]) -> Iterator[Change]:
        was, now = old.get("properties", {}), new.get("properties", {})
        had, has = set(old.get("required", ())), set(new.get("required", ()))
        for name in sorted(was.keys() | now.keys()):
            place = f"{where}.{name}" if where else name
            if name not in now:
                yield Change(place, "the property is gone", breaks=True)
            elif name not in was:
                what = "a new property that has to be there" if name in has else "a new property"
                yield Change(place, what, breaks=name in has)
            else:
                yield from self.whole(was[name], now[name], place, refs)
        for name in sorted((had ^ has) - (was.keys() ^ now.keys())):
            what = "has to be there now" if name in has else "need not be there any more"
            yield Change(f"{where}.{name}" if where else name, what, breaks=True)

    def _choices(self, old: Schema, new: Schema, where: str, refs: tuple[str, ...]) -> Iterator[Change]:
        """Compare what may stand at a place, one way or another."""
        was, now = old.get("anyOf"), new.get("anyOf")
        if (was is None) != (now is None) or len(was or ()) != len(now or ()):
            yield Change(where, "another choice of types", breaks=True)
        else:
            for one, other in zip(was or (), now or (), strict=True):
                yield from self.whole(one, other, where, refs)

    def _keyword(self, name: str, was: Any, now: Any, where: str, refs: tuple[str, ...]) -> Iterator[Change]:  # noqa: ANN401
        if isinstance(was, Mapping) and isinstance(now, Mapping) and name != "default":
            if name == "patternProperties":
                yield from self._properties({"properties": was}, {"properties": now}, where, refs)
            else:
                yield from self.whole(was, now, f"{where}[]", refs)
        elif isinstance(was, list) and isinstance(now, list) and name == "prefixItems" and len(was) == len(now):
            for place, (one, other) in enumerate(zip(was, now, strict=True)):
                yield from self.whole(one, other, f"{where}[{place}]", refs)
        elif was != now:
            yield Change(where, f"{name} was {was!r} and is {now!r}", breaks=True)


def _resolved(schema: Schema, parts: Mapping[str, Schema]) -> Schema:
    """Put what a reference means in its place; what stands beside it adds to that."""
    if "$ref" not in schema:
        return schema
    meant = dict(_resolved(parts[schema["$ref"].rpartition("/")[2]], parts))
    for name, value in schema.items():
        if name == "properties":
            meant[name] = {**meant.get(name, {}), **{key: {**meant[name][key], **own} for key, own in value.items()}}
        elif name != "$ref":
            meant[name] = value
    return meant


def _of_kind(old: Schema, new: Schema, where: str) -> Iterator[Change]:
    if old.get("type") != new.get("type"):
        yield Change(where, f"the type was {old.get('type')} and is {new.get('type')}", breaks=True)
    was, now = (one.get("enum") for one in (old, new))
    if (was is None) != (now is None):
        yield Change(where, f"{'any value is' if now is None else 'only some values are'} allowed now", breaks=True)
    elif was is not None and now is not None and (told := _difference(was, now)):
        yield Change(where, told, breaks=True)


def _difference(was: Sequence[Any], now: Sequence[Any]) -> str:
    gone, new = [repr(one) for one in was if one not in now], [repr(one) for one in now if one not in was]
    parts = (f"values that are gone: {', '.join(gone)}" if gone else "", f"new values: {', '.join(new)}" if new else "")
    return "; ".join(part for part in parts if part)


def _of_columns(old: Schema, new: Schema, where: str) -> Iterator[Change]:
    """Compare the columns of a table: new ones stand behind the old ones."""
    was, now = list(old.get("x-columns", ())), list(new.get("x-columns", ()))
    if now[: len(was)] != was:
        yield Change(where, "columns are gone, are others, or stand in another order", breaks=True)
    elif len(now) > len(was):
        yield Change(where, f"new columns at the end: {', '.join(now[len(was) :])}", breaks=False)

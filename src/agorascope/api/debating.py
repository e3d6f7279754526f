"""`debate` and `debates`: several discussions of one subject told as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, Self, TypeAlias

from msgspec import json, structs

from agorascope import records
from agorascope.amounts import many
from agorascope.api.analysing import analyze_all
from agorascope.api.asking import models_for, settings_of
from agorascope.api.discussion import encoded
from agorascope.api.reading import Input, Map
from agorascope.errors import UsageError
from agorascope.settings import Settings

Side: TypeAlias = Literal["favor", "against", "none"]
Subject: TypeAlias = "Input | records.Discussion"
SIDES: Final = records.LABELS["stance"]


class Debate(records.Debate, frozen=True, kw_only=True):
    """Several discussions told as one: the object that `agorascope analyze --together --json` prints last.

    Its fields are those of the JSON (docs/output.md): `thesis`, `strands`, `summary`, `duplicates`, `warnings` …;
    comments are named `DISCUSSION#ID`, as `comment_id` in tables.
    """

    @classmethod
    def of(cls, found: records.Debate) -> Self:
        """Give a debate as this class; the same values."""
        return cls(**{name: getattr(found, name) for name in records.Debate.__struct_fields__})

    def to_dict(self) -> dict[str, Any]:
        """Give everything as dicts, lists, texts and numbers."""
        found: dict[str, Any] = json.decode(encoded(self))
        return found

    def to_json(self) -> str:
        """Give the line that `agorascope analyze --together --json` prints, without its end."""
        return encoded(self).decode()

    def report(self, path: str | Path) -> Path:
        """Write the report of the debate, to a path that ends in `.html` or `.md`; raises `UsageError`."""
        from agorascope.api import reporting

        return reporting.write_debate(Path(path), self)

    def _repr_html_(self) -> str:
        """Show the debate in a notebook."""
        from agorascope.api import notebook

        return notebook.debate(self)

    def __eq__(self, other: object) -> bool:
        """Tell whether another debate, of whichever class, holds the same."""
        if not isinstance(other, records.Debate):
            return NotImplemented
        return structs.astuple(self) == structs.astuple(other)

    __hash__ = None  # type: ignore[assignment]  # its settings are a dict

    def __repr__(self) -> str:
        stance = self.summary.stance
        told = many(len(self.strands), "discussion")
        return f"<Debate {self.id!r}: {told}, {stance.favor} for, {stance.against} against>"

    def __str__(self) -> str:
        return "\n".join(part for part in (self.title, self.summary.headline) if part)


def debate(
    *sources: Subject | Iterable[Subject],
    thesis: Mapping[str, Side] | None = None,
    ui: str | None = None,
    map: Map = None,  # noqa: A002 - the command's name
    settings: Settings | None = None,
) -> Debate:
    """Tell discussions that are on one subject as one debate; their order does not matter.

    `sources` are paths, threads, or discussions that were analysed before. Sides are counted towards the thesis of the
    discussion with most voices; `thesis={"b": "against"}` says of a discussion (by its `id`) how its article stands to
    it, where you know better than the models. Raises `ReadError` for the first source that cannot be read,
    `UsageError` where there is no discussion or `thesis` names none, `ModelError`.

    >>> import agorascope as ag
    >>> told = ag.debate("pages/", ui="en")
    >>> len(told.strands), told.locale
    (3, 'en')
    """
    from agorascope.together import debate as told
    from agorascope.together import names

    asked = settings_of(settings, ui=ui)
    found = _discussions(sources, map, asked)
    if not found:
        raise UsageError("no discussion to tell of: give paths, threads or discussions")
    _check(thesis or {}, names(found))
    return Debate.of(told(found, models_for(asked), asked, asked.ui or None, thesis))


def debates(
    *sources: Subject | Iterable[Subject],
    ui: str | None = None,
    map: Map = None,  # noqa: A002 - the command's name
    settings: Settings | None = None,
) -> list[Debate]:
    """Find which discussions are on one subject, and tell each subject that two or more are on as one debate.

    As `agorascope analyze --topics` does. Raises as `debate` does.

    >>> import agorascope as ag
    >>> [len(one.strands) for one in ag.debates("pages/")]
    [3]
    """
    from agorascope.together import debate as told
    from agorascope.together import topics

    asked = settings_of(settings, ui=ui)
    found, models = _discussions(sources, map, asked), models_for(asked)
    groups = [group for group in topics(found, models) if len(group) > 1]
    return [Debate.of(told([found[n] for n in group], models, asked, asked.ui or None, None)) for group in groups]


def _discussions(
    sources: Iterable[Subject | Iterable[Subject]], columns: Map, asked: Settings
) -> list[records.Discussion]:
    """Take discussions as they are, and analyse everything else, in the order given."""
    found: list[records.Discussion] = []
    waiting: list[Any] = []

    def analysed() -> None:
        if waiting:
            told = analyze_all(*waiting, map=columns, settings=asked)
            if told.errors:
                raise told.errors[0]
            found.extend(told)
            waiting.clear()

    for source in _flat(sources):
        if isinstance(source, records.Discussion):
            analysed()
            found.append(source)
        else:
            waiting.append(source)
    analysed()
    return found


def _flat(sources: Iterable[Any]) -> list[Any]:
    flat: list[Any] = []
    for source in sources:
        flat += source if isinstance(source, Sequence) and not isinstance(source, str) else [source]
    return flat


def _check(thesis: Mapping[str, str], known: Sequence[str]) -> None:
    for name, side in thesis.items():
        if name not in known:
            raise UsageError(f"thesis: there is no discussion {name!r}; they are: {', '.join(list(known)[:10])}")
        if side not in SIDES:
            raise UsageError(f"thesis[{name!r}]={side!r}: give {', '.join(SIDES[:2])} or {SIDES[2]}")

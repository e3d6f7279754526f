"""The table of an article that reports others: who speaks, what they claim, and on which side of the thesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import LABELS, Label, Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agorascope.arguments.attribution.groups import Groups
    from agorascope.arguments.attribution.sides import Side
    from agorascope.inference import Models
    from agorascope.records import HeldArgument

# How likely each side is before a word of the speaker is read: an article mostly calls those who bear it out, and
# says of the others that they differ. Chosen by hand on our annotated pages, where the sides of sixty speakers are
# tested (`tests/arguments/test_sides.py`).
EXPECTED: dict[str, tuple[float, float, float]] = {
    "favor": (0.9, 0.05, 0.05),
    "against": (0.1, 0.85, 0.05),
    "": (0.8, 0.15, 0.05),
}
# The stance model knows comments, not reported speech: its odds count by their square root.
WEIGHT = 0.5


def speakers(
    arguments: Sequence[HeldArgument],
    groups: Groups,
    sides: Mapping[str, Side],
    target: str | None,
    models: Models | None,
) -> tuple[Speaker, ...]:
    """Give everybody whom the article attributes claims to, in the order of the first, with all their claims.

    A group has its `members` where the article leaves no doubt who they are: as many names stand beside its number,
    or so many have spoken before 'all three'. `stance` weighs what the article says of the speaker's side (`sides`,
    as `sides_of` gives them; a group has the side that all its people share) with the stance model's answer on all
    the claims, read as one text, towards `target` (title and thesis); None where the article states no thesis or no
    models are given. Of long speeches the model reads the beginning. Raises `ModelError`.
    """
    claims: dict[str, list[HeldArgument]] = {}
    for argument in sorted(arguments, key=lambda a: (a.start, a.end)):
        if argument.holder:
            claims.setdefault(argument.holder, []).append(argument)
    members = {who: groups.members(who) for who in claims}
    read = _read(["\n".join(a.quote for a in said) for said in claims.values()], target, models)
    rows = zip(claims.items(), read, strict=True)
    return tuple(
        Speaker(
            who,
            members[who],
            tuple(a.id for a in said),
            None if label is None else _weighed(label, _side(members[who] or (who,), sides)),
        )
        for (who, said), label in rows
    )


def _read(texts: Sequence[str], target: str | None, models: Models | None) -> Sequence[Label | None]:
    if not target or models is None or not texts:
        return [None] * len(texts)
    return models.predict("stance", texts, [target] * len(texts))


def _side(names: Sequence[str], sides: Mapping[str, Side]) -> str:
    known = {sides.get(name, "") for name in names}
    return next(iter(known)) if len(known) == 1 else ""


def _weighed(label: Label, side: str) -> Label:
    odds = [
        expected * max(label.scores.get(name, 0.0), 1e-6) ** WEIGHT
        for name, expected in zip(LABELS["stance"], EXPECTED[side], strict=True)
    ]
    return Label.likeliest({name: share / sum(odds) for name, share in zip(LABELS["stance"], odds, strict=True)})

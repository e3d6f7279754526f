"""Sentences about the article: what it argues, who speaks in it, what they agree on and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agorascope.records import SIDES, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agorascope.records import Accord
    from agorascope.summary.abstract.matter import Matter


def reported(matter: Matter) -> Iterator[Sentence]:
    """Tell the thesis and, where several people speak, the panel; the quotes stand in the article."""
    if matter.article.thesis:
        yield Sentence("thesis", _thesis(matter, matter.ending(matter.article.thesis)), ())
    names = _speakers(matter)
    if len(names) > 1:
        yield Sentence("speakers", _panel(matter, names), ())
        yield from _sides(matter)
    for kind in ("agree", "differ"):
        found = sorted((a for a in matter.article.accords if a.kind == kind), key=lambda a: (a.start, a.end))
        yield from (Sentence(kind, _accord(matter, accord, names), ()) for accord in found[:1])


def _thesis(matter: Matter, quote: str) -> str:
    if matter.towards == "thesis":
        return matter.say.gettext("The thesis: %(quote)s", quote=quote)
    return matter.say.gettext("The article argues: %(quote)s", quote=quote)


def _speakers(matter: Matter) -> list[str]:
    """Name the people who speak for themselves; a group is not one more person."""
    return [speaker.name for speaker in matter.article.speakers if not speaker.members]


def _panel(matter: Matter, names: list[str]) -> str:
    n, listed = matter.say.number(len(names)), matter.say.listed(names)
    return matter.say.gettext("%(n)s people speak in the article: %(names)s.", n=n, names=listed)


def _sides(matter: Matter) -> Iterator[Sentence]:
    alone = [s for s in matter.article.speakers if not s.members and s.stance]
    favor, against = (
        matter.say.listed([s.name for s in alone if s.stance and s.stance.label == side]) for side in SIDES
    )
    if favor and against:
        words = matter.say.gettext(
            "On the side of its thesis: %(favor)s; against it: %(against)s.", favor=favor, against=against
        )
    elif favor:
        words = matter.say.gettext("On the side of its thesis: %(favor)s.", favor=favor)
    elif against:
        words = matter.say.gettext("Against its thesis: %(against)s.", against=against)
    else:
        return
    yield Sentence("speaker-sides", words, ())


def _accord(matter: Matter, accord: Accord, names: list[str]) -> str:
    """Tell who agrees or differs; where that is everybody, or nobody is named, they are 'the speakers'."""
    say, quote = matter.say, matter.ending(accord.quote)
    some = [name for name in accord.speakers if name in names]
    if len(some) < 2 or len(some) == len(names):  # noqa: PLR2004 - nobody agrees or differs alone
        if accord.kind == "agree":
            return say.gettext("The speakers agree: %(quote)s", quote=quote)
        return say.gettext("The speakers differ: %(quote)s", quote=quote)
    if accord.kind == "agree":
        return say.gettext("%(names)s agree: %(quote)s", names=say.listed(some), quote=quote)
    return say.gettext("%(names)s differ: %(quote)s", names=say.listed(some), quote=quote)

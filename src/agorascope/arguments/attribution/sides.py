"""On whose side an article puts its speakers: who differs from the writer, who is announced as an objector."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from agorascope.arguments.attribution.cues import lexicon
from agorascope.language.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agorascope.arguments.attribution.relations import Relation
    from agorascope.arguments.speaking.holders import Played
    from agorascope.records import Article

Side = Literal["favor", "against"]
_OTHER: dict[Side, Side] = {"favor": "against", "against": "favor"}


def sides_of(article: Article, code: str, acts: Sequence[Played], relations: Iterable[Relation]) -> dict[str, Side]:
    """Tell who is on the writer's side and who is not, as far as the article says so; others are left out.

    'X disagrees with me' says it, and so does a heading or a sentence that announces X ('The objections', 'Not
    everybody is convinced.', 也有人不服). Whoever differs from somebody against is in favour, and so on, in text order.
    """
    announced = _announced(article, code, acts)
    sides: dict[str, Side] = {}
    told = list(relations)
    for relation in told:
        if not relation.whom:
            sides.update(dict.fromkeys(relation.who, "favor" if relation.kind == "agree" else "against"))
    for relation in told:
        others = {sides.get(name) or announced.get(name) for name in relation.whom if name not in relation.who}
        known = next(iter(others)) if len(others) == 1 else None
        if known is not None:
            side = known if relation.kind == "agree" else _OTHER[known]
            sides = dict.fromkeys(relation.who, side) | sides
    return announced | sides


def _announced(article: Article, code: str, acts: Sequence[Played]) -> dict[str, Side]:
    """Find who speaks first under a heading, or right behind a sentence, that announces objections."""
    opposed = lexicon(code).opposed
    headings = sorted(article.headings)
    starts = [start for start, _ in headings]
    seen: set[str] = set()
    sides: dict[str, Side] = {}
    before = ""
    for number, act in enumerate(acts):
        scene = act.scene
        same = number > 0 and acts[number - 1].scene.statement.paragraph == scene.statement.paragraph
        above = bisect_right(starts, scene.start) - 1
        heading = article.text[slice(*headings[above])] if above >= 0 else ""
        lead = (heading, before if same else "")
        named = [who for _, who in act.told] + [who for s, who in act.people if s.subject and s.sure and who]
        for who in named:
            if who not in seen and any(opposed.search(fold(words)) for words in lead):
                sides[who] = "against"
            seen.add(who)
        before = scene.text[scene.start : scene.end]
    return sides

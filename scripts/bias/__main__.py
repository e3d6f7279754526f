"""Print, as JSON, how often labels change when only the name, the person, the letters or the dialect change.

`pairs`: the sentences of `corpora/bias`, by language and kind of change, of the half that repairs may look at (`dev`)
and of the other; `groups`: false spam and tone of each group of names and of people. `natural`: labelled comments by
language and script. Beside a plain learner, trained in the same run.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from agorascope.inference import Models
from agorascope.language.reading import READINGS
from agorascope.settings import Settings
from scripts.bias import figures, methods, natural, without
from scripts.bias.methods import Method, Told
from scripts.bias.pairs import LANGUAGES, UNLISTED, Pair, pairs

HALVES = ("dev", "test")
GROUPED = {"names": ("name", "name, as a floor"), "people": ("person", UNLISTED, "person, as a floor")}


def main() -> None:
    """Label every text by every method and print the figures; with `--changed` also the pairs of the dev half."""
    parser = argparse.ArgumentParser(prog="scripts/eval_bias", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of labelled data: the peer learns more, public sets are read")
    parser.add_argument("--half", choices=HALVES, help="only this half of the pairs")
    parser.add_argument("--pairs-only", action="store_true", help="leave out labelled comments and the peer")
    parser.add_argument("--changed", metavar="CHANGE", help="print the pairs of the dev half whose label changed")
    parser.add_argument(
        "--without",
        choices=READINGS,
        help="only what this reading does: to --data and ours, or to the pairs of --half",
    )
    options = parser.parse_args()
    if options.without:
        name, half = options.without, options.half
        worth = without.of_pairs(name, half) if half else without.figures(name, options.data)
        print(msgspec.json.format(msgspec.json.encode(worth)).decode())
        return
    halves = {half: pairs(half) for half in HALVES if options.half in {None, half}}
    known = {methods.OURS: methods.ours(Models(Settings()))}
    if not options.pairs_only:
        known[methods.PEER] = methods.peer(options.data)
    told = {name: labelled(method, [p for found in halves.values() for p in found]) for name, method in known.items()}
    result = {"pairs": {half: by_language(found, told) for half, found in halves.items()}}
    if not options.pairs_only:
        result["natural"] = of_natural(options.data, known)
    print(msgspec.json.format(msgspec.json.encode(result)).decode())
    if options.changed is not None:
        show(halves.get("dev", []), told[methods.OURS], options.changed)


def labelled(method: Method, found: Sequence[Pair]) -> dict[str, Told]:
    """Label both texts of every pair."""
    texts = [text for p in found for text in (p.text, p.other)]
    return methods.remembered(method, texts, [p.lang for p in found for _ in range(2)])


def by_language(found: Sequence[Pair], told: Mapping[str, Mapping[str, Told]]) -> dict[str, Any]:
    """Give the figures of each language and of all, by kind of change, and of each group."""
    return {
        lang: _figures([p for p in found if lang in {p.lang, "all"}], told, grouped=lang != "all")
        for lang in (*LANGUAGES, "all")
    }


def _figures(found: Sequence[Pair], told: Mapping[str, Mapping[str, Told]], *, grouped: bool) -> dict[str, Any]:
    kinds = {kind: [p for p in found if p.change == kind] for kind in dict.fromkeys(p.change for p in found)}
    figures_of = {kind: {name: figures.changes(some, by) for name, by in told.items()} for kind, some in kinds.items()}
    if not grouped:
        return {"changes": figures_of}
    groups = {
        room: {name: figures.groups([p for p in found if p.change in of], by) for name, by in told.items()}
        for room, of in GROUPED.items()
    }
    return {"changes": figures_of, "groups": groups}


def of_natural(data: Path | None, known: Mapping[str, Method]) -> dict[str, Any]:
    """Give the figures of labelled comments by method and part."""
    found = natural.rows(data)
    texts, pages = [row.text for row in found], [row.page for row in found]
    return {name: natural.figures(found, methods.remembered(m, texts, pages)) for name, m in known.items()}


def show(found: Sequence[Pair], told: Mapping[str, Told], change: str) -> None:
    """Print what changed in the dev half, to be read one by one."""
    for p in found:
        before, after = told[p.text], told[p.other]
        if p.change.startswith(change) and (before.spam, before.tone) != (after.spam, after.tone):
            print(p.sentence, p.group, f"{before.tone} {before.score:.2f} -> {after.tone} {after.score:.2f}", p.other)


if __name__ == "__main__":
    main()

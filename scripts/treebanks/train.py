"""Makes `models/spacy-*`: trains on four fifths, measures on the fifth, goes on with everything, writes it all."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import torch
from msgspec import Struct, structs

from agorascope.inference import store
from agorascope.syntax.component import NAME
from agorascope.syntax.lower import lower
from agorascope.syntax.network import LAYERS as FIRST
from agorascope.syntax.pipelines import TASK
from scripts.tasks.start import weights
from scripts.treebanks import card, export, measure, sets
from scripts.treebanks.examples import Maker, names
from scripts.treebanks.folders import assembled
from scripts.treebanks.learning import Recipe, settle, train
from scripts.treebanks.network import Network, begin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.treebanks.examples import Example, Names
    from scripts.treebanks.sets import Plan, Shown

ROOT = Path(__file__).resolve().parents[2]
VERSION = "1.0.0"
STILL, LAYERS = 4, 3
RECIPES = {
    "el": Recipe(),
    "el-gdt": Recipe(cycles=(7,)),
    "zh": Recipe(cycles=(8,), settled=20),
    "en": Recipe(cycles=(12,)),
}
MORE = {"el": 4, "el-gdt": 2, "zh": 6, "en": 3}
"""Rounds over everything, from the weights that were measured."""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/train_spacy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of treebanks (CoNLL-U)")
    parser.add_argument("--run", type=Path, required=True, help="folder to go on from: states, pieces, figures")
    parser.add_argument("--only", nargs="+", choices=sorted(sets.PLANS), default=["el", "zh"])
    parser.add_argument("--rounds", type=int, help="other than the recipe's")
    parser.add_argument("--more", type=int, help="rounds over everything afterwards, other than ours")
    parser.add_argument("--out", type=Path, default=ROOT / "models")
    return parser.parse_args()


def main() -> None:
    """Train, measure and write each pipeline."""
    options = arguments()
    options.run.mkdir(parents=True, exist_ok=True)
    for name in options.only:
        build(name, options)


class Work(Struct, frozen=True):
    """What is learned from: the rows, what is told apart in them, and what makes numbers of them."""

    plan: Plan
    rows: list[Shown]
    known: Names
    maker: Maker

    def examples(self, rows: Sequence[Shown]) -> list[list[Example]]:
        """Make the examples of rows, each in all the ways it is shown."""
        return [
            [self.maker.example(sentence, row.style, self.known) for sentence in (row.sentence, *row.others)]
            for row in rows
        ]


def build(name: str, options: argparse.Namespace) -> None:
    """Make one pipeline."""
    plan, recipe = sets.PLANS[name], RECIPES[name]
    if options.rounds:
        recipe = structs.replace(recipe, cycles=(options.rounds,))
    rows = sets.shown(plan, options.data)
    learned, held = [row for row in rows if row.fold], [row for row in rows if not row.fold]
    work = Work(plan, rows, names(learned, characters=plan.code == "zh"), Maker(STILL, options.run / "pieces"))
    torch.manual_seed(recipe.seed)
    network = Network(LAYERS, work.known.sizes)
    begin(network, weights(store.find("encoder") / "upper.onnx"), STILL)
    examples = work.examples(learned)
    train(network, examples, recipe, options.run / f"{name}-measured.pt")
    if recipe.settled:
        alone = structs.replace(recipe, cycles=(recipe.settled,))
        settle(network, examples, alone, options.run / f"{name}-settled.pt")
    found = measured(work, network, learned, held, examples)
    (options.run / f"{name}.json").write_bytes(msgspec.json.encode(found))
    print(name, card.table(found), flush=True)
    everything = examples + work.examples(held)
    more = MORE[name] if options.more is None else options.more
    if more:
        again = structs.replace(
            recipe, cycles=(more,), rate=recipe.rate / 3, head_rate=recipe.head_rate / 3, seed=recipe.seed + 1
        )
        learn = settle if recipe.settled else train
        learn(network, everything, again, options.run / f"{name}-everything.pt")
    write(work, network, everything, found, options.out / plan.folder, more)


def measured(
    work: Work, network: Network, learned: list[Shown], held: list[Shown], examples: list[list[Example]]
) -> list[card.Row]:
    """Measure on the fifth that was not learned from, each treebank by itself: raw text, and with its own words."""
    nlp = assembled(work.plan, _files(work, network, examples, learned), VERSION)
    gap = "" if work.plan.code == "zh" else " "
    found = []
    for style in work.known.styles:
        rows = [row for row in held if row.style == style]
        ways = {"as it is": [row.sentence for row in rows], "otherwise": [o for row in rows for o in row.others]}
        for way, sentences in ways.items():
            if sentences:
                found.append(card.Row(style, way, "raw text", len(sentences), measure.figures(nlp, sentences, gap)))
                given = measure.figures(nlp, sentences, gap, gold_words=True)
                found.append(card.Row(style, way, "its words", len(sentences), given))
    return found


def _files(work: Work, network: Network, examples: list[list[Example]], rows: list[Shown]) -> dict[str, bytes]:
    encoder = lower(STILL, None).sha256
    every = [ways[0] for ways in examples]
    lemmas = export.lexicon(rows, work.known.styles[0])
    return export.files(network, STILL, work.known, encoder, every, lemmas)


def write(
    work: Work, network: Network, examples: list[list[Example]], found: list[card.Row], folder: Path, more: int
) -> None:
    """Write the pipeline, its manifest with the SHA-256 of every file, and its card."""
    nlp = assembled(work.plan, _files(work, network, examples, work.rows), VERSION)
    folder.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder, exclude=["vocab"])
    for path in (folder / "meta.json",):  # figures and versions of the day are no part of what was trained
        path.write_text(json.dumps(json.loads(path.read_text()), indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    first = Path(NAME) / FIRST
    others = sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and p.parent.name != "vocab")
    named = [first, *(p for p in others if p != first and p.name not in {store.MANIFEST, "README.md"})]
    model = store.Model(
        name=f"agorascope-{work.plan.folder}",
        task=TASK,
        version=VERSION,
        licence=work.plan.licence,
        files={p.as_posix(): hashlib.sha256((folder / p).read_bytes()).hexdigest() for p in named},
        figures=card.named(found),
        data=(*sets.data(work.plan), card.ENCODER),
    )
    manifest = msgspec.json.encode(store.Manifest(models=(model,)))
    (folder / store.MANIFEST).write_bytes(msgspec.json.format(manifest, indent=1) + b"\n")
    size = sum((folder / p).stat().st_size for p in named)
    (folder / "README.md").write_text(
        card.text(work.plan, VERSION, found, (size, STILL, LAYERS, more)), encoding="utf-8"
    )


if __name__ == "__main__":
    main()

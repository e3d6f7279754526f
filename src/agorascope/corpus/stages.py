"""The stages: which layers each reads and writes, what it depends on, and what it does with a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from agorascope import pipeline, steps
from agorascope.corpus import findings, layers, opinions, tellings
from agorascope.corpus.folder import Folder, content_name, whole
from agorascope.corpus.reposts.forms import PLACE, forms
from agorascope.corpus.reposts.texts import TEXTS as TEXTS_LAID
from agorascope.corpus.reposts.texts import sketches
from agorascope.corpus.reposts.translating import meanings
from agorascope.inference import store
from agorascope.inference.kept import digest
from agorascope.settings import Settings
from agorascope.spam import signs

if TYPE_CHECKING:
    from agorascope.corpus.part import Part
    from agorascope.corpus.threads import Held, Row

ENCODER, TASKS, SPAM, TRANSLATION = (name for name in pipeline.MODELS)
TOLD: Final = "told"
"""The discussions of a part as they stand in discussions.jsonl."""


class Stage(Struct, frozen=True, kw_only=True):
    """A stage: its name, the layers it `reads` and `writes`, the settings and models (folder, task) it depends on.

    `replaced` are the tasks for which the user may have named another model; `beside` is a file (name, suffix) that it
    writes with each part.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    work: Callable[[Part], Mapping[str, list[Row]]]
    models: tuple[tuple[str, str], ...] = ()
    settings: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    beside: tuple[str, str] | None = None

    def made_from(self, folder: Folder, part: int, settings: Settings, more: str = "") -> str:
        """Name everything that the stage's part depends on: a part made from the same need not be made again."""
        shown = settings.shown()
        asked = [*self.settings, *(f"{kind}.{task}" for task in self.replaced for kind in ("model", "labels"))]
        told = (
            version("agorascope"),
            layers.VERSION,
            self.name,
            more,
            *(f"{name}={shown[name]}" for name in asked if name in shown),
            *(store.named(*model).sha256 for model in self.models),
            *(content_name(folder, name, part) for name in self.reads),
        )
        return digest(*told).hex()


def _language(part: Part) -> Mapping[str, list[Row]]:
    return {
        "language": [row for held in part.each() for row in findings.language_rows(held, steps.spoken(held.thread))]
    }


def _duplicates(part: Part) -> Mapping[str, list[Row]]:
    """Tell of the thread and of the corpus what each comment repeats."""
    kinds = part.bench.kinds
    models = part.models if "translation" in kinds else None
    found = {row["place"] % PLACE: row for row in part.folder.rows("found", part.number)}
    rows: list[Row] = []
    for held in part.each():
        within = steps.reposts(held.thread, models, part.settings, near="near" in kinds)
        for row in findings.thread_reposts(held, within):
            rows.append(row | findings.corpus_repost(found.get(len(rows))))
    return {"duplicates": rows}


def _signals(part: Part) -> Mapping[str, list[Row]]:
    def told(held: Held) -> Sequence[Row]:
        found = [signs(steps.own_words(comment), steps.behind(comment)) for comment in held.thread.comments]
        return list(findings.signal_rows(held, found))

    return {"signals": [row for held in part.each() for row in told(held)]}


def _spam(part: Part) -> Mapping[str, list[Row]]:
    language, duplicates = part.found("language"), part.found("duplicates")
    rows: list[Row] = []
    for held in part.each():
        waves = findings.campaigns(held, duplicates)
        said = findings.spoken(held, language)
        rows += findings.spam_rows(held, steps.judged(held.thread, said, waves, part.models, part.settings))
    return {"spam": rows}


def _arguments(part: Part) -> Mapping[str, list[Row]]:
    language, spam = part.found("language"), part.found("spam")
    rows: dict[str, list[Row]] = {"theses": [], "arguments": []}
    for held in part.each():
        verdicts = findings.verdicts(held, spam)
        argued = steps.argued(held.thread, findings.spoken(held, language), verdicts, part.models)
        rows["theses"].append(opinions.thesis_row(held, argued))
        rows["arguments"] += opinions.argument_rows(held, argued)
    return rows


def _stance(part: Part) -> Mapping[str, list[Row]]:
    spam, duplicates, theses = part.found("spam"), part.found("duplicates"), part.theses()
    rows: list[Row] = []
    for held in part.each():
        verdicts, marked = findings.verdicts(held, spam), findings.marked(held, duplicates)
        thesis = theses[held.thread.id]
        rows += opinions.stance_rows(
            held, steps.sided(held.thread, thesis, verdicts, marked, part.models, part.settings)
        )
    return {"stance": rows}


def _sentiment(part: Part) -> Mapping[str, list[Row]]:
    spam, duplicates, stance, theses = *map(part.found, ("spam", "duplicates", "stance")), part.theses()
    rows: list[Row] = []
    for held in part.each():
        verdicts, marked = findings.verdicts(held, spam), findings.marked(held, duplicates)
        sided, thesis = opinions.sided(held, stance), theses[held.thread.id]
        tones = steps.toned(held.thread, thesis, sided, verdicts, marked, part.models, part.settings)
        rows += opinions.tone_rows(held, tones)
    return {"sentiment": rows}


def _summaries(part: Part) -> Mapping[str, list[Row]]:
    """Sum up, and write the discussions themselves beside the layer, before it: the layer tells that both are there."""
    names = ("language", "duplicates", "spam", "arguments", "stance", "sentiment")
    found, theses = {name: part.found(name) for name in names}, part.theses()
    rows: dict[str, list[Row]] = {name: [] for name in TELLINGS}
    with whole(part.folder.file(TOLD, part.number, "jsonl")) as path, path.open("wb") as lines:
        for held in part.each():
            together = pipeline.Findings(
                findings.spoken(held, found["language"]),
                findings.marked(held, found["duplicates"]),
                findings.verdicts(held, found["spam"]),
                opinions.argued(held, found["arguments"], theses),
                opinions.sided(held, found["stance"]),
                opinions.toned(held, found["sentiment"]),
            )
            discussion = pipeline.told(held.thread, together, part.models, part.settings)
            rows["summaries"].append(tellings.summary_row(discussion))
            rows["people"] += tellings.people_rows(discussion)
            rows["between"] += tellings.between_rows(discussion)
            rows["speakers"] += tellings.speaker_rows(discussion)
            lines.write(msgspec.json.encode(discussion) + b"\n")
    return rows


TEXTS = ("articles", "comments")
TELLINGS = ("summaries", "people", "between", "speakers")
LABELLED = (*TEXTS, "language", "duplicates", "spam", "theses", "arguments", "stance", "sentiment")
STAGES: Final = (
    Stage(name="language", reads=TEXTS, writes=("language",), work=_language),
    Stage(name="forms", reads=("comments", "language"), writes=("forms",), work=forms),
    Stage(
        name="sketches",
        reads=("comments", "firsts"),
        writes=("keys",),
        work=sketches,
        beside=(TEXTS_LAID, "arrow"),
    ),
    Stage(
        name="meanings",
        reads=("comments", "leads"),
        writes=("meanings",),
        work=meanings,
        models=(ENCODER, TRANSLATION),
        settings=("max_tokens",),
    ),
    Stage(
        name="duplicates",
        reads=(*TEXTS, "found"),
        writes=("duplicates",),
        work=_duplicates,
        settings=("near_threshold", "translation_threshold", "campaign_authors", "campaign_hours", "max_tokens"),
    ),
    Stage(name="signals", reads=TEXTS, writes=("signals",), work=_signals),
    Stage(
        name="spam",
        reads=(*TEXTS, "language", "duplicates"),
        writes=("spam",),
        work=_spam,
        models=(ENCODER, TASKS, SPAM),
        settings=("spam_threshold", "max_tokens"),
        replaced=("spam",),
    ),
    Stage(
        name="arguments",
        reads=(*TEXTS, "language", "spam"),
        writes=("theses", "arguments"),
        work=_arguments,
        models=(ENCODER, TASKS),
        settings=("max_tokens",),
    ),
    Stage(
        name="stance",
        reads=(*TEXTS, "duplicates", "spam", "theses"),
        writes=("stance",),
        work=_stance,
        models=(ENCODER, TASKS),
        settings=("abstain", "max_tokens"),
        replaced=("stance", "reply"),
    ),
    Stage(
        name="sentiment",
        reads=(*TEXTS, "duplicates", "spam", "theses", "stance"),
        writes=("sentiment",),
        work=_sentiment,
        models=(ENCODER, TASKS),
        settings=("abstain", "max_tokens"),
        replaced=("sentiment",),
    ),
    Stage(
        name="summaries",
        reads=LABELLED,
        writes=TELLINGS,
        work=_summaries,
        models=pipeline.MODELS,
        settings=tuple(Settings().shown()),
        replaced=pipeline.LABELLED,
        beside=(TOLD, "jsonl"),
    ),
)


def stage(name: str) -> Stage:
    """Give the stage of that name."""
    return next(stage for stage in STAGES if stage.name == name)

"""What the real commands write, by the name of its schema."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from pathlib import Path

import pytest
from msgspec import structs

from agorascope.corpus.layers import NAMES
from agorascope.errors import UsageError
from agorascope.moderation.desk import Desk
from agorascope.records import Thread
from agorascope.settings import Settings
from tests.corpus.making import PAGES, analysed, rows, small
from tests.moderation.making import put, thread_of
from tests.schemas import inputs
from tests.schemas.commands import Values, cells, jsonl, lines, told

Samples = dict[str, Values]


def everything(place: Path) -> Samples:
    """Run every command that writes for programs, and gather what it wrote."""
    found: Samples = defaultdict(list)
    for gather in (discussions, corpora, exports, labels, reposts, flags, decisions, figures, lists):
        gather(found, place)
    return found


def discussions(found: Samples, place: Path) -> None:
    """Analyse a hostile thread, nothing at all, and a page whose labels nobody is sure of, under pseudonyms."""
    (place / "hostile.jsonl").write_bytes(inputs.hostile())
    (place / "none.jsonl").write_bytes(jsonl({"type": "article", "id": "bare", "title": "Alone", "text": "Cards."}))
    found["discussion"] += lines(told("analyze", place / "hostile.jsonl", place / "none.jsonl", "--json", "-q"))
    unsure = ("--abstain", "0.99", "--pseudonymize", "--ui", "zh")
    (place / "few.jsonl").write_bytes(inputs.few())
    found["discussion"] += lines(told("analyze", place / "few.jsonl", place / "hostile.jsonl", "--json", "-q", *unsure))


def corpora(found: Samples, place: Path) -> None:
    """Analyse a corpus into a folder; break a run off, at its beginning and later."""
    out = place / "out"
    told("analyze", inputs.corpus(place / "in"), "-o", out, "--part-size", "20", "--workers", "1", "--together", "-q")
    found["discussion"] += lines((out / "discussions.jsonl").read_bytes())
    found["debate"] += lines((out / "debates.jsonl").read_bytes())
    found["run"].append(json.loads((out / "run.json").read_bytes()))
    for stage in ("read", "signals"):
        broken = place / f"broken at {stage}"

        def breaking(now: str, *_: int, at: str = stage) -> None:
            if now == at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            analysed(broken, small(2), watch=breaking, kinds=("exact",))
        found["run"].append(json.loads((broken / "run.json").read_bytes()))
    for name in NAMES:
        found[f"layer-{name}"] += rows(out, name)


def exports(found: Samples, place: Path) -> None:
    """Export that corpus, and one of a single discussion."""
    out = place / "out"
    for to in ("xlsx-safe-csv", "polis"):
        told("export", out, "--to", to, "-q")
    sheets, polis = out / "exports" / "xlsx-safe-csv", out / "exports" / "polis"
    for name in ("comments", "discussions", "key_points", "rejects"):
        found[f"sheet-{name.replace('_', '-')}"] += cells((sheets / f"{name}.csv").read_bytes())
    found["polis-discussions"] += cells((polis / "discussions.csv").read_bytes())
    for name in ("comments", "votes", "participants-votes"):
        for path in sorted(polis.glob(f"*/{name}.csv")):
            found[f"polis-{name}"] += cells(path.read_bytes())
    for path in sorted(polis.glob("*/summary.csv")):
        text = io.StringIO(path.read_text("utf-8"), newline="")
        found["polis-summary"].append(dict(csv.reader(text)))


def labels(found: Samples, place: Path) -> None:
    """Label rows by every task, with and without abstaining, with rows that cannot be labelled."""
    for task, given in inputs.ROWS.items():
        data = jsonl(*given, *inputs.WRONG) + b"{torn\n"
        (place / "rows.jsonl").write_bytes(data)
        found[f"label-{task}"] += lines(told("label", task, place / "rows.jsonl"))
        if task != "argument":
            found[f"label-{task}"] += lines(told("label", task, place / "rows.jsonl", "--abstain", "0.999"))


def reposts(found: Samples, place: Path) -> None:
    """Look for re-posts, in a table and against an index."""
    (place / "posts.jsonl").write_bytes(inputs.reposted())
    files = {name: place / f"{name}.jsonl" for name in ("pairs", "clusters", "border")}
    more = [part for name, path in files.items() for part in (f"--{name}", path)]
    found["duplicates"] += lines(told("duplicates", place / "posts.jsonl", "-q", *more))
    for name, path in files.items():
        found[f"duplicates-{name}"] += lines(path.read_bytes())
    indexed = ("--index", place / "seen.db", "--kinds", "exact,near", "-q")
    for known in ((), ("--known",)):
        found["duplicates"] += lines(told("duplicates", place / "posts.jsonl", *indexed, *known))


def flags(found: Samples, place: Path) -> None:
    """Flag comments of a page."""
    desk = ("--index", place / "flags.db")
    found["flag"] += lines(told("flag", PAGES / "en-dev.txt", place / "hostile.jsonl", "--json", "-q", *desk))
    found["flag-csv"] += cells(told("flag", PAGES / "en-dev.txt", "--csv", "-q", *desk))


def decisions(found: Samples, place: Path) -> None:
    """Decide about comments, and write the decisions in every form that is data."""
    desk = Desk(place / "desk.db", Settings())
    numbers = put(desk, _numbered("7", "wxr"))
    for number, verdict in zip(numbers, ("spam", "duplicate", "approve", "unsure"), strict=True):
        desk.decide([number], verdict, "anna")  # type: ignore[arg-type] # each is a verdict
    of_disqus = Desk(place / "disqus.db", Settings())
    of_disqus.decide(put(of_disqus, _numbered("12", "disqus")), "spam", "anna")
    for path, to in ((desk.path, "jsonl"), (desk.path, "csv"), (desk.path, "wordpress"), (of_disqus.path, "disqus")):
        data = told("feedback", "export", "--index", path, "--to", to, "-q")
        found["decision" if to == "jsonl" else f"decision-{to}"] += lines(data) if to == "jsonl" else cells(data)


def _numbered(name: str, form: str) -> Thread:
    """Make a thread whose comments have numbers, as sites give them."""
    thread = thread_of(["Buy pills now", "=HYPERLINK(1)", "I agree", "Διαφωνώ"], name, form)
    comments = tuple(structs.replace(one, id=str(place)) for place, one in enumerate(thread.comments, start=1))
    return structs.replace(thread, comments=comments)


def figures(found: Samples, place: Path) -> None:
    """Measure every task on a little gold, and whole discussions on an annotated page."""
    wrong = place / "wrong.jsonl"
    for task in inputs.ROWS:
        (place / "gold.jsonl").write_bytes(inputs.gold(task))
        unsure = () if task == "argument" else ("--abstain", "0.8")
        given = (place / "gold.jsonl", "--json", "--by", "lang", "--errors", wrong)
        found["evaluation"] += lines(told("evaluate", task, *given, *unsure))
        found["evaluation-errors"] += lines(wrong.read_bytes())
    page = (PAGES / "en-dev.json", "--found", place / "out", "--json", "--by", "language")
    found["discussion-evaluation"] += lines(told("evaluate", "discussion", *page))


def lists(found: Samples, place: Path) -> None:
    """List what there is."""
    found["models"].append(json.loads(told("models", "--json")))
    found["readers"].append(json.loads(told("readers", "--json")))
    found["readers-check"] += lines(told("readers", "--check", place / "in", "--json"))
    found["readers-check"] += lines(told("readers", "--check", str(place / "posts.jsonl"), "--json"))
    found["schemas"].append(json.loads(told("schema", "--list", "--json")))
    with pytest.raises(UsageError):
        told("schema", "nothing")

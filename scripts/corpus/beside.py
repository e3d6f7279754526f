"""Our speed beside that of the field's plain loop, on the same comments, in turns: medians of what each turn took."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from statistics import median
from typing import Any

from scripts.corpus import few
from scripts.corpus.peers import LABELS
from scripts.corpus.runs import Place, command
from scripts.corpus.watching import watched

TURNS = 3
_PEER, _ALONE = "transformers", "transformers_one_thread"
_ABOUT_PEER = (
    f"a loop over comments: langdetect.detect, then transformers' pipelines for {', '.join(LABELS)}, a network of XLM-R"
    " base's size each; random weights (speed does not depend on them), our vocabulary, float32; the faster of all"
    " threads and one thread, for on a machine that does other things too PyTorch's threads wait for each other"
)
_ABOUT_OURS = (
    "agorascope.pipeline.analyze_all and agorascope analyze: all stages, more tasks than the loop has; the command's"
    " seconds include its start and its output, the others begin when models are loaded"
)

Row = dict[str, Any]


def beside(place: Place, comments: int, large: int) -> Row:
    """Give what the loop, our library and our command do a second, and the ratios of ours to the loop's.

    The comments are some of a corpus of `large` ones; what our command made of that one is set beside too, where the
    log has it. Raises `Failed`.
    """
    told = place.log.once(place.key("peers", comments) | {"of": large}, lambda: _turns(place, comments, large))
    whole = place.log.known(place.key("all", large))
    found = {name: one for name, one in told["who"].items() if name not in {_PEER, _ALONE}}
    found |= {"command_on_whole_corpus": whole} if whole else {}
    peer = min((told["who"][name] for name in (_PEER, _ALONE)), key=lambda one: float(one["seconds"]))
    rates = {name: one["comments_per_second"] / peer["comments_per_second"] for name, one in found.items()}
    costs = {name: one["cpu_seconds"] / one["comments"] for name, one in found.items()}
    return told | {
        "times_the_peers_speed": {name: round(rate, 2) for name, rate in rates.items()},
        "peers_cpu_to_ours": {n: round(peer["cpu_seconds"] / peer["comments"] / cost, 2) for n, cost in costs.items()},
        "peer": _ABOUT_PEER,
        "ours": _ABOUT_OURS,
    }


def _turns(place: Place, comments: int, large: int) -> Row:
    corpus = place.folder / f"peers-{comments}.jsonl"
    chosen = few.chosen(place.corpus(large)[0], comments)
    corpus.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), encoding="utf-8")
    turns: dict[str, list[Row]] = {_PEER: [], "ours": [], "command": [], _ALONE: []}
    for turn in range(1, TURNS + 1):
        for who, done in turns.items():
            done.append(_turn(place, who, corpus, comments))
            place.tell(f"turn {turn} of {TURNS}: {who}, {comments} comments in {done[-1]['seconds']} s")
    return {
        "comments": comments,
        "threads": place.workers,
        "turns": TURNS,
        **few.about(chosen),
        "who": {who: _median(done, comments) for who, done in turns.items()},
    }


def _turn(place: Place, who: str, corpus: Path, comments: int) -> Row:
    told = place.folder / f"peers-{who}.out"
    if who == "command":
        out = place.folder / f"analysed-peers-{comments}"
        shutil.rmtree(out, ignore_errors=True)
        run = watched(command(corpus, out, place.workers), told)
        return {"seconds": run.seconds, "cpu_seconds": run.cpu_seconds, "peak_megabytes": run.peak()}
    name, threads = (_PEER, 1) if who == _ALONE else (who, place.workers)
    run = watched([sys.executable, "-m", "scripts.corpus.peers", name, str(corpus), str(threads)], told)
    found: Row = json.loads(told.read_text("utf-8"))
    return found | {"peak_megabytes": run.peak()}


def _median(turns: list[Row], comments: int) -> Row:
    seconds = median(turn["seconds"] for turn in turns)
    return {
        "comments": comments,
        "comments_per_second": round(comments / seconds, 2),
        "seconds": seconds,
        "seconds_of_turns": [turn["seconds"] for turn in turns],
        "cpu_seconds": median(turn["cpu_seconds"] for turn in turns),
        "peak_megabytes": max(turn["peak_megabytes"] or 0 for turn in turns),
    }

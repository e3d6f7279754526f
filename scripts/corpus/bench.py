"""Measure how large corpora are analysed: speed by stage, memory of all processes, growth, and the field's loop beside.

Prints one JSON object for each experiment, when it is done. `full` analyses --comments comments in all stages, `cheap`
--cheap comments in those without models, `peers` sets a loop over langdetect and transformers beside ours on --peers
comments, `growth` compares what a comment costs in corpora of several sizes. Corpora are made of the labelled data.
With --folder everything is kept there: corpora, analysed folders, and log.jsonl with all figures; what is in the log is
not measured again. Linux only. Needs the extra `torch` for `peers`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.corpus.beside import beside
from scripts.corpus.growth import growth
from scripts.corpus.log import Log
from scripts.corpus.runs import Place, analysed
from scripts.corpus.watching import Failed

_BOUND = 4_000.0  # megabytes, for whatever number of comments

Row = dict[str, Any]


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = _parser()
    given = parser.parse_args()
    if unknown := set(given.only) - set(_EXPERIMENTS):
        parser.error(f"no such experiment: {', '.join(sorted(unknown))}; there are {', '.join(_EXPERIMENTS)}")
    if not given.data.is_dir():
        parser.error(f"--data {given.data}: no such folder")
    with TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        log = Log(folder / "log.jsonl", _tell, again=given.again)
        place = Place(given.data.resolve(), folder.resolve(), given.workers, log, _tell)
        try:
            for name in (name for name in _EXPERIMENTS if name in given.only):
                told = {"experiment": name, **_EXPERIMENTS[name](place, given)}
                print(json.dumps(told, ensure_ascii=False), flush=True)
        except (Failed, OSError, ValueError) as error:
            sys.exit(f"bench_corpus: {error}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/bench_corpus", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of labelled data")
    parser.add_argument("--comments", type=_positive, default=100_000, help="of `full` (default: %(default)s)")
    parser.add_argument("--cheap", type=_positive, default=1_000_000, help="of `cheap` (default: %(default)s)")
    parser.add_argument("--peers", type=_positive, default=200, help="of `peers` (default: %(default)s)")
    parser.add_argument(
        "--growth",
        type=lambda text: [_positive(part) for part in text.split(",")],
        default=[1_000, 10_000, 100_000],
        help="sizes of `growth`, commas between; all stages up to --comments (default: 1000,10000,100000)",
    )
    parser.add_argument("--folder", type=Path, help="keep everything here (default: a temporary folder)")
    parser.add_argument("--workers", type=_positive, default=2, help="processes, of the peers threads (default: 2)")
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=list(_EXPERIMENTS), help="which, commas between"
    )
    parser.add_argument("--again", action="store_true", help="measure also what the folder's log has")
    return parser


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


def _full(place: Place, given: argparse.Namespace) -> Row:
    return _bounded(analysed(place, "all", given.comments))


def _cheap(place: Place, given: argparse.Namespace) -> Row:
    return _bounded(analysed(place, "cheap", given.cheap))


def _bounded(told: Row) -> Row:
    peak = told["peak_megabytes"]
    return told | {"bound_megabytes": _BOUND, "within_bound": None if peak is None else peak <= _BOUND}


def _peers(place: Place, given: argparse.Namespace) -> Row:
    return beside(place, given.peers, given.comments)


def _growth(place: Place, given: argparse.Namespace) -> Row:
    return growth(place, given.growth, given.comments)


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


_EXPERIMENTS: dict[str, Callable[[Place, argparse.Namespace], Row]] = {
    "full": _full,
    "cheap": _cheap,
    "peers": _peers,
    "growth": _growth,
}

if __name__ == "__main__":
    main()

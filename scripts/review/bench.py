"""Measure how long the review page takes to answer with a long queue, for one client and for many at once.

Fills a desk, starts the real server in a process of its own, and prints one JSON object: milliseconds from request to
the last byte, of each kind of request for each number of clients, the median and the 95th of a hundred.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import httpx

from agorascope.moderation.store.decisions import mark
from agorascope.moderation.store.queue import Wanted
from scripts.review.queueing import filled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agorascope.moderation.desk import Desk

SAME = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
WARM = 3


class Client:
    """A browser's part: a session, its token for forms, comments of its own to decide about."""

    def __init__(self, url: str, mine: Sequence[tuple[int, str]], seed: int) -> None:
        """Come in; `mine` are comments with the marks of their words."""
        self._http = httpx.Client(follow_redirects=True, timeout=120)
        self._base = url.partition("/?")[0]
        page = self._http.get(url).text
        self._token = page.partition('name="csrf" value="')[2].partition('"')[0]
        self._mine, self._rng, self._batches = list(mine), random.Random(seed), list[int]()  # noqa: S311 - no secret

    def queue(self) -> None:
        """Read a page of the queue, from anywhere in it."""
        self._get(f"/?after={0.5 + self._rng.random() / 2},0")

    def filtered(self) -> None:
        """Read what is left of it by two filters."""
        kind, code = self._rng.choice(("spam", "duplicate")), self._rng.choice(("link", "campaign", "shouting"))
        self._get(f"/?kind={kind}&reason={code}&after={0.5 + self._rng.random() / 2},0")

    def language(self) -> None:
        """Read what is in one language."""
        self._get(f"/?language={self._rng.choice(('el', 'zh', 'en'))}")

    def searched(self) -> None:
        """Search for a name that few have."""
        self._get(f"/?q=writer+{self._rng.randrange(20_000)}")

    def item(self) -> None:
        """Open a comment in its thread."""
        self._get(f"/comment/{self._rng.choice(self._mine)[0]}")

    def decide(self) -> None:
        """Decide about a comment, as the script of the page does."""
        number, words = self._mine.pop()
        fields = {"csrf": self._token, "seen": "open", "many": "spam", "pick": f"{number}-{words}"}
        self._batches.append(int(self._post("/decide", fields)["batch"]))

    def undo(self) -> None:
        """Take a decision back."""
        self._post("/undo", {"csrf": self._token, "batch": str(self._batches.pop())})

    def _get(self, path: str) -> None:
        self._http.get(self._base + path).raise_for_status()

    def _post(self, path: str, fields: dict[str, str]) -> Any:  # noqa: ANN401 - what JSON has
        return self._http.post(self._base + path, data=fields, headers=SAME).raise_for_status().json()


WHAT: dict[str, Callable[[Client], None]] = {
    "queue": Client.queue,
    "filtered": Client.filtered,
    "language": Client.language,
    "searched": Client.searched,
    "item": Client.item,
    "decide": Client.decide,
    "undo": Client.undo,
}


def main() -> None:
    """Read what the command line asks for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000, help="how many wait")
    parser.add_argument("--clients", default="1,20", help="how many at once, with commas between")
    parser.add_argument("--rounds", type=int, default=30, help="requests of each kind by each client")
    parser.add_argument("--folder", type=Path, help="where the desk is made (default: a temporary folder)")
    given = parser.parse_args()
    with TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "desk.db"
        begun = time.perf_counter()
        desk = filled(path, given.comments)
        print(f"{given.comments:,} comments wait after {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        told = {"comments": given.comments, "rounds": given.rounds, "milliseconds": {}}
        for many in map(int, given.clients.split(",")):
            told["milliseconds"][str(many)] = _measured(desk, path, many, given.rounds)
        print(json.dumps(told))


def _measured(desk: Desk, path: Path, many: int, rounds: int) -> dict[str, dict[str, float]]:
    command = [sys.executable, "-m", "scripts.review.serving", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - ours
        url = server.stdout.readline().strip() if server.stdout else ""
        waiting = [(seen.number, mark(seen.comment.text)) for seen in desk.page(Wanted(), None, many * (rounds + WARM))]
        clients = [Client(url, waiting[at::many], at) for at in range(many)]
        found = {name: _times(does, clients, rounds) for name, does in WHAT.items()}
        server.communicate()
    return found


def _times(does: Callable[[Client], None], clients: Sequence[Client], rounds: int) -> dict[str, float]:
    """Let all clients do the same at once, one request after the other; some before, which are not counted."""
    with ThreadPoolExecutor(len(clients)) as pool:
        times = [one for some in pool.map(lambda client: _rounds(does, client, rounds), clients) for one in some]
    ordered = sorted(times)
    return {
        name: round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 1)
        for name, part in (("p50", 0.5), ("p95", 0.95))
    }


def _rounds(does: Callable[[Client], None], client: Client, rounds: int) -> list[float]:
    times = []
    for _ in range(WARM + rounds):
        begun = time.perf_counter()
        does(client)
        times.append(1000 * (time.perf_counter() - begun))
    return times[WARM:]


if __name__ == "__main__":
    main()

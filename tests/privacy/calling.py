"""What the driver has done in Python: the whole of the API once, and a visit to the review page."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path
from typing import Final

import httpx

import agorascope as ag

ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+/\?token=(\S+)")
PATHS: Final = ("/", "/comment/1", "/cluster/1", "/history", "/status", "/all", "/?q=leak-mail", "/nowhere")


def called() -> None:
    """Call everything that reads, and print what it gives."""
    found = ag.analyze_all(["site/wxr.xml", "site/rows.jsonl"])
    for one in found:
        print(one.to_json(), one._repr_html_())  # noqa: T201
    found.report("called.md")
    print(found.to_pandas("comments").to_csv(), ag.debate(list(found)[:2]).to_json())  # noqa: T201
    print(ag.flag("site/reddit.json").to_pandas().to_csv())  # noqa: T201
    print(ag.models(), ag.formats(), ag.schema("discussion"))  # noqa: T201
    print(len(ag.label("language", ["Fine idea."])), ag.duplicates(["one text here", "one text here"]))  # noqa: T201


def reviewed() -> None:
    """Serve the desk as the command does, and open its pages as a browser with an agent of its own would."""
    from tests.privacy.driver import _child

    child = os.fork()
    if child == 0:
        _child("served", ["review", "--index", "desk.db"])
    try:
        _visited(Path("visited"))
    finally:
        os.kill(child, signal.SIGINT)
        print("ended with", os.waitpid(child, 0)[1])  # noqa: T201


def _visited(folder: Path) -> None:
    folder.mkdir()
    url = _address()
    agent = {"User-Agent": "LeakAgent/7.7", "Referer": url.group()}
    with httpx.Client(base_url=url.group().partition("/?")[0], headers=agent, timeout=60) as client:
        first = client.get(url.group())
        cookie = first.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=strict"} <= set(re.split(r";\s*", cookie))
        assert "leaktoken" not in cookie.lower()
        assert url[1] not in f"{cookie} {first.headers['location']}"
        for number, path in enumerate(PATHS):
            answer = client.get(path)
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert url[1] not in answer.text + str(answer.headers)
            (folder / f"{number}.html").write_text(f"{answer.headers}\n{answer.text}", encoding="utf-8")
        queue = client.get("/").text
        assert 'name="token"' not in queue
        (folder / "export.jsonl").write_text(client.get("/export?to=jsonl").text, encoding="utf-8")


def _address() -> re.Match[str]:
    for _ in range(1800):
        for name in ("served.out", "served.err"):
            said = Path(name).read_text(encoding="utf-8") if Path(name).exists() else ""
            if found := ADDRESS.search(said):
                return found
        time.sleep(0.1)
    raise AssertionError("the page was never served")

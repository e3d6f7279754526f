"""A process that has read everything once and runs each command of a page in a fork of itself.

A command alone spends most of its time on loading libraries and language data. Here it is the same `main` with the
same models, in a process of its own, with the caller's streams, folder, environment and exit code.
"""

from __future__ import annotations

import importlib.util
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
import warnings
from typing import Any, NoReturn

READY = "ready\n"
STREAMS = 3
LIBRARIES = (
    *("agorascope.cli", "rich.console", "rich.table", "jinja2", "pyarrow.parquet", "scipy.sparse", "scipy.stats"),
    *("sklearn.linear_model", "sklearn.feature_extraction.text"),
)
GUESTS = "transformers.models.bert.modeling_bert"
CALLER = """\
#!{python} -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as warm:
    warm.connect({socket!r})
    asked = {{"words": sys.argv[1:], "folder": os.getcwd(), "environment": dict(os.environ)}}
    socket.send_fds(warm, [json.dumps(asked).encode()], [0, 1, 2])
    warm.shutdown(socket.SHUT_WR)
    code = warm.recv(1)
sys.exit(code[0] if code else 1)
"""


def main() -> None:
    """Read the sample pages that are named, then serve the socket until whoever began this is gone."""
    address, *pages = sys.argv[1:]
    _read(pages)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who answer
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        sys.stdout.write(READY)
        sys.stdout.flush()
        while sys.stdin not in select.select([server, sys.stdin], [], [])[0]:
            caller, _ = server.accept()
            with caller:
                if os.fork() == 0:
                    server.close()
                    _answer(caller)


def _read(pages: list[str]) -> None:
    """Load what every command loads, and fill the caches of language data; the models are let go again."""
    from agorascope.inference import Models
    from agorascope.pipeline import analyze
    from agorascope.settings import Settings

    for name in (*LIBRARIES, *([GUESTS] if importlib.util.find_spec("torch") else [])):
        importlib.import_module(name)
    settings = Settings()
    for found in analyze(pages, Models(settings), settings):
        if isinstance(found, Exception):
            raise found


def _answer(caller: socket.socket) -> NoReturn:
    """Run one command in a child and tell the caller how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    data, streams, _, _ = socket.recv_fds(caller, 1 << 16, STREAMS)
    while more := caller.recv(1 << 16):
        data += more
    child = os.fork()
    if child == 0:
        caller.close()
        _run(streams, **json.loads(data))
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(child, 0)
    caller.sendall(bytes([max(os.waitstatus_to_exitcode(status), 0) if os.WIFEXITED(status) else 1]))
    os._exit(0)


def _run(streams: list[int], words: list[str], folder: str, environment: dict[str, str]) -> NoReturn:
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(place, mode, encoding="utf-8") for place, mode in enumerate("rww"))
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.path[:0] = [path for path in environment.get("PYTHONPATH", "").split(":") if path and path not in sys.path]
    os._exit(_ended(words))


def _ended(words: list[str]) -> int:
    """Give the exit code with which Python would end."""
    from agorascope.cli import main as command

    sys.argv = ["agorascope", *words]
    warnings.resetwarnings()
    warnings.simplefilter("ignore", DeprecationWarning)
    code: Any = 0
    try:
        command()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - as Python does at its end
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    main()

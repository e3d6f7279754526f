"""Runs many commands where the network is forbidden: `python -m tests.privacy.driver PLAN.json`.

One process reads everything once; each command is a fork of it, with its own streams and exit code. Two ways of
forbidding: `none` lets the kernel kill whoever makes a socket of the internet (`tests.corpus.confined`), `loopback`
ends whoever connects, sends, listens or asks for a name beyond this machine, and says so.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn

from tests.corpus.confined import confine
from tests.docs import warm

BEYOND = 99
"""The exit code of who went beyond this machine."""
WATCHED = {
    "socket.connect": 1, "socket.bind": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0, "socket.gethostbyaddr": 0,
}  # fmt: skip
"""What Python tells of sockets, and which argument names the other side."""


def main() -> None:
    """Do what a plan says; results are written beside it, by the name of each step."""
    path = Path(sys.argv[1])
    plan = json.loads(path.read_text(encoding="utf-8"))
    os.environ.update(plan["environment"])
    os.chdir(plan["folder"])
    tempfile.tempdir = None
    if plan["network"] == "none":
        confine()
    else:
        sys.addaudithook(_only_here)
    sys.addaudithook(_Temporary(Path(plan["environment"]["TMPDIR"]), path.with_suffix(".open")))
    os.umask(0o022)
    _warmed()
    results = {name: _run(name, words) for name, words in plan["steps"]}
    path.with_suffix(".results").write_text(json.dumps(results), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)


def _warmed() -> None:
    """Load what most commands load, ours first: it tells ONNX Runtime to report nothing. Models are each command's."""
    ours = ("agorascope.inference.engine", "agorascope.pipeline", "agorascope.reports.terminal")
    for name in (*ours, *warm.LIBRARIES, "spacy", "onnxruntime"):
        __import__(name)


def _only_here(event: str, arguments: tuple[Any, ...]) -> None:
    place = WATCHED.get(event)
    if place is None or _is_here(arguments[place]):
        return
    os.write(2, f"beyond this machine: {event} {arguments[place]!r}\n".encode())
    os._exit(BEYOND)


def _is_here(address: object) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    if host is None or (isinstance(address, str | bytes) and str(address).startswith(("/", "b'/", "\0"))):
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name in {"localhost", ""}


class _Temporary:
    """Looks, whenever a file is opened there, whether what lies in the temporary folder is open to others."""

    def __init__(self, folder: Path, told: Path) -> None:
        self._folder, self._told = folder, told

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in {"open", "os.listdir", "sqlite3.connect"} or not str(arguments[0]).startswith(
            str(self._folder)
        ):
            return
        with os.scandir(self._folder) as found:
            for one in found:
                try:
                    mode = stat.S_IMODE(one.stat(follow_symlinks=False).st_mode)
                except FileNotFoundError:
                    continue
                line = f"{mode:o}" if mode & 0o077 else "private"
                told = os.open(self._told, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
                os.write(told, f"{line} {one.name}\n".encode())
                os.close(told)


def _run(name: str, words: list[str]) -> int:
    child = os.fork()
    if child == 0:
        _child(name, words)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _child(name: str, words: list[str]) -> NoReturn:
    for place, suffix in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{name}.{suffix}", os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), place)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(at, mode, encoding="utf-8", closefd=False) for at, mode in enumerate("rww")
    )
    if words[0] == "python":
        words[0] = "-c"
        code: object = 0
        try:
            exec(words[1], {"__name__": "__main__"})  # noqa: S102 - a test's own words
        except BaseException:  # noqa: BLE001 - as Python does at its end
            sys.excepthook(*sys.exc_info())
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(bool(code)))
    os._exit(warm._ended(words))


if __name__ == "__main__":
    main()

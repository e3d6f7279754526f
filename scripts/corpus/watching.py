"""A program run and watched with all that it starts: seconds, processor time and memory, from Linux's /proc.

Memory is the proportional set size: pages that several processes share are counted once. A process belongs to the
program if it descends from it or is of its session, so that servers which let go of their parents are counted too.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

from msgspec import Struct

_PAUSE = 0.5  # seconds between two looks at the memory
_PROC = Path("/proc")
_MEGABYTE = 1e6
_PARENT, _SESSION = 1, 3  # places in /proc/PID/stat after the name
_LAST_LINES = 20


class Watched(Struct, frozen=True):
    """What a run took; `looks` are pairs of what it was doing and the megabytes then in use by all its processes."""

    seconds: float
    cpu_seconds: float
    looks: tuple[tuple[str | None, float], ...]
    most_processes: int

    def peak(self, doing: str | None = None) -> float | None:
        """Give the most megabytes, of all or while it was doing something; None where nobody looked."""
        found = [megabytes for what, megabytes in self.looks if doing in {None, what}]
        return round(max(found), 1) if found else None


class Failed(Exception):  # noqa: N818 - what happened, as a sentence
    """A program that was watched ended with an error."""


def watched(command: Sequence[str], out: Path, doing: Callable[[], str | None] = lambda: None) -> Watched:
    """Run a program to its end, its stdout into `out` and its stderr beside it; raises `Failed`.

    `doing` is asked what the program is doing whenever somebody looks at its memory.
    """
    errors = out.with_suffix(".stderr")
    with out.open("wb") as told, errors.open("wb") as words:
        started = perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            command, stdin=subprocess.DEVNULL, stdout=told, stderr=words, start_new_session=True
        )
        try:
            looks, most = _looked(process.pid, doing)
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
            raise
        seconds = perf_counter() - started
        _, status, usage = os.wait4(process.pid, 0)  # of the program and of what it waited for
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = errors.read_text("utf-8", "replace").splitlines()[-_LAST_LINES:]
        raise Failed("\n".join([f"exit code {process.returncode} of: {' '.join(command)}", *last]))
    return Watched(round(seconds, 2), round(usage.ru_utime + usage.ru_stime, 2), tuple(looks), most)


def _looked(program: int, doing: Callable[[], str | None]) -> tuple[list[tuple[str | None, float]], int]:
    """Look at the memory again and again until the program has ended."""
    looks: list[tuple[str | None, float]] = []
    most = 0
    known: set[int] = set()
    ended = os.pidfd_open(program)
    try:
        while not select.select([ended], [], [], _PAUSE)[0]:
            known = set(_family(program, known))
            sizes = [size for size in map(_pss, known) if size]
            most = max(most, len(sizes))
            looks.append((doing(), sum(sizes) / _MEGABYTE))
    finally:
        os.close(ended)
    return looks, most


def _family(program: int, known: set[int]) -> Iterator[int]:
    """Give the program and every process of it; those that were `known` stay whoever their parent is now."""
    parents = dict(_parents(program))
    for process in parents:
        above: int | None = process
        while above is not None and above != program and above not in known:
            above = parents.get(above)
        if above is not None:
            yield process


def _parents(program: int) -> Iterator[tuple[int, int]]:
    """Give all processes with their parents; the program itself is the parent of all in its session."""
    for path in _PROC.iterdir():
        if path.name.isdecimal() and (told := _read(path / "stat").rpartition(")")[2].split()):
            is_own = int(told[_SESSION]) == program
            yield int(path.name), program if is_own else int(told[_PARENT])


def _pss(process: int) -> int:
    """Give the bytes that a process has in memory, its part of what it shares; 0 when it has ended."""
    lines = _read(_PROC / str(process) / "smaps_rollup").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:  # ended meanwhile
        return ""

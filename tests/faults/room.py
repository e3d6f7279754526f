"""A small disk, as a process of its own: `python -m tests.faults.room FOLDER BYTES`.

The process mounts it in a namespace that nobody else sees and that ends with it, and reads a line of JSON for each
thing to do there: `{"run": [COMMAND…], "env": {…}}`, `{"leave": BYTES}` (fill the disk but for so many; null frees it),
`{"read_only": true}`. Each is answered with a line of JSON. As root it needs no more; others need user namespaces.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REFUSED = 77
"""The exit code where the kernel lends no such disk."""
_USER, _MOUNTS = 0x10000000, 0x00020000  # linux/sched.h
_READ_ONLY, _REMOUNT, _RECURSIVE, _PRIVATE = 1, 32, 16384, 1 << 18  # linux/mount.h
_FILLER, _PIECE = ".filler", 4096


def _refused() -> None:
    sys.stderr.write(f"no small disk: {os.strerror(ctypes.get_errno())}\n")
    sys.exit(REFUSED)


def _apart(libc: Any) -> None:
    user, group = os.getuid(), os.getgid()
    if libc.unshare(_MOUNTS if user == 0 else _MOUNTS | _USER):
        _refused()
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")


def _fill(folder: Path, leave: int | None) -> None:
    filler = folder / _FILLER
    filler.unlink(missing_ok=True)
    if leave is None:
        return
    stat = os.statvfs(folder)
    with filler.open("wb") as file:
        file.write(bytes(max(0, stat.f_bavail * stat.f_frsize - leave) // _PIECE * _PIECE))


def _tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main(folder: Path, size: int) -> None:
    """Mount the disk, and do what is asked until nothing more is."""
    libc = ctypes.CDLL(None, use_errno=True)
    _apart(libc)
    where = os.fsencode(folder)
    if libc.mount(b"none", b"/", None, _RECURSIVE | _PRIVATE, None):
        _refused()
    if libc.mount(b"tmpfs", where, b"tmpfs", 0, f"size={size}".encode()):
        _refused()
    _tell({})
    for line in sys.stdin:
        asked, told = json.loads(line), {}
        if "run" in asked:
            done = subprocess.run(asked["run"], env=os.environ | asked["env"], capture_output=True, check=False)  # noqa: S603 - what the test asked for
            told = {"code": done.returncode, "out": done.stdout.decode(), "words": done.stderr.decode()}
        elif "leave" in asked:
            _fill(folder, asked["leave"])
        elif libc.mount(None, where, None, _REMOUNT | (_READ_ONLY if asked["read_only"] else 0), None):
            _refused()
        _tell(told)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

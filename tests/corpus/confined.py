"""A process that may not go near the network: `python -m tests.corpus.confined CODE ARGUMENT…` runs CODE as `-c` does.

The kernel kills it, and every process it begins, the moment one makes a socket of the internet (IPv4), be it in Python,
in Rust or in C; sockets between processes of this machine (AF_UNIX) are no concern of it. IPv6 is not there: libraries
ask for such a socket only to learn that.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

REFUSED = 77
"""The exit code where the kernel takes no such filter."""
_SOCKET = {"x86_64": 41, "aarch64": 198}
_LOAD, _EQUAL, _GIVE = 0x20, 0x15, 0x06
_KILL, _ALLOW, _UNKNOWN_FAMILY = 0x80000000, 0x7FFF0000, 0x00050000 + 97
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_NUMBER, _FAMILY = 0, 16  # where the kernel puts a call's number and its first argument
_INET, _INET6 = 2, 10


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def confine() -> None:
    """Give up the network for this process and all that it begins."""
    steps = (
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 5, _SOCKET[platform.machine()]),
        (_LOAD, 0, 0, _FAMILY),
        (_EQUAL, 0, 1, _INET),
        (_GIVE, 0, 0, _KILL),
        (_EQUAL, 0, 1, _INET6),
        (_GIVE, 0, 0, _UNKNOWN_FAMILY),
        (_GIVE, 0, 0, _ALLOW),
    )
    packed = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(packed, ctypes.c_void_p))
    control = ctypes.CDLL(None).prctl
    if control(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or control(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0):
        sys.exit(REFUSED)


if __name__ == "__main__":
    if sys.platform != "linux" or platform.machine() not in _SOCKET:
        sys.exit(REFUSED)
    confine()
    os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])  # noqa: S606 - what the test asked for

"""What a process that runs for months does with memory that it no longer needs."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any


def give_back() -> None:
    """Hand freed memory back to the system, where the C library can (glibc's `malloc_trim`); takes about 1 ms.

    It keeps what each thread freed for later, and every burst leaves some more that nothing fits into.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:  # noqa: ANN401 - a function of C, or None where there is none
    return getattr(ctypes.CDLL(None), "malloc_trim", None)

"""Small products on one thread: several would wait for one another, and another number could change last digits."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from threadpoolctl import ThreadpoolController


def alone() -> AbstractContextManager[object]:
    """Give a context in which NumPy's products use one thread."""
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    import numpy as np  # its library must be there before libraries are looked for
    from threadpoolctl import ThreadpoolController

    del np
    return ThreadpoolController()

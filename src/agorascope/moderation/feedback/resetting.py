"""A desk as it was before anybody decided, and the decisions in a file beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from agorascope.errors import UsageError
from agorascope.moderation.store import decisions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agorascope.moderation.desk import Desk
    from agorascope.records import Decision


def reset(desk: Desk, *, backup: bool = True) -> tuple[int, Path | None]:
    """Forget all decisions and give how many stood; with `backup` first write them to a file, which is given too.

    What is forgotten is what was written: both are one transaction. Raises `UsageError` where nothing can be written;
    then nothing is forgotten.
    """
    with desk.writing() as connection:
        standing = [told for _, told in decisions.standing(connection)] if backup else []
        kept = _written(standing, desk.path, desk.time()) if standing else None
        return decisions.reset(connection), kept


def _written(standing: Sequence[Decision], beside: Path, at: str) -> Path:
    """Write decisions to a new file, for its owner's eyes alone, and through to the disk."""
    from agorascope.moderation.out import write

    stamp = "".join(sign for sign in at.partition("+")[0] if sign.isalnum())
    number = 1
    while True:
        again = "" if number == 1 else f"-{number}"
        path = beside.with_name(f"{beside.name}.decisions-{stamp}{again}.jsonl")
        try:
            file = os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise UsageError(f"{path}: cannot be written ({error.strerror}); nothing was forgotten") from error
        with file:
            write("jsonl", standing, file)
            file.flush()
            os.fsync(file.fileno())
        return path

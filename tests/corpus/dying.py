"""A run that dies, as a process of its own: `python -m tests.corpus.dying FOLDER NAME…`.

It is killed the moment before the last of the named files would take its name, after the others did: no sooner can
a file be half there, and no later can it be missed.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from tests.corpus.making import analysed, reposted


def main(folder: str, *names: str) -> None:
    """Run until the moment has come."""
    left = list(names)

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and str(arguments[1]).endswith(left[0]):
            left.pop(0)
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(heard)
    analysed(Path(folder), reposted(), part=4, keep=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

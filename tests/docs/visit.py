"""Stands for `agorascope review`: starts the real one, visits it once as a moderator does, and ends it by Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from tests.moderation.review.visiting import Visitor

INTERRUPTED = 130


def main() -> None:
    """Print the address; mark the first comment that waits as spam; fail where a page does not come."""
    command = [str(Path(sys.executable).with_name("agorascope")), *sys.argv[1:]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:  # noqa: S603 - our own program
        assert served.stdout is not None
        address = served.stdout.readline().strip()
        if not address:
            sys.exit(served.wait() or 1)
        try:
            _decide(address)
        finally:
            served.send_signal(signal.SIGINT)
        ended = served.wait()
    sys.stdout.write(f"{address}\n")
    sys.exit(0 if ended in {0, INTERRUPTED} else ended)


def _decide(address: str) -> None:
    with Visitor(address) as visitor:
        if visitor.first.status != 200:
            sys.exit(f"{address} answered {visitor.first.status}")
        if visitor.first.entries:
            done = visitor.decide(visitor.first, visitor.first.entries[0], "spam")
            if done.status != 200:
                sys.exit(f"a decision was answered {done.status}")


if __name__ == "__main__":
    main()

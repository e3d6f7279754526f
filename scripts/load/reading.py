"""Read a table, and put it on a desk and into its index where one is named; what `flag` does before it judges.

`python -m scripts.load.reading FILE [DB]`; tells its progress on stderr as `flag` does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from agorascope.cli.output.progress import Steps
from agorascope.deduplication import index as indexes
from agorascope.errors import ReadError
from agorascope.moderation.desk import Desk
from agorascope.moderation.flagging.comparing import compare
from agorascope.moderation.flagging.run import put
from agorascope.readers import read
from agorascope.settings import Settings


def main() -> None:
    """Do what the command line says."""
    path, *names = sys.argv[1:]
    count = 0
    with Steps(quiet=False) as steps:
        if not names:
            for thread in read([path]):
                count += 0 if isinstance(thread, ReadError) else len(thread.comments)
                steps("reading", count, 0)
            return
        desk = Desk(Path(names[0]), Settings())
        with indexes.opened(desk.path, desk.settings) as index:
            for thread in read([path]):
                count += 0 if isinstance(thread, ReadError) else len(put(thread, desk))
                steps("reading", count, 0)
            compare(desk, index, steps)


if __name__ == "__main__":
    main()

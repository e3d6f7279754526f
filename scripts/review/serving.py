"""The server that is measured, in a process of its own: prints its address, and ends when its input does."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from agorascope.moderation.desk import Desk
from agorascope.moderation.review import Access, create_app, serve
from agorascope.settings import Settings

HOST = "127.0.0.1"


def main() -> None:
    """Serve the desk that the command line names."""
    access = Access("bench", frozenset({HOST}))
    app = create_app(Desk(Path(sys.argv[1]), Settings()), access, locale="en", who="bench", learner=None)

    def end() -> None:
        sys.stdin.read()
        app.state.server.should_exit = True

    threading.Thread(target=end, daemon=True).start()
    serve(app, HOST, 0, lambda url: print(url, flush=True))


if __name__ == "__main__":
    main()

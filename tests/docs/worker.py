"""Runs the Python blocks of one page: code comes in as a line of JSON, what it printed or why it failed goes out."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
import traceback


def main() -> None:
    """Answer until the input ends; the names of the blocks are those of `__main__`, as in a notebook."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)  # what a process of a block's own prints must not stand among the answers
        for line in sys.stdin:
            answers.write(json.dumps(_done(**json.loads(line))) + "\n")
            answers.flush()


def _done(code: str, mode: str, page: str, line: int) -> dict[str, str]:
    """Run code as if it stood in a line of the page."""
    importlib.invalidate_caches()  # an earlier block may have written or installed a module
    printed, error = io.StringIO(), ""
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile("\n" * (line - 1) + code, page, mode), vars(sys.modules["__main__"]))  # noqa: S102 - the page's
        except BaseException as raised:  # noqa: BLE001 - whatever it is, the page is told
            error = "".join(traceback.format_exception(raised))
    return {"printed": printed.getvalue(), "error": error}


if __name__ == "__main__":
    main()

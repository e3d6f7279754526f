"""For Disqus: a table of its posts and what to ask its API for.

Disqus imports comments, not decisions about comments it has; its API takes them (`posts/spam`, `posts/approve`,
`posts/remove`, several `post` at once, from a moderator of the forum). `undo` is the call that takes one back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

from agorascope.moderation.out.numbered import is_number, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agorascope.records import Decision, Verdict

COLUMNS: Final = ("post_id", "thread_id", "verdict", "action", "undo")
_CALLS: Final[dict[Verdict, tuple[str, str]]] = {
    "spam": ("posts/spam", "posts/approve"),
    "approve": ("posts/approve", "posts/spam"),
    "duplicate": ("posts/remove", "posts/restore"),
}


def table(decisions: Sequence[Decision], file: BinaryIO) -> tuple[str, ...]:
    """Write a CSV of posts by number; nothing of what strangers wrote is in it."""
    from agorascope.exports.files import counted

    found = numbered(decisions)
    file.write(",".join(COLUMNS).encode("ascii") + b"\r\n")
    for decision in found.decisions:
        thread = decision.thread if is_number(decision.thread) else ""
        row = (decision.id, thread, decision.verdict, *_CALLS[decision.verdict])
        file.write(",".join(row).encode("ascii") + b"\r\n")
    return counted(found.told("Disqus"))

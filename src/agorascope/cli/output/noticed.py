"""What a run over a corpus noticed, in a few words: how often, of which kinds, and not what in particular."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from agorascope.amounts import many
from agorascope.reports.plain import safe

KINDS: Final = {
    "bad-field": "field that cannot be used",
    "bad-item": "entry that cannot be read",
    "bad-line": "line that cannot be read",
    "bad-row": "row that cannot be read",
    "broken-file": "file that breaks off",
    "broken-utf8": "damaged characters",
    "broken-xml": "broken XML",
    "comment-count": "not as many comments as the page says",
    "comment-numbers": "comments without numbers of their own",
    "comments-elsewhere": "comments that are not in the file",
    "cut-file": "file that was cut, read from its beginning",
    "deleted-comments": "comments deleted by the site",
    "empty-comment": "comment without words",
    "encoding": "encoding other than UTF-8",
    "left-out": "entries that are no discussions",
    "lost-file": "file that went away before its end",
    "missing-comments": "comments missing in the file",
    "missing-parent": "answer to a comment that is not here",
    "no-article": "comments without an article",
    "no-comments": "entries without comments",
    "no-heading": "comments without a heading",
    "not-comments": "entries that are no comments",
    "parent-cycle": "answers that lead back to themselves",
    "passed-over": "files passed over",
    "repeated-id": "id used twice",
    "repeated-page": "page that was read already",
    "same-page": "threads of one page",
    "unreadable": "source unreadable",
}
"""What a notice of each code is about; a code of somebody's own reader is told as it is."""


def noticed(codes: Mapping[str, int]) -> str:
    """Sum notices up by their codes: `1 notice: KIND`, `3 notices: KIND 2, KIND 1`; nothing where there are none."""
    if not codes:
        return ""
    kinds = [safe(KINDS.get(code, code)) for code in codes]
    told = [f"{kind} {count:,}" for kind, count in zip(kinds, codes.values(), strict=True)]
    return f"{many(sum(codes.values()), 'notice')}: {', '.join(kinds if len(kinds) == 1 else told)}"

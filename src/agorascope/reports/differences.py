"""What one text has and another has not: words, and single Chinese characters."""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+|\s+|.", re.DOTALL)


def pieces(first: str, other: str) -> list[tuple[str, str]]:
    """Cut two texts into what both have (`same`), what only the first has (`gone`), what only the other has (`new`).

    The same and the gone make the first text, the same and the new the other. Shortest edit script of insertions and
    deletions over words, spaces, marks and Chinese characters (Myers 1986; the bit-parallel form of rapidfuzz).
    """
    from rapidfuzz.distance import Indel

    before, after = _TOKEN.findall(first), _TOKEN.findall(other)
    found: list[tuple[str, str]] = []
    gone, new = "", ""
    for step in Indel.opcodes(before, after):
        left, right = "".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            found += [("gone", gone), ("new", new), ("same", left)]
            gone, new = "", ""
        else:
            gone, new = gone + left, new + right
    return [piece for piece in (*found, ("gone", gone), ("new", new)) if piece[1]]

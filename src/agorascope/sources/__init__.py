"""From what the user named to bytes: files, folders, globs, archives, standard input, addresses; and bytes to text.

Public names: `Source`, `expand`.
"""

from __future__ import annotations

from agorascope.sources.inputs import expand
from agorascope.sources.source import Source

__all__ = ["Source", "expand"]

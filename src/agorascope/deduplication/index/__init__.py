"""An index across runs: new comments against all earlier ones, in one SQLite file.

Public names: `Index`, `Known`, `Told`, `opened`, `prepare`.
"""

from __future__ import annotations

from agorascope.deduplication.index.index import Index, opened, prepare
from agorascope.deduplication.index.lookup import Known, Told

__all__ = ["Index", "Known", "Told", "opened", "prepare"]

"""Words, parts of speech, features, lemmas and trees, by our own small spaCy pipelines for Greek and Chinese.

Public names: `parsed`, `knows`, `CODES`. Importing the room loads nothing heavy.
"""

from __future__ import annotations

from agorascope.syntax.pipelines import CODES, knows, parsed

__all__ = ["CODES", "knows", "parsed"]

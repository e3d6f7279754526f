"""Decisions for others: to keep, for a spreadsheet, for the site itself.

Public names: `FORMATS`, `Format`, `Notes`, `chosen`, `write`.
"""

from __future__ import annotations

from agorascope.moderation.out.choosing import chosen
from agorascope.moderation.out.formats import FORMATS, Format, Notes, write

__all__ = ["FORMATS", "Format", "Notes", "chosen", "write"]

"""Decisions for others: to keep, for a spreadsheet, for the site itself.

Public names: `FORMATS`, `Format`, `Notes`, `chosen`, `hosts`, `is_for_site`, `write`.
"""

from __future__ import annotations

from agorascope.moderation.out.choosing import chosen, hosts, is_for_site
from agorascope.moderation.out.formats import FORMATS, Format, Notes, write

__all__ = ["FORMATS", "Format", "Notes", "chosen", "hosts", "is_for_site", "write"]

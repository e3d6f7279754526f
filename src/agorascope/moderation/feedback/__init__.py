"""Decisions made elsewhere, or earlier: read from tables and from exports of sites, and taken on a desk.

Public names: `Given`, `Taken`, `read`, `take`.
"""

from __future__ import annotations

from agorascope.moderation.feedback.given import Given
from agorascope.moderation.feedback.reading import read
from agorascope.moderation.feedback.taking import Taken, take

__all__ = ["Given", "Taken", "read", "take"]

"""Voices, controversy, key points, what they do not cover, a headline, and how sure the figures are."""

from agorascope.summary.doubts import doubts
from agorascope.summary.told import summarise

__all__ = ["doubts", "summarise"]

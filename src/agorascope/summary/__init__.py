"""Voices, controversy, key points, what they do not cover, and a headline."""

from agorascope.summary.told import summarise

__all__ = ["summarise"]

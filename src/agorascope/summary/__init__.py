"""Voices, controversy, key points, what they do not cover, a headline and an abstract, and how sure the figures are."""

from agorascope.summary.abstract import abstract
from agorascope.summary.doubts import doubts
from agorascope.summary.retelling import retold
from agorascope.summary.told import summarise

__all__ = ["abstract", "doubts", "retold", "summarise"]

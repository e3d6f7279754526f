"""The tone in which a text speaks."""

from agorascope.sentiment.classify import classify

__all__ = ["classify"]

"""The tone in which a text speaks."""

from agorascope.sentiment.classify import classify
from agorascope.sentiment.place import in_place

__all__ = ["classify", "in_place"]

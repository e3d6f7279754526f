"""What an article tells of its speakers: claims, sides, agreement and difference, its parts, who is named."""

from agorascope.arguments.attribution.told import Attributed, attributed

__all__ = ["Attributed", "attributed"]

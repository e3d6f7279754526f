"""Key points: what voices argue, in the words of one of them, grouped by meaning across languages."""

from agorascope.summary.points.told import Points, Reader, key_points

__all__ = ["Points", "Reader", "key_points"]

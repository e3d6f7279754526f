"""The data files of `agorascope.language`: how they are made, and how well they work."""

"""How the theses of articles stand to one another: the curve of `agorascope.together.likeness`."""

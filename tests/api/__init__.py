"""Tests of what `import agorascope` offers."""

"""The Python API: what `import agorascope as ag` offers, each name loaded at first use.

The stable names stand in `agorascope.__init__` alone; what is in this room may move.
"""

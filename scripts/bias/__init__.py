"""Measures what changes in a label when only the name, the person, the script or the dialect changes."""

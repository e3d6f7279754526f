"""Checks of the annotated comments in `corpora/comments`."""

"""Markup to text and threads: HTML parsed and rendered as one reads it, the comments of a page, its article."""

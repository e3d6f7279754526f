"""Markup to text: pages and pieces of HTML parsed, rendered as one reads them, with what is quoted and what is a heading."""

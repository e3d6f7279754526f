"""Discussions as people read them: terminal and Markdown."""

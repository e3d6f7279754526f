"""Corpora of a million comments, and how fast and in how much memory they are analysed."""

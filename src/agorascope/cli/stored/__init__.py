"""Discussions and debates on disk: an analysed folder, a shelf of one run."""

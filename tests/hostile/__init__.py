"""Hostile inputs, fuzzing, and what they found."""

"""Measures what is flagged as spam: precision first, beside what moderators use today."""

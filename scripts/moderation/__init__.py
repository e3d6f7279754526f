"""Measures the site's own layer on simulated moderators."""

"""Tests of the study in docs/examples: it runs as a notebook, and its figures are right."""

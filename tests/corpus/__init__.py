"""Corpora: layers, stages, engines, records."""

"""Narratives by a language model."""

"""Trains and measures the spaCy pipelines of `models/spacy-*` from Universal Dependencies treebanks."""

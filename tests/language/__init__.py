"""Sentences, language identification, Greeklish."""

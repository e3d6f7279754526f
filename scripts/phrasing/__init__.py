"""Keeps the catalogues of translations in step with the messages in the source."""

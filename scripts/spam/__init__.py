"""Trains and measures the spam model."""

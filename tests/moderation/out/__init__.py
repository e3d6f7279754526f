"""Tests of decisions on their way out."""

"""Tests of decisions on their way in."""

"""Tests of the room `sentiment`."""

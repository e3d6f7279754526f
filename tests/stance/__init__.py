"""Tests of the room `stance`."""

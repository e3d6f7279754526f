"""Tests of `scripts/tasks`: what is learned from, how, and what is written of it."""

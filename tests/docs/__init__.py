"""Tests of what the pages say: their blocks run, their commands and files exist."""

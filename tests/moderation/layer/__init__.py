"""Tests of the site's own layer."""

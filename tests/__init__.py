"""Tests mirror the package, room by room; `golden` runs the whole of it on the sample corpora."""

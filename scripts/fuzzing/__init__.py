"""Fuzzing of whatever takes what strangers write: readers, `label`, `duplicates`, languages, the review page."""

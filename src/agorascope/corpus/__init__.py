"""Corpora: discussions in layers of Parquet, stage by stage, on one machine or a cluster."""

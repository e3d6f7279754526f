"""Payloads in the real browser."""

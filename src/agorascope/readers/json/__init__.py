"""Exports that are JSON documents: what their first bytes say of their shape, their values by their kind."""

"""Fits what groups arguments into key points, and what makes one clear alone, on what annotators grouped."""

"""Several discussions told as one debate."""

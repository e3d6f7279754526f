"""Re-posts and what only looks like them."""

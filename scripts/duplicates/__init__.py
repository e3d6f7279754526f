"""How well and how fast re-posts are found."""

"""How alike two texts are, measured exactly, and which of many leads and which follows."""

"""How fast exports are read, and in how much memory."""

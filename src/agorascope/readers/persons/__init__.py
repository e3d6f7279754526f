"""The people of a thread: names as three languages write them, who signs, who is spoken to, who must not be known."""

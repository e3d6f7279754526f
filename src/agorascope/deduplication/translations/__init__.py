"""Which texts say the same in another language or other letters, how sure that is, and which follows which."""

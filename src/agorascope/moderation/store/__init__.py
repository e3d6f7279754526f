"""What a desk keeps, in the file of its index: threads, comments, flags, decisions, what a layer learned."""

"""What texts are compared by: the normal form in which copies are equal, its look-alike letters, words, lengths."""

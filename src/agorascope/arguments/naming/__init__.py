"""Who is named in a text: names in Latin and Greek letters, Chinese names, names that act together."""

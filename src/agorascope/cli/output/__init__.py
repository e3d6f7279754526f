"""What commands write and say: rows, reports, figures, progress, words on stderr."""

"""Sources: files, archives, pages of the web."""

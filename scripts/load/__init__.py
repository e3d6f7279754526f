"""What the program does under load: a million comments, an hour of `flag --follow`."""

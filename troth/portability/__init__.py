"""Taking one's words along: all that somebody can read, as a book and as data."""

"""Words and data that live in files, by language: loading and checking them."""

"""A new password: another way to the same keys, and the old way gone."""

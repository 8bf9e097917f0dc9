"""Changing and taking back one's own words: of a promise, of an ending."""

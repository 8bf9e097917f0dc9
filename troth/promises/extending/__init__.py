"""Rhythms' promises, made ahead without a key."""

"""Accounts, sign-in, keys, sessions and preferences: what belongs to one person."""

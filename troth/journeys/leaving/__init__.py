"""Leaving what two share: one person, one confirmation, at once."""

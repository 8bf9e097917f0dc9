"""Challenges: for some days, one small promise a day."""

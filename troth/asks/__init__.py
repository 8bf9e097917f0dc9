"""Asks: one partner asks the other for something small, and the other is free to say no."""

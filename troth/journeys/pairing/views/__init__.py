"""The pages of pairing: one module for each side of the way."""

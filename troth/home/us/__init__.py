"""Us: what two people share, its history, and the ways out of it."""

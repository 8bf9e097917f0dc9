"""Going through a practice, step by step."""

"""Two people at once: whatever order they do things in, nothing is lost and nothing leaks."""

"""What crosses capabilities: tests of the whole."""

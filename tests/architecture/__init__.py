"""What crosses capabilities: tests of the rules of the code."""

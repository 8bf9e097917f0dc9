"""What is tried against Troth, row by row of its safety table, and what must happen."""

"""What is given at the steps of a run, in private first."""

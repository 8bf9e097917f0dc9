"""What fails outside the program: a killed process, a full disk, an older database."""

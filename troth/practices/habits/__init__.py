"""The ten habits, each with its practices and its short reads."""

"""The few writes that no capability owns: signing up, and the first five minutes."""

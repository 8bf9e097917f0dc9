"""Small gestures: private reminders to oneself, never owed, and never seen by anybody else."""

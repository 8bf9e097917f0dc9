"""An hour of mixed use by fifty couples against `troth serve`: no error, nothing that grows."""

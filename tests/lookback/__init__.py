"""The look-back, tried on couples whose truth is known."""

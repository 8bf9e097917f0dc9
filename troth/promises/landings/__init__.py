"""How a promise landed: said once by whom it was made to."""

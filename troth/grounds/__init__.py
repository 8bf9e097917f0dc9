"""What one stands on: for now the focus, one habit to start with."""

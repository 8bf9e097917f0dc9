"""What one stands on: the focus, what each needs, plans for the coming days."""

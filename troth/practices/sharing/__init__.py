"""Handing answers over to the partner: at once, together, or when their author is ready."""
